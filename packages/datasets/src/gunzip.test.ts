import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { thrown } from './errors.testing.ts';
import { gunzipIfNeeded } from './gunzip.ts';

const text = new TextEncoder().encode('a line of text\n'.repeat(100));
const packed = new Uint8Array(gzipSync(text));

function changed(bytes: Uint8Array, at: number): Uint8Array {
  return bytes.map((byte, i) => (i === at ? byte ^ 0xff : byte));
}

afterEach(() => {
  vi.restoreAllMocks();
});

describe.each(['Node', 'browsers'])('gunzipIfNeeded, as in %s', (where) => {
  beforeEach(() => {
    if (where === 'browsers') vi.spyOn(process, 'getBuiltinModule').mockReturnValue(undefined);
  });

  it('unpacks gzip, known by its first bytes', async () => {
    expect(await gunzipIfNeeded(packed, { name: 'plain.txt' })).toEqual(text);
    expect(await gunzipIfNeeded(new Uint8Array(gzipSync(new Uint8Array(0))))).toEqual(new Uint8Array(0));
  });

  it('unpacks a view into a larger buffer', async () => {
    const larger = new Uint8Array(packed.length + 20).fill(0x1f);
    larger.set(packed, 10);
    expect(await gunzipIfNeeded(larger.subarray(10, 10 + packed.length))).toEqual(text);
  });

  it('gives other bytes back as they are, whatever the name', async () => {
    expect(await gunzipIfNeeded(text, { name: 'text.gz' })).toBe(text);
    expect(await gunzipIfNeeded(new Uint8Array(0))).toEqual(new Uint8Array(0));
  });

  it.each<[string, Uint8Array]>([
    ['cut in the header', packed.subarray(0, 5)],
    ['cut in the middle', packed.subarray(0, packed.length - 15)],
    ['cut by a byte', packed.subarray(0, packed.length - 1)],
    ['without its trailer', packed.subarray(0, packed.length - 8)],
    ['of a wrong checksum', changed(packed, packed.length - 6)],
    ['of a wrong length', changed(packed, packed.length - 1)],
    ['damaged', changed(packed, 12)],
    ['followed by a byte', Uint8Array.of(...packed, 1)],
    ['followed by zeros', Uint8Array.of(...packed, ...new Uint8Array(50))],
    ['followed by another', Uint8Array.of(...packed, ...packed)],
    ['of a length that it cannot have', Uint8Array.of(...packed.subarray(0, -4), 0xff, 0xff, 0xff, 0x7f)],
    ['nothing but the two bytes', Uint8Array.of(0x1f, 0x8b)],
  ])('refuses gzip that is %s, naming the file', async (_, bytes) => {
    expect(await thrown(gunzipIfNeeded(bytes, { name: 'x.gz' }))).toMatch(
      /^GZIP_CORRUPT: x\.gz: is not one whole gzip file/,
    );
  });
});
