import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { thrown } from './errors.testing.ts';
import { parseIdx } from './idx.ts';

const fail = (...bytes: number[]): Promise<string> =>
  thrown(() => parseIdx(Uint8Array.from(bytes), { name: 'f' }));

describe('parseIdx', () => {
  it('reads bytes of every rank', () => {
    expect(parseIdx(Uint8Array.of(0, 0, 8, 1, 0, 0, 0, 3, 7, 8, 255))).toEqual({
      type: 'uint8',
      shape: [3],
      data: Uint8Array.of(7, 8, 255),
    });
    const cube = Uint8Array.of(0, 0, 8, 3, 0, 0, 0, 1, 0, 0, 0, 2, 0, 0, 0, 2, 1, 2, 3, 4);
    expect(parseIdx(cube).shape).toEqual([1, 2, 2]);
  });

  // Big-endian encodings by hand: two's complement and IEEE 754.
  it.each([
    ['int8', 9, [0xff, 0x7f], Int8Array.of(-1, 127)],
    ['int16', 0x0b, [0xff, 0xfe, 0x01, 0x02], Int16Array.of(-2, 258)],
    ['int32', 0x0c, [0xff, 0xff, 0xff, 0xfd, 0, 1, 0, 0], Int32Array.of(-3, 65536)],
    ['float32', 0x0d, [0x3f, 0x80, 0, 0, 0xc0, 0x20, 0, 0], Float32Array.of(1, -2.5)],
    ['float64', 0x0e, [0x3f, 0xf0, 0, 0, 0, 0, 0, 0, 0xc0, 4, 0, 0, 0, 0, 0, 0], Float64Array.of(1, -2.5)],
  ])('reads big-endian %s', (type, code, body, data) => {
    const bytes = Uint8Array.of(9, 0, 0, code, 1, 0, 0, 0, 2, ...body); // one byte off any alignment
    expect(parseIdx(bytes.subarray(1))).toEqual({ type, shape: [2], data });
  });

  it('hands out a plain Uint8Array where it was given a Buffer, and does not copy', () => {
    const bytes = Buffer.from([0, 0, 8, 1, 0, 0, 0, 1, 7]);
    const { data } = parseIdx(bytes);
    expect(data.constructor).toBe(Uint8Array);
    expect(data.buffer).toBe(bytes.buffer);
  });

  it('refuses a wrong prefix, and says when it is gzip', async () => {
    expect(await fail(0, 1, 8, 1, 0, 0, 0, 0)).toBe(
      'IDX_MAGIC: f: is not an IDX file: it must begin with two zero bytes, but begins with 00 01 08 01',
    );
    expect(await thrown(() => parseIdx(gzipSync('x'), { name: 'f.gz' }))).toContain('it is gzip: unpack it');
  });

  it('refuses an unknown type', async () => {
    expect(await fail(0, 0, 0x0a, 1, 0, 0, 0, 1, 1)).toMatch(/^IDX_TYPE: f: .*but is 0a$/);
  });

  it('refuses no dimensions and a dimension of 0', async () => {
    expect(await fail(0, 0, 8, 0, 1)).toBe(
      'IDX_DIMENSIONS: f: the header says 0 dimensions; at least 1 was expected',
    );
    expect(await fail(0, 0, 8, 2, 0, 0, 0, 0, 0, 0, 0, 3)).toContain(
      'IDX_DIMENSIONS: f: a dimension is 0: [0, 3]',
    );
  });

  it('refuses a file cut short, in the header or after it', async () => {
    expect(await fail()).toMatch(/^IDX_TRUNCATED: f: .* 4 bytes expected, 0 found/);
    expect(await fail(0, 0, 8, 3, 0, 0, 0, 1)).toMatch(/^IDX_TRUNCATED: f: .* 16 bytes expected, 8 found/);
    expect(await fail(0, 0, 8, 1, 0, 0, 0, 3, 1, 2)).toMatch(
      /^IDX_TRUNCATED: f: .* 11 bytes expected, 10 found/,
    );
    expect(await fail(0, 0, 0x0c, 1, 0, 0, 0, 1, 0, 0, 0)).toContain('12 bytes expected, 11 found');
    const huge = Array.from({ length: 255 * 4 }, () => 255);
    expect(await fail(0, 0, 8, 255, ...huge)).toContain('IDX_TRUNCATED');
  });

  it('refuses bytes after the end', async () => {
    expect(await fail(0, 0, 8, 1, 0, 0, 0, 1, 1, 2)).toBe(
      'IDX_TRAILING_BYTES: f: the file is too long: 9 bytes expected for [1] of uint8, 10 found',
    );
  });
});
