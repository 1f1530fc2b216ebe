import { crc32, deflateSync } from 'node:zlib';
import { encode } from 'fast-png';
import { describe, expect, it } from 'vitest';
import { ImageError, type ImageErrorCode } from './image-error.ts';
import { readPng } from './read-png.ts';

interface Recipe {
  readonly width: number;
  readonly height: number;
  readonly depth: number;
  /** 0 grey, 2 RGB, 3 palette, 4 grey and alpha, 6 RGBA. */
  readonly colourType: number;
  /** The scanlines' bytes, without their filter bytes. */
  readonly rows: readonly (readonly number[])[];
  readonly interlace?: number;
  /** Chunks between header and data. */
  readonly chunks?: readonly (readonly [string, readonly number[]])[];
}

/** A PNG file put together by hand from the specification (https://www.w3.org/TR/png-3/). */
function png({ width, height, depth, colourType, rows, interlace = 0, chunks = [] }: Recipe): Uint8Array {
  const chunk = (type: string, data: Uint8Array): Buffer => {
    const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
    const length = Buffer.alloc(4);
    length.writeUInt32BE(data.length);
    const check = Buffer.alloc(4);
    check.writeUInt32BE(crc32(body));
    return Buffer.concat([length, body, check]);
  };
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([depth, colourType, 0, 0, interlace], 8);
  return Buffer.concat([
    Uint8Array.of(137, 80, 78, 71, 13, 10, 26, 10),
    chunk('IHDR', header),
    ...chunks.map(([type, data]) => chunk(type, Uint8Array.from(data))),
    chunk('IDAT', deflateSync(Uint8Array.from(rows.flatMap((row) => [0, ...row])))),
    chunk('IEND', new Uint8Array()),
  ]);
}

function refused(bytes: Uint8Array, code: ImageErrorCode, message: RegExp): void {
  try {
    readPng(bytes, 'seven.png');
  } catch (error) {
    expect(error).toBeInstanceOf(ImageError);
    expect((error as ImageError).message).toMatch(message);
    expect((error as ImageError).message).toMatch(/^seven\.png: /);
    expect((error as ImageError).file).toBe('seven.png');
    expect((error as ImageError).code).toBe(code);
    return;
  }
  throw new Error(`nothing was thrown; expected ${code}`);
}

function pixels(recipe: Recipe): number[] {
  return Array.from(readPng(png(recipe), 'x.png').pixels);
}

