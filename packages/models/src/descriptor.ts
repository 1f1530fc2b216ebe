import type { Config } from '@bilayer/tensor';

/** How a model file refers to an activation or a loss: never code, only its name, where it comes from, its settings. */
export interface Descriptor {
  readonly name: string;
  readonly package?: string;
  readonly version?: string;
  readonly contract: 1;
  readonly config: Config;
}

/** The descriptor part of an activation, a loss or anything else that has one. */
export function describe({ name, package: from, version, contract, config }: Descriptor): Descriptor {
  return { name, ...(from && { package: from }), ...(version && { version }), contract, config };
}
