import { FormatError } from './format-error.ts';

/** The header's length, an unsigned 64-bit little-endian number, starts the file. */
export const LENGTH_BYTES = 8;
/** The reference implementation's limit: 100 million bytes. */
export const MAX_HEADER_BYTES = 100_000_000;
export const METADATA_KEY = '__metadata__';

/** Tensors are stored little-endian and copied as they are. Throws FormatError BIG_ENDIAN on other machines. */
export function checkLittleEndian(who: string): void {
  if (new Uint8Array(new Uint16Array([1]).buffer)[0] !== 1) {
    throw new FormatError(
      'BIG_ENDIAN',
      `${who}: safetensors files are little-endian, and this machine is not`,
    );
  }
}

/** Whether UTF-8 can hold `text`: no half of a surrogate pair stands alone. */
export function isText(text: string): boolean {
  return !/\p{Surrogate}/u.test(text);
}
