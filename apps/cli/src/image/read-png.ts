import type { GreyImage } from '@bilayer/datasets/digit';
import { decode, type DecodedPng } from 'fast-png';
import { ImageError } from './image-error.ts';

/** 25 million pixels, 5000 × 5000: at 8 bytes a pixel, 200 MB. */
const MOST_PIXELS = 25_000_000;
const SIGNATURE = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];
const OTHER_FORMATS: readonly (readonly [string, readonly number[]])[] = [
  ['a JPEG', [0xff, 0xd8, 0xff]],
  ['a GIF', [0x47, 0x49, 0x46, 0x38]],
  ['a BMP', [0x42, 0x4d]],
  ['a WebP', [0x52, 0x49, 0x46, 0x46]],
];

/**
 * A PNG file as grey from 0 (black) to 1 (white): colours by their luma 0.299 R + 0.587 G + 0.114 B
 * (ITU-R BT.601), transparent pixels laid on white. Any colour type and bit depth; of an animation, the
 * still picture. `file` names it in errors.
 * Throws ImageError NOT_A_PNG, IMAGE_TOO_LARGE, PNG_UNSUPPORTED or PNG_DAMAGED.
 */
export function readPng(bytes: Uint8Array, file: string): GreyImage {
  const { rows, cols, indexed } = checkHeader(bytes, file);
  let png: DecodedPng;
  try {
    png = decode(bytes, { checkCrc: true });
  } catch (error) {
    const reason = (error instanceof Error ? error.message : String(error)).replace(/[\s:.]+$/, '');
    throw damaged(file, `its contents do not fit together (${reason})`, error);
  }
  if (png.width !== cols || png.height !== rows) throw damaged(file, 'it has two headers');
  const most = 2 ** png.depth - 1;
  const sample = sampler(png);
  const palette = indexed ? (png.palette ?? []) : undefined;
  const pixels = new Float64Array(rows * cols);
  for (let k = 0; k < pixels.length; k++) {
    if (palette) {
      const index = sample(k, 0);
      const colour = palette[index];
      if (!colour) throw damaged(file, `a pixel has colour ${index} of a palette of ${palette.length}`);
      const [red = 0, green = 0, blue = 0, alpha = 255] = colour;
      pixels[k] = onWhite(luma(red, green, blue) / 255, alpha / 255);
    } else {
      const coloured = png.channels >= 3;
      const first = sample(k, 0);
      const grey = coloured ? luma(first, sample(k, 1), sample(k, 2)) : first;
      pixels[k] = onWhite(grey / most, alphaOf(png, sample, k) / most);
    }
  }
  return { pixels, rows, cols };
}

/** Reads the signature and the IHDR chunk, which the PNG specification puts first (section 11.2.1). */
function checkHeader(bytes: Uint8Array, file: string): { rows: number; cols: number; indexed: boolean } {
  if (!startsWith(bytes, SIGNATURE)) {
    const other = isSvg(bytes)
      ? 'an SVG picture'
      : OTHER_FORMATS.find(([, start]) => startsWith(bytes, start))?.[0];
    const found =
      bytes.length === 0 ? 'the file is empty' : other ? `it looks like ${other}` : 'it is not one';
    throw new ImageError('NOT_A_PNG', file, `a PNG image was expected, but ${found}; save it as PNG`);
  }
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (bytes.length < 33 || view.getUint32(12) !== 0x49484452) throw damaged(file, 'its header is missing');
  const cols = view.getUint32(16);
  const rows = view.getUint32(20);
  const depth = view.getUint8(24);
  if (rows === 0 || cols === 0) throw damaged(file, `its size is ${cols} × ${rows} pixels`);
  if (rows * cols > MOST_PIXELS) {
    const limit = MOST_PIXELS / 1_000_000;
    throw new ImageError(
      'IMAGE_TOO_LARGE',
      file,
      `${cols} × ${rows} pixels are more than the ${limit} million this command reads; make it smaller`,
    );
  }
  // fast-png 8.0.0 mixes up the pixels of such files.
  if (view.getUint8(28) === 1 && depth < 8) {
    throw new ImageError(
      'PNG_UNSUPPORTED',
      file,
      `interlaced PNG with ${depth} bits a pixel cannot be read; save it without interlacing`,
    );
  }
  return { rows, cols, indexed: view.getUint8(25) === 3 };
}

/** Whether the bytes are the text of an SVG picture: its element, with only XML's preliminaries before it. */
export function isSvg(bytes: Uint8Array): boolean {
  const start = new TextDecoder().decode(bytes.subarray(0, 4096));
  return /^\s*</.test(start) && /<svg[\s>]/.test(start);
}

function startsWith(bytes: Uint8Array, start: readonly number[]): boolean {
  return start.every((byte, i) => bytes[i] === byte);
}

type Sampler = (pixel: number, channel: number) => number;

/** Reads channel `c` of pixel `k`; with less than 8 bits, pixels are packed and each row begins a new byte. */
function sampler({ data, depth, width, channels }: DecodedPng): Sampler {
  if (depth >= 8) return (pixel, channel) => data[pixel * channels + channel] ?? 0;
  const rowBytes = Math.ceil((width * depth) / 8);
  return (pixel) => {
    const bit = (pixel % width) * depth;
    const byte = data[Math.floor(pixel / width) * rowBytes + (bit >> 3)] ?? 0;
    return (byte >> (8 - depth - (bit & 7))) & (2 ** depth - 1);
  };
}

/** A pixel's alpha, 0 to 2^depth − 1: its own channel, or 0 for the one colour that a tRNS chunk names. */
function alphaOf({ channels, depth, transparency }: DecodedPng, sample: Sampler, pixel: number): number {
  const opaque = 2 ** depth - 1;
  if (channels === 2 || channels === 4) return sample(pixel, channels - 1);
  if (!transparency || transparency.length < channels) return opaque;
  for (let c = 0; c < channels; c++) if (sample(pixel, c) !== transparency[c]) return opaque;
  return 0;
}

function luma(red: number, green: number, blue: number): number {
  return (299 * red + 587 * green + 114 * blue) / 1000;
}

function onWhite(grey: number, alpha: number): number {
  return grey * alpha + (1 - alpha);
}

function damaged(file: string, problem: string, cause?: unknown): ImageError {
  return new ImageError('PNG_DAMAGED', file, `the PNG is damaged: ${problem}`, { cause });
}
