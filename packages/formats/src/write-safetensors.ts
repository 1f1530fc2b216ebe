import { FormatError, type FormatErrorCode } from './format-error.ts';
import {
  checkLittleEndian,
  isText,
  LENGTH_BYTES,
  MAX_HEADER_BYTES,
  METADATA_KEY,
} from './safetensors-layout.ts';
import { isCount, STORED, type StoredTensor } from './stored-tensor.ts';

/**
 * A safetensors file of `tensors` by name, with `metadata` strings. Equal input gives equal bytes: tensors by
 * descending alignment of their dtype, then by name, as the reference implementation lays them out; metadata
 * by key; names in the order of their code points.
 * Throws FormatError: TENSOR_INVALID (name, shape or dtype), SIZE_MISMATCH, METADATA_INVALID, HEADER_TOO_LARGE.
 * Source: https://github.com/huggingface/safetensors, "Format".
 */
export function writeSafetensors(
  tensors: Readonly<Record<string, StoredTensor>>,
  metadata: Readonly<Record<string, string>> = {},
): Uint8Array<ArrayBuffer> {
  checkLittleEndian('writeSafetensors');
  const entries: string[] = [];
  const metadataEntries = Object.entries(metadata).sort(byName);
  if (metadataEntries.length > 0)
    entries.push(`"${METADATA_KEY}":{${metadataEntries.map(member).join(',')}}`);

  // Spelled by hand: an object's integer-like keys would be moved to the front.
  const laidOut = Object.entries(tensors).sort(byName).map(checked);
  laidOut.sort((a, b) => a.order - b.order);
  let end = 0;
  for (const { name, code, shape, data } of laidOut) {
    const begin = end;
    end += data.byteLength;
    entries.push(
      `${JSON.stringify(name)}:{"dtype":"${code}","shape":[${shape.join(',')}],"data_offsets":[${begin},${end}]}`,
    );
  }

  const header = new TextEncoder().encode(`{${entries.join(',')}}`);
  const headerBytes = Math.ceil(header.length / 8) * 8;
  if (headerBytes > MAX_HEADER_BYTES) {
    throw new FormatError(
      'HEADER_TOO_LARGE',
      `writeSafetensors: the header takes ${headerBytes} bytes, the format allows ${MAX_HEADER_BYTES}; store less metadata`,
    );
  }
  const file = new Uint8Array(LENGTH_BYTES + headerBytes + end);
  new DataView(file.buffer).setBigUint64(0, BigInt(headerBytes), true);
  file.set(header, LENGTH_BYTES);
  file.fill(0x20, LENGTH_BYTES + header.length, LENGTH_BYTES + headerBytes);
  let at = LENGTH_BYTES + headerBytes;
  for (const { data } of laidOut) {
    file.set(new Uint8Array(data.buffer, data.byteOffset, data.byteLength), at);
    at += data.byteLength;
  }
  return file;
}

interface LaidOut extends StoredTensor {
  readonly name: string;
  readonly code: string;
  readonly order: number;
}

function checked([name, { shape, dtype, data }]: [string, StoredTensor]): LaidOut {
  const refuse = (code: FormatErrorCode, problem: string): FormatError =>
    new FormatError(code, `writeSafetensors: tensor ${JSON.stringify(name)}: ${problem}`);
  if (name === METADATA_KEY)
    throw refuse('TENSOR_INVALID', 'the format keeps this name for metadata; rename it');
  if (!isText(name))
    throw refuse('TENSOR_INVALID', 'the name holds half a surrogate pair, which UTF-8 cannot');
  const order = STORED.findIndex((stored) => stored.dtype === dtype);
  const stored = STORED[order];
  if (!stored) {
    const names = STORED.map((each) => each.dtype).join(', ');
    throw refuse('TENSOR_INVALID', `expected a dtype of ${names}; got ${dtype}`);
  }
  if (kindOf(data) !== stored.array.name) {
    throw refuse(
      'TENSOR_INVALID',
      `dtype ${dtype} is stored from a ${stored.array.name}; got ${kindOf(data)}`,
    );
  }
  if (!Array.isArray(shape) || !shape.every(isCount)) {
    throw refuse('TENSOR_INVALID', `expected a shape of whole numbers; got ${JSON.stringify(shape)}`);
  }
  const size = shape.reduce((a, b) => a * b, 1);
  if (size !== data.length) {
    throw refuse(
      'SIZE_MISMATCH',
      `shape [${shape.join(', ')}] has ${size} elements, the data has ${data.length}`,
    );
  }
  if (dtype === 'bool') {
    const bad = data.findIndex((value) => value > 1);
    if (bad !== -1)
      throw refuse('TENSOR_INVALID', `a bool is stored as 0 or 1; element ${bad} is ${data[bad] ?? ''}`);
  }
  return { name, shape, dtype, data, code: stored.code, order };
}

function member([key, value]: [string, string]): string {
  if (typeof value !== 'string' || !isText(key) || !isText(value)) {
    throw new FormatError(
      'METADATA_INVALID',
      `writeSafetensors: metadata ${JSON.stringify(key)}: expected well-formed text; got ${JSON.stringify(value)}; use JSON.stringify for anything else`,
    );
  }
  return `${JSON.stringify(key)}:${JSON.stringify(value)}`;
}

/** By code points, the order of UTF-8 bytes, in which the reference sorts. */
function byName([a]: [string, unknown], [b]: [string, unknown]): number {
  const [left, right] = [Array.from(a), Array.from(b)];
  for (let i = 0; i < Math.min(left.length, right.length); i++) {
    const difference = (left[i]?.codePointAt(0) ?? 0) - (right[i]?.codePointAt(0) ?? 0);
    if (difference !== 0) return difference;
  }
  return left.length - right.length;
}

/** 'Float64Array', whatever realm it comes from. */
function kindOf(value: unknown): string {
  return Object.prototype.toString.call(value).slice('[object '.length, -1);
}
