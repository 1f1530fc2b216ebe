import { BilayerError, type Tensor } from '@bilayer/tensor';

/** What came out of an operation: an array, or what the library says against it. */
export type Outcome = { readonly value: Tensor } | { readonly error: string };

/** Runs `operation`; where shapes do not fit, the error's text is the outcome. */
export function attempt(operation: () => Tensor): Outcome {
  try {
    return { value: operation() };
  } catch (error) {
    if (error instanceof BilayerError) return { error: error.message };
    throw error;
  }
}
