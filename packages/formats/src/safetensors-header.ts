import { duplicateKey } from './duplicate-key.ts';
import { FormatError, type FormatErrorCode } from './format-error.ts';
import { isText, LENGTH_BYTES, MAX_HEADER_BYTES, METADATA_KEY } from './safetensors-layout.ts';
import { isCount, STORED } from './stored-tensor.ts';

/** One tensor as the header announces it; `begin` and `end` count from where the data begins. */
export interface Entry {
  readonly name: string;
  readonly shape: readonly number[];
  readonly stored: (typeof STORED)[number];
  readonly begin: number;
  readonly end: number;
  readonly refuse: (code: FormatErrorCode, problem: string) => FormatError;
}

export interface Header {
  /** In the order of their data. */
  readonly entries: readonly Entry[];
  readonly metadata: Record<string, string>;
  /** Where in the file the data begins. */
  readonly dataBegin: number;
}

/** Reads the header of the safetensors file `file` and checks it against itself and the file's length. */
export function readHeader(bytes: Uint8Array, file: string): Header {
  const { json, dataBegin } = readJson(bytes, file);
  const fields: [string, unknown][] = Object.entries(json);
  const [, metadata] = fields.find(([key]) => key === METADATA_KEY) ?? [METADATA_KEY, {}];
  const entries = fields
    .filter(([key]) => key !== METADATA_KEY)
    .map(([key, value]) => readEntry(key, value, file))
    .sort((a, b) => a.begin - b.begin || a.end - b.end);
  checkCover(entries, bytes.length - dataBegin, file);
  return { entries, metadata: readMetadata(metadata, file), dataBegin };
}

function readJson(bytes: Uint8Array, file: string): { json: object; dataBegin: number } {
  const refuse = (code: FormatErrorCode, problem: string, cause?: unknown): FormatError =>
    new FormatError(code, `${file}: ${problem}`, { cause });
  if (bytes.length < LENGTH_BYTES) {
    throw refuse('FILE_TRUNCATED', `a safetensors file begins with 8 bytes; this one has ${bytes.length}`);
  }
  const length = new DataView(bytes.buffer, bytes.byteOffset).getBigUint64(0, true);
  const first = bytes[LENGTH_BYTES];
  if (first !== undefined && first !== 0x7b) {
    throw refuse('HEADER_INVALID', 'not a safetensors file: its header does not begin with {');
  }
  if (length > MAX_HEADER_BYTES) {
    throw refuse(
      'HEADER_TOO_LARGE',
      `its header takes ${length} bytes, the format allows ${MAX_HEADER_BYTES}`,
    );
  }
  const dataBegin = LENGTH_BYTES + Number(length);
  if (dataBegin > bytes.length) {
    const there = bytes.length - LENGTH_BYTES;
    throw refuse(
      'FILE_TRUNCATED',
      `its header takes ${length} bytes, of which ${there} are there; copy it again`,
    );
  }
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(
      new Uint8Array(bytes.subarray(LENGTH_BYTES, dataBegin)),
    );
  } catch (cause) {
    throw refuse('HEADER_INVALID', 'its header is not UTF-8', cause);
  }
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw refuse('HEADER_INVALID', `its header is not JSON: ${reason}`, cause);
  }
  if (!isObject(json)) throw refuse('HEADER_INVALID', 'its header is not a JSON object');
  const twice = duplicateKey(text);
  if (twice !== undefined) throw refuse('DUPLICATE_KEY', `its header has ${JSON.stringify(twice)} twice`);
  return { json, dataBegin };
}

function readMetadata(metadata: unknown, file: string): Record<string, string> {
  const refuse = (problem: string): FormatError => new FormatError('METADATA_INVALID', `${file}: ${problem}`);
  if (!isObject(metadata)) throw refuse(`${METADATA_KEY} is not a JSON object`);
  return Object.fromEntries(
    Object.entries(metadata).map(([key, value]: [string, unknown]) => {
      if (typeof value !== 'string' || !isText(key) || !isText(value)) {
        throw refuse(`metadata ${JSON.stringify(key)} is not well-formed text`);
      }
      return [key, value];
    }),
  );
}

function readEntry(name: string, value: unknown, file: string): Entry {
  const refuse = (code: FormatErrorCode, problem: string): FormatError =>
    new FormatError(code, `${file}: tensor ${JSON.stringify(name)}: ${problem}`);
  if (!isText(name)) throw refuse('TENSOR_INVALID', 'its name holds half a surrogate pair');
  if (!isObject(value)) throw refuse('TENSOR_INVALID', 'its header entry is not a JSON object');
  const {
    dtype,
    shape,
    data_offsets: offsets,
  } = value as Record<'dtype' | 'shape' | 'data_offsets', unknown>;
  if (typeof dtype !== 'string') throw refuse('TENSOR_INVALID', `dtype is ${show(dtype)}, not a string`);
  const stored = STORED.find(({ code }) => code === dtype);
  if (!stored) {
    const codes = STORED.map(({ code }) => code).join(', ');
    throw refuse(
      'DTYPE_UNSUPPORTED',
      `dtype ${dtype} cannot be read, only ${codes}; convert it where it was made`,
    );
  }
  if (!Array.isArray(shape) || !shape.every(isCount)) {
    throw refuse('TENSOR_INVALID', `shape is ${show(shape)}, not an array of whole numbers`);
  }
  if (!Array.isArray(offsets) || offsets.length !== 2 || !offsets.every(isCount)) {
    throw refuse('TENSOR_INVALID', `data_offsets is ${show(offsets)}, not two whole numbers`);
  }
  const [begin = 0, end = 0] = offsets;
  if (end < begin) throw refuse('OFFSETS_INVALID', `its data ends at ${end}, before it begins at ${begin}`);
  const size = shape.reduce((a, b) => a * b, stored.array.BYTES_PER_ELEMENT);
  if (size !== end - begin) {
    const wanted = `shape [${shape.join(', ')}] of ${dtype} takes ${size} bytes`;
    throw refuse('SIZE_MISMATCH', `${wanted}, data_offsets [${begin}, ${end}] hold ${end - begin}`);
  }
  return { name, shape, stored, begin, end, refuse };
}

/** The tensors must cover the data from its first to its last byte, without a gap and without sharing any. */
function checkCover(entries: readonly Entry[], dataLength: number, file: string): void {
  let covered = 0;
  for (const { begin, end, refuse } of entries) {
    if (begin !== covered) {
      const wrong = begin < covered ? "inside another tensor's" : 'after bytes that belong to none';
      throw refuse(
        'OFFSETS_INVALID',
        `its data begins at ${begin}, ${wrong}; the one before ends at ${covered}`,
      );
    }
    if (end > dataLength) {
      throw refuse(
        'FILE_TRUNCATED',
        `its data ends at ${end}, the file's data at ${dataLength}; copy it again`,
      );
    }
    covered = end;
  }
  if (covered < dataLength) {
    const extra = dataLength - covered;
    throw new FormatError('TRAILING_BYTES', `${file}: ${extra} bytes follow the last tensor's data`);
  }
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function show(value: unknown): string {
  return value === undefined ? 'missing' : JSON.stringify(value);
}
