import { BilayerError } from './error.ts';

/** What a call throws, as 'CODE: message'; throws on what is no BilayerError, and where nothing was thrown. */
export function failure(work: () => unknown): string {
  try {
    work();
  } catch (error) {
    if (error instanceof BilayerError) return `${error.code}: ${error.message}`;
    throw error;
  }
  throw new Error('nothing was thrown');
}
