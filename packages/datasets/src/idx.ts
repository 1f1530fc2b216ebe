import { DatasetError } from './error.ts';

/** The element types of IDX files, by their type byte. */
const TYPES = {
  0x08: { type: 'uint8', size: 1 },
  0x09: { type: 'int8', size: 1 },
  0x0b: { type: 'int16', size: 2 },
  0x0c: { type: 'int32', size: 4 },
  0x0d: { type: 'float32', size: 4 },
  0x0e: { type: 'float64', size: 8 },
} as const;

interface IdxOf<Type extends string, Data> {
  readonly type: Type;
  readonly shape: readonly number[];
  readonly data: Data;
}

/** The contents of an IDX file: numbers row-major in `shape`. */
export type Idx =
  | IdxOf<'uint8', Uint8Array>
  | IdxOf<'int8', Int8Array>
  | IdxOf<'int16', Int16Array>
  | IdxOf<'int32', Int32Array>
  | IdxOf<'float32', Float32Array>
  | IdxOf<'float64', Float64Array>;

function hex(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join(' ');
}

/** The big-endian numbers after the header; bytes are a view of the input, wider types a copy. */
function decode(type: Idx['type'], shape: readonly number[], body: Uint8Array, length: number): Idx {
  const view = new DataView(body.buffer, body.byteOffset, body.byteLength);
  switch (type) {
    case 'uint8':
      return { type, shape, data: new Uint8Array(body.buffer, body.byteOffset, length) }; // plain, not a Node Buffer
    case 'int8':
      return { type, shape, data: new Int8Array(body.buffer, body.byteOffset, length) };
    case 'int16':
      return { type, shape, data: Int16Array.from({ length }, (_, i) => view.getInt16(i * 2)) };
    case 'int32':
      return { type, shape, data: Int32Array.from({ length }, (_, i) => view.getInt32(i * 4)) };
    case 'float32':
      return { type, shape, data: Float32Array.from({ length }, (_, i) => view.getFloat32(i * 4)) };
    case 'float64':
      return { type, shape, data: Float64Array.from({ length }, (_, i) => view.getFloat64(i * 8)) };
  }
}

/**
 * Reads an IDX file, the format of MNIST: two zero bytes, a type byte, the number of dimensions, each
 * dimension as a big-endian 32-bit number, then the elements, big-endian and row-major
 * (http://yann.lecun.com/exdb/mnist/). Unsigned and signed bytes come back as a view of `bytes`.
 * `name` is the file's name for error messages.
 * Throws a DatasetError: IDX_MAGIC, IDX_TYPE, IDX_DIMENSIONS (none, or one of size 0), IDX_TRUNCATED,
 * IDX_TRAILING_BYTES.
 */
export function parseIdx(bytes: Uint8Array, { name = 'IDX data' }: { readonly name?: string } = {}): Idx {
  const truncated = (expected: number): DatasetError =>
    new DatasetError(
      'IDX_TRUNCATED',
      `${name}: the file is cut short: ${expected} bytes expected, ${bytes.length} found; get it again`,
    );
  if (bytes.length < 4) throw truncated(4);
  if (bytes[0] !== 0 || bytes[1] !== 0) {
    const hint =
      bytes[0] === 0x1f && bytes[1] === 0x8b ? '; it is gzip: unpack it with gunzipIfNeeded first' : '';
    throw new DatasetError(
      'IDX_MAGIC',
      `${name}: is not an IDX file: it must begin with two zero bytes, but begins with ` +
        `${hex(bytes.subarray(0, 4))}${hint}`,
    );
  }
  const typeByte = bytes[2] as keyof typeof TYPES;
  const known = TYPES[typeByte] as (typeof TYPES)[keyof typeof TYPES] | undefined;
  if (known === undefined) {
    throw new DatasetError(
      'IDX_TYPE',
      `${name}: is not an IDX file: byte 2 must be an element type (08, 09, 0b, 0c, 0d or 0e), but is ` +
        hex(bytes.subarray(2, 3)),
    );
  }
  const rank = bytes[3]!;
  if (rank === 0) {
    throw new DatasetError(
      'IDX_DIMENSIONS',
      `${name}: the header says 0 dimensions; at least 1 was expected`,
    );
  }
  const start = 4 + 4 * rank;
  if (bytes.length < start) throw truncated(start);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const shape = Array.from({ length: rank }, (_, i) => view.getUint32(4 + 4 * i));
  if (shape.includes(0)) {
    throw new DatasetError(
      'IDX_DIMENSIONS',
      `${name}: a dimension is 0: [${shape.join(', ')}]; there is nothing in the file`,
    );
  }
  const length = shape.reduce((product, size) => product * size, 1);
  const expected = start + length * known.size;
  if (bytes.length < expected) throw truncated(expected);
  if (bytes.length > expected) {
    throw new DatasetError(
      'IDX_TRAILING_BYTES',
      `${name}: the file is too long: ${expected} bytes expected for [${shape.join(', ')}] of ${known.type}, ` +
        `${bytes.length} found`,
    );
  }
  return decode(known.type, shape, bytes.subarray(start), length);
}
