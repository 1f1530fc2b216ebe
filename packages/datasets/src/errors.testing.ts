import { DatasetError } from './error.ts';

/** What a call or a promise throws, as 'CODE: message'; fails the test where that is no DatasetError. */
export async function thrown(work: (() => unknown) | Promise<unknown>): Promise<string> {
  try {
    await (typeof work === 'function' ? work() : work);
  } catch (error) {
    if (error instanceof DatasetError) return `${error.code}: ${error.message}`;
    throw error;
  }
  throw new Error('nothing was thrown');
}
