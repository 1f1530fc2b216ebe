import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { FormatError, type FormatErrorCode } from './format-error.ts';
import { readSafetensors, type Safetensors } from './read-safetensors.ts';
import type { StoredTensor } from './stored-tensor.ts';
import { writeSafetensors } from './write-safetensors.ts';

/** A file put together by hand as the specification says: length, header, data. */
function fileOf(header: string | Uint8Array, data: readonly number[] = [], length?: number): Uint8Array {
  const text = typeof header === 'string' ? new TextEncoder().encode(header) : header;
  const bytes = new Uint8Array(8 + text.length + data.length);
  new DataView(bytes.buffer).setBigUint64(0, BigInt(length ?? text.length), true);
  bytes.set(text, 8);
  bytes.set(data, 8 + text.length);
  return bytes;
}

function refused(bytes: Uint8Array, code: FormatErrorCode, message: RegExp): void {
  try {
    readSafetensors(bytes, { name: 'model.safetensors' });
  } catch (error) {
    expect(error).toBeInstanceOf(FormatError);
    expect((error as FormatError).message).toMatch(message);
    expect((error as FormatError).message).toMatch(/^model\.safetensors: /);
    expect((error as FormatError).code).toBe(code);
    return;
  }
  throw new Error(`nothing was thrown; expected ${code}`);
}

const U8 = (name: string, begin: number, end: number): string =>
  `"${name}":{"dtype":"U8","shape":[${end - begin}],"data_offsets":[${begin},${end}]}`;