describe('readPng', () => {
  it('reads grey of every bit depth, whole rows and rows that end inside a byte', () => {
    const grey = { height: 2, colourType: 0 };
    expect(pixels({ ...grey, width: 3, depth: 1, rows: [[0b10100000], [0b01000000]] })).toEqual([
      1, 0, 1, 0, 1, 0,
    ]);
    expect(pixels({ ...grey, width: 3, depth: 2, rows: [[0b00011011], [0b11100100]] })).toBeAllClose(
      [0, 1 / 3, 2 / 3, 1, 2 / 3, 1 / 3],
      { rtol: 1e-15 },
    );
    expect(pixels({ ...grey, width: 1, depth: 4, rows: [[0x30], [0xf0]] })).toEqual([3 / 15, 1]);
    expect(
      pixels({
        ...grey,
        width: 2,
        depth: 8,
        rows: [
          [0, 51],
          [255, 102],
        ],
      }),
    ).toEqual([0, 0.2, 1, 0.4]);
    const deep = pixels({
      ...grey,
      width: 1,
      depth: 16,
      rows: [
        [0x12, 0x34],
        [0xff, 0xff],
      ],
    });
    expect(deep).toEqual([0x1234 / 65535, 1]);
  });

  it('weighs colours as BT.601 does', () => {
    const rows = [[255, 0, 0, 0, 255, 0, 0, 0, 255, 255, 255, 255]];
    expect(pixels({ width: 4, height: 1, depth: 8, colourType: 2, rows })).toBeAllClose(
      [0.299, 0.587, 0.114, 1],
      {
        rtol: 1e-15,
      },
    );
  });

  it('lays transparent pixels on white', () => {
    const half = 128 / 255;
    const greyAlpha = pixels({ width: 2, height: 1, depth: 8, colourType: 4, rows: [[0, 128, 0, 0]] });
    expect(greyAlpha).toEqual([1 - half, 1]);
    const rgba = pixels({ width: 2, height: 1, depth: 8, colourType: 6, rows: [[0, 0, 0, 255, 9, 9, 9, 0]] });
    expect(rgba).toEqual([0, 1]);
    // A tRNS chunk names one transparent colour, 16 bits a channel.
    const keyed = { width: 3, height: 1, chunks: [['tRNS', [0, 7]]] as const };
    expect(pixels({ ...keyed, depth: 8, colourType: 0, rows: [[0, 7, 51]] })).toEqual([0, 1, 0.2]);
    const rgbKey = [['tRNS', [0, 1, 0, 2, 0, 3]]] as const;
    const rgb = {
      width: 3,
      height: 1,
      depth: 8,
      colourType: 2,
      rows: [[1, 2, 3, 0, 0, 0, 1, 2, 4]],
      chunks: rgbKey,
    };
    expect(pixels(rgb).map((grey) => grey > 0.5)).toEqual([true, false, false]);
  });

  it('looks colours up in the palette, with their alpha', () => {
    const palette: Recipe = {
      width: 3,
      height: 1,
      depth: 2,
      colourType: 3,
      rows: [[0b00011000]],
      chunks: [
        ['PLTE', [0, 0, 0, 255, 255, 255, 255, 0, 0]],
        ['tRNS', [0]],
      ],
    };
    expect(pixels(palette)).toBeAllClose([1, 1, 0.299], { rtol: 1e-15 });
    refused(png({ ...palette, rows: [[0b11000000]] }), 'PNG_DAMAGED', /colour 3 of a palette of 3/);
    refused(png({ ...palette, chunks: [] }), 'PNG_DAMAGED', /palette of 0/);
  });

  it('takes a palette that only suggests colours for what it is', () => {
    const chunks = [['PLTE', [9, 9, 9]]] as const;
    expect(pixels({ width: 1, height: 1, depth: 8, colourType: 2, rows: [[0, 0, 0]], chunks })).toEqual([0]);
  });

  it('reads interlaced files, and refuses those that the decoder would mix up', () => {
    const data = Uint8Array.from({ length: 15 * 11 }, (_, k) => (k * 37) % 256);
    const file = encode({ width: 15, height: 11, channels: 1, data }, { interlace: 'Adam7' });
    const read = readPng(file, 'x.png');
    expect([read.rows, read.cols]).toEqual([11, 15]);
    expect(read.pixels).toBeAllClose(Array.from(data, (value) => value / 255));
    const packed = { width: 1, height: 1, depth: 1, colourType: 0, rows: [[0]] };
    refused(png({ ...packed, interlace: 1 }), 'PNG_UNSUPPORTED', /interlaced PNG with 1 bits/);
  });

  it('reads from inside a larger buffer', () => {
    const file = png({ width: 1, height: 1, depth: 8, colourType: 0, rows: [[51]] });
    expect(readPng(Buffer.concat([Uint8Array.of(1, 2, 3), file]).subarray(3), 'x.png').pixels).toEqual(
      Float64Array.of(0.2),
    );
  });

  it('says what a file is that is no PNG', () => {
    refused(new Uint8Array(), 'NOT_A_PNG', /the file is empty/);
    refused(Uint8Array.of(0xff, 0xd8, 0xff, 0xe0), 'NOT_A_PNG', /looks like a JPEG; save it as PNG/);
    refused(Buffer.from('GIF89a'), 'NOT_A_PNG', /looks like a GIF/);
    refused(Buffer.from('hello'), 'NOT_A_PNG', /it is not one/);
  });

  it('refuses sizes of nothing, and too large ones before it unpacks them', () => {
    const tiny: Recipe = { width: 1, height: 1, depth: 8, colourType: 0, rows: [[0]] };
    refused(png({ ...tiny, width: 0 }), 'PNG_DAMAGED', /0 × 1/);
    refused(
      png({ ...tiny, width: 50_000, height: 50_000 }),
      'IMAGE_TOO_LARGE',
      /50000 × 50000 .* 25 million/,
    );
  });

  it('refuses every file that is cut short or has a wrong bit', () => {
    const data = Uint8Array.from({ length: 64 }, (_, k) => (k * 91) % 256);
    const file = encode({ width: 8, height: 8, channels: 1, data });
    for (let length = 0; length < file.length; length++) {
      expect(() => readPng(file.subarray(0, length), 'x.png'), `${length} bytes`).toThrow(ImageError);
    }
    for (let at = 0; at < file.length; at++) {
      const wrong = file.slice();
      wrong[at] = (wrong[at] ?? 0) ^ 4;
      expect(() => readPng(wrong, 'x.png'), `byte ${at}`).toThrow(ImageError);
    }
  });
});
