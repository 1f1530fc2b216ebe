import { BilayerError } from '@bilayer/tensor';

/** Throws `BAD_PLUGIN` unless a definition has a name and, under `part`, a function. */
export function checkDefinition(who: string, definition: object, part: string, form: string): void {
  const { name, [part]: method }: Partial<Record<string, unknown>> = { ...definition };
  if (typeof name !== 'string' || name === '') {
    throw new BilayerError('BAD_PLUGIN', `${who}: expected a name, by which a checkpoint can refer to it`);
  }
  if (typeof method !== 'function') {
    throw new BilayerError('BAD_PLUGIN', `${who}: ${name} needs ${part}: ${form}`);
  }
}