describe('readSafetensors', () => {
  it('reads a file put together by hand, of every dtype, aligned or not', () => {
    // Little-endian, by IEEE 754: 1.5 is 0x3ff8…, −2 in 32 bits 0xc0000000; −2 as an int32 0xfffffffe.
    const data = [
      ...[1, 0],
      ...[0, 0, 0, 0, 0, 0, 0xf8, 0x3f],
      ...[0, 0, 0, 0xc0],
      ...[0xfe, 0xff, 0xff, 0xff, 3, 0, 0, 0],
      ...[255],
    ];
    const header =
      '{"b":{"dtype":"BOOL","shape":[2],"data_offsets":[0,2]},' +
      '"none":{"dtype":"F64","shape":[3,0],"data_offsets":[23,23]},' +
      '"d":{"dtype":"F64","shape":[],"data_offsets":[2,10]},' +
      '"f":{"data_offsets":[10,14],"shape":[1,1],"dtype":"F32"},' +
      '"i":{"dtype":"I32","shape":[2],"data_offsets":[14,22]},' +
      '"u":{"dtype":"U8","shape":[1],"data_offsets":[22,23]},' +
      '"__metadata__":{"format":"np","名前":"数字"}} ';
    const { tensors, metadata } = readSafetensors(fileOf(header, data));
    expect(tensors).toEqual({
      b: { shape: [2], dtype: 'bool', data: Uint8Array.of(1, 0) },
      d: { shape: [], dtype: 'float64', data: Float64Array.of(1.5) },
      f: { shape: [1, 1], dtype: 'float32', data: Float32Array.of(-2) },
      i: { shape: [2], dtype: 'int32', data: Int32Array.of(-2, 3) },
      u: { shape: [1], dtype: 'uint8', data: Uint8Array.of(255) },
      none: { shape: [3, 0], dtype: 'float64', data: new Float64Array() },
    });
    expect(metadata).toEqual({ format: 'np', 名前: '数字' });
  });

  it('hands out copies: neither a Buffer nor an offset into a buffer is shared', () => {
    const file = writeSafetensors({ x: { shape: [2], dtype: 'uint8', data: Uint8Array.of(1, 2) } });
    const inside = Buffer.concat([Uint8Array.of(0, 0, 0), file]).subarray(3);
    const { tensors } = readSafetensors(inside);
    inside.fill(9);
    expect(tensors['x']?.data).toEqual(Uint8Array.of(1, 2));
    expect(tensors['x']?.data.buffer.byteLength).toBe(2);
  });

  it('takes names that are special to JavaScript objects', () => {
    const { tensors, metadata } = readSafetensors(
      fileOf(
        `{"__metadata__":{"__proto__":"p"},${U8('__proto__', 0, 1)},${U8('constructor', 1, 2)}}`,
        [1, 2],
      ),
    );
    expect(Object.keys(tensors)).toEqual(['__proto__', 'constructor']);
    expect(Object.keys(metadata)).toEqual(['__proto__']);
    expect(Object.getPrototypeOf(tensors)).toBe(Object.prototype);
  });

  it('refuses a header that is cut, too long, or no JSON object', () => {
    refused(new Uint8Array(), 'FILE_TRUNCATED', /begins with 8 bytes; this one has 0/);
    refused(Uint8Array.of(2, 0, 0, 0, 0, 0, 0, 0), 'FILE_TRUNCATED', /takes 2 bytes, of which 0 are there/);
    refused(fileOf('{"a', [], 99), 'FILE_TRUNCATED', /takes 99 bytes, of which 3 are there/);
    refused(
      fileOf('{}', [], 100_000_001),
      'HEADER_TOO_LARGE',
      /100000001 bytes, the format allows 100000000/,
    );
    refused(fileOf(''), 'HEADER_INVALID', /not JSON/);
    refused(fileOf('PK\u0003\u0004'), 'HEADER_INVALID', /not a safetensors file/);
    refused(fileOf(' {}'), 'HEADER_INVALID', /does not begin with \{/);
    refused(fileOf('\ufeff{}'), 'HEADER_INVALID', /does not begin with \{/);
    refused(fileOf('{"a":}'), 'HEADER_INVALID', /not JSON/);
    refused(fileOf('{}\0\0'), 'HEADER_INVALID', /not JSON/);
    refused(fileOf(`{"a":${'['.repeat(50_000)}`), 'HEADER_INVALID', /not JSON/);
    refused(fileOf(Uint8Array.of(0x7b, 0x22, 0xff, 0x22, 0x7d)), 'HEADER_INVALID', /not UTF-8/);
    refused(fileOf(`{${U8('a', 0, 1)},${U8('a', 0, 1)}}`, [1]), 'DUPLICATE_KEY', /has "a" twice/);
  });

  it('refuses metadata that is not a map of strings', () => {
    refused(fileOf('{"__metadata__":[]}'), 'METADATA_INVALID', /not a JSON object/);
    refused(fileOf('{"__metadata__":null}'), 'METADATA_INVALID', /not a JSON object/);
    refused(fileOf('{"__metadata__":{"epoch":3}}'), 'METADATA_INVALID', /"epoch" is not well-formed text/);
    refused(fileOf(String.raw`{"__metadata__":{"a":"\ud800"}}`), 'METADATA_INVALID', /"a"/);
  });

  it('refuses an entry that does not describe a tensor, by name', () => {
    const entry = (fields: string): Uint8Array => fileOf(`{"W1":${fields}}`, [0, 0, 0, 0]);
    refused(entry('[]'), 'TENSOR_INVALID', /tensor "W1": its header entry/);
    refused(entry('{"shape":[4],"data_offsets":[0,4]}'), 'TENSOR_INVALID', /"W1": dtype is missing/);
    for (const dtype of ['F16', 'BF16', 'I64', 'F8_E4M3', 'f32']) {
      refused(
        entry(`{"dtype":"${dtype}","shape":[4],"data_offsets":[0,4]}`),
        'DTYPE_UNSUPPORTED',
        new RegExp(`tensor "W1": dtype ${dtype} cannot be read, only F64, F32, I32, U8, BOOL`),
      );
    }
    for (const shape of ['null', '4', '[4.5]', '[-4]', '["4"]', '[-0,4]', '[9007199254740993]']) {
      refused(
        entry(`{"dtype":"U8","shape":${shape},"data_offsets":[0,4]}`),
        'TENSOR_INVALID',
        /"W1": shape is/,
      );
    }
    for (const offsets of ['null', '[0]', '[0,4,4]', '[0,"4"]', '[0,-4]', '{}']) {
      refused(
        entry(`{"dtype":"U8","shape":[4],"data_offsets":${offsets}}`),
        'TENSOR_INVALID',
        /"W1": data_offsets is/,
      );
    }
    refused(fileOf(String.raw`{"\ud800":{}}`), 'TENSOR_INVALID', /surrogate/);
    refused(
      entry('{"dtype":"F32","shape":[1,2],"data_offsets":[0,4]}'),
      'SIZE_MISMATCH',
      /"W1": shape \[1, 2\] of F32 takes 8 bytes, data_offsets \[0, 4\] hold 4/,
    );
    refused(
      entry(`{"dtype":"U8","shape":[${'9007199254740991,'.repeat(30)}4],"data_offsets":[0,4]}`),
      'SIZE_MISMATCH',
      /takes Infinity bytes/,
    );
    refused(
      entry('{"dtype":"BOOL","shape":[4],"data_offsets":[0,4]}').fill(2, -1),
      'TENSOR_INVALID',
      /element 3 is 2/,
    );
  });

  it('refuses data that overlaps, has holes, or does not end with the file', () => {
    refused(
      fileOf(`{${U8('a', 0, 2)},${U8('b', 1, 3)}}`, [1, 2, 3]),
      'OFFSETS_INVALID',
      /"b".*inside another/,
    );
    refused(
      fileOf(`{${U8('a', 0, 1)},${U8('b', 2, 3)}}`, [1, 2, 3]),
      'OFFSETS_INVALID',
      /"b".*after bytes that belong to none; the one before ends at 1/,
    );
    refused(fileOf(`{${U8('a', 1, 2)}}`, [1, 2]), 'OFFSETS_INVALID', /"a".*after bytes that belong to none/);
    refused(
      fileOf('{"a":{"dtype":"U8","shape":[0],"data_offsets":[2,1]}}', [1, 2]),
      'OFFSETS_INVALID',
      /ends at 1, before it begins at 2/,
    );
    refused(
      fileOf(`{${U8('a', 0, 4)}}`, [1, 2]),
      'FILE_TRUNCATED',
      /"a": its data ends at 4, the file's data at 2/,
    );
    refused(fileOf(`{${U8('a', 0, 1)}}`, [1, 2]), 'TRAILING_BYTES', /1 bytes follow/);
    refused(fileOf('{}', [1]), 'TRAILING_BYTES', /1 bytes follow/);
  });
});

const arrays = {
  float64: Float64Array,
  float32: Float32Array,
  int32: Int32Array,
  uint8: Uint8Array,
} as const;

/** Any tensor of up to 3 dimensions of 0 to 4, its bits arbitrary (NaN payloads and −0 among them). */
const anyTensor: fc.Arbitrary<StoredTensor> = fc
  .record({
    shape: fc.array(fc.integer({ min: 0, max: 4 }), { maxLength: 3 }),
    dtype: fc.constantFrom('float64', 'float32', 'int32', 'uint8', 'bool'),
  })
  .chain(({ shape, dtype }) => {
    const array = dtype === 'bool' ? Uint8Array : arrays[dtype];
    const length = shape.reduce((a, b) => a * b, 1) * array.BYTES_PER_ELEMENT;
    return fc
      .uint8Array({ minLength: length, maxLength: length, max: dtype === 'bool' ? 1 : 255 })
      .map((bytes) => ({ shape, dtype, data: new array(bytes.slice().buffer) }));
  });

const name = fc.string({ unit: 'grapheme', maxLength: 6 }).filter((text) => text !== '__metadata__');
const anyFile = fc.record({
  tensors: fc.dictionary(name, anyTensor, { maxKeys: 5, noNullPrototype: true }),
  metadata: fc.dictionary(name, fc.string({ unit: 'grapheme' }), { maxKeys: 3, noNullPrototype: true }),
});

/** The contents with every number as its bits, for NaN ≠ NaN. */
function bits({ tensors, metadata }: Safetensors): unknown {
  const entries = Object.entries(tensors).map(([key, { shape, dtype, data }]) => {
    const bytes = Array.from(new Uint8Array(data.buffer, data.byteOffset, data.byteLength));
    return [key, { shape, dtype, bytes }] as const;
  });
  return { tensors: new Map(entries), metadata: new Map(Object.entries(metadata)) };
}

describe('readSafetensors and writeSafetensors', () => {
  it('give back every tensor bit for bit, and the same file again', () => {
    fc.assert(
      fc.property(anyFile, ({ tensors, metadata }) => {
        const file = writeSafetensors(tensors, metadata);
        const read = readSafetensors(file);
        expect(bits(read)).toEqual(bits({ tensors, metadata }));
        expect(writeSafetensors(read.tensors, read.metadata)).toEqual(file);
        const headerLength = Number(new DataView(file.buffer).getBigUint64(0, true));
        expect(headerLength % 8).toBe(0);
      }),
      { seed: 1 },
    );
  });

  it('refuse every file that is cut short', () => {
    fc.assert(
      fc.property(anyFile, fc.nat(), ({ tensors, metadata }, cut) => {
        const file = writeSafetensors(tensors, metadata);
        expect(() => readSafetensors(file.subarray(0, cut % file.length))).toThrow(FormatError);
      }),
      { seed: 2 },
    );
  });

  it('read a damaged file as another valid one or throw a FormatError, nothing else', () => {
    let refusals = 0;
    fc.assert(
      fc.property(
        anyFile,
        fc.array(fc.nat(), { minLength: 1, maxLength: 3 }),
        ({ tensors, metadata }, flips) => {
          const file = writeSafetensors(tensors, metadata);
          for (const flip of flips) {
            const at = (flip >> 3) % file.length;
            file[at] = (file[at] ?? 0) ^ (1 << (flip & 7));
          }
          let read: Safetensors;
          try {
            read = readSafetensors(file);
          } catch (error) {
            expect(error).toBeInstanceOf(FormatError);
            refusals++;
            return;
          }
          expect(bits(readSafetensors(writeSafetensors(read.tensors, read.metadata)))).toEqual(bits(read));
        },
      ),
      { seed: 3, numRuns: 1000 },
    );
    // Most of a small file is its header, so that both outcomes are common.
    expect(refusals).toBeGreaterThan(300);
    expect(refusals).toBeLessThan(1000);
  });
});
