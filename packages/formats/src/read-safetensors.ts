import { readHeader, type Entry } from './safetensors-header.ts';
import { checkLittleEndian } from './safetensors-layout.ts';
import type { StoredTensor } from './stored-tensor.ts';

export interface ReadSafetensorsOptions {
  /** The file's name, for error messages. */
  readonly name?: string;
}

/** What a safetensors file holds: tensors by name, in the order of their data, and the metadata strings. */
export interface Safetensors {
  readonly tensors: Record<string, StoredTensor>;
  readonly metadata: Record<string, string>;
}

/**
 * Reads a whole safetensors file. Everything its header says is checked against the bytes that are there; the
 * data is copied, so that it is aligned and the caller's own.
 * Throws FormatError: FILE_TRUNCATED, TRAILING_BYTES, HEADER_TOO_LARGE, HEADER_INVALID, DUPLICATE_KEY,
 * METADATA_INVALID, TENSOR_INVALID, DTYPE_UNSUPPORTED, OFFSETS_INVALID or SIZE_MISMATCH.
 * Source: https://github.com/huggingface/safetensors, "Format".
 */
export function readSafetensors(
  bytes: Uint8Array,
  { name = 'safetensors data' }: ReadSafetensorsOptions = {},
): Safetensors {
  checkLittleEndian('readSafetensors');
  const { entries, metadata, dataBegin } = readHeader(bytes, name);
  const data = bytes.subarray(dataBegin);
  return { tensors: Object.fromEntries(entries.map((entry) => [entry.name, load(entry, data)])), metadata };
}

function load(entry: Entry, bytes: Uint8Array): StoredTensor {
  const { begin, end, shape, stored } = entry;
  // A copy by construction: a Buffer's own slice would be a view of the file.
  const copy = new Uint8Array(bytes.subarray(begin, end));
  const data = new stored.array(copy.buffer);
  if (stored.dtype === 'bool') {
    const bad = copy.findIndex((value) => value > 1);
    if (bad !== -1)
      throw entry.refuse('TENSOR_INVALID', `a bool is 0 or 1; element ${bad} is ${copy[bad] ?? ''}`);
  }
  return { shape, dtype: stored.dtype, data };
}
