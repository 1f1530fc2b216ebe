/**
 * Writes MNIST with distorted copies of its training images to a folder, as IDX files: turned, slanted, stretched, drawn
 * with a thicker or thinner pen, and fitted again as MNIST was made. People do not draw on a screen as they write on paper.
 *
 *     node apps/web/model/distort.ts <folder>     (MNIST from $BILAYER_DATA_DIR or the cache, as in the command line)
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fitMnist } from '@bilayer/datasets/digit';
import { loadMnist } from '@bilayer/datasets/node';
import { randomState } from '@bilayer/tensor';

const SIDE = 28;
const SIZE: number = SIDE * SIDE;
/** Distorted copies of each image, beside itself. */
const COPIES = 3;
const random = randomState(0);
const normal = (): number => random.normal();

/** The image at (row, col) between its pixels; 0 outside. */
function at(image: Float64Array, row: number, col: number): number {
  const [i, j] = [Math.floor(row), Math.floor(col)];
  const pixel = (a: number, b: number): number =>
    a < 0 || a >= SIDE || b < 0 || b >= SIDE ? 0 : (image[a * SIDE + b] ?? 0);
  const upper = pixel(i, j) * (j + 1 - col) + pixel(i, j + 1) * (col - j);
  const lower = pixel(i + 1, j) * (j + 1 - col) + pixel(i + 1, j + 1) * (col - j);
  return upper * (i + 1 - row) + lower * (row - i);
}

/** A pen thicker (pen > 0) or thinner by up to a pixel each side. */
function withPen(image: Float64Array, pen: number): Float64Array {
  return image.map((pixel, k) => {
    const [i, j] = [Math.floor(k / SIDE), k % SIDE];
    const around = [at(image, i - 1, j), at(image, i + 1, j), at(image, i, j - 1), at(image, i, j + 1)];
    const other = pen > 0 ? Math.max(pixel, ...around) : Math.min(pixel, ...around);
    return pixel + Math.min(1, Math.abs(pen)) * (other - pixel);
  });
}

function distorted(image: Float64Array): Float64Array {
  // The tangent of half the angle: with it the rotation has the same bits in every engine.
  const half = 0.085 * normal();
  const slant = 0.12 * normal();
  const wide = Math.max(0.7, 1 + 0.1 * normal());
  const [cos, sin] = [(1 - half * half) / (1 + half * half), (2 * half) / (1 + half * half)];
  const middle = (SIDE - 1) / 2;
  const turned = image.map((_, k) => {
    const y = Math.floor(k / SIDE) - middle;
    const x = ((k % SIDE) - middle) * wide + slant * y;
    return at(image, cos * y + sin * x + middle, cos * x - sin * y + middle);
  });
  const pen = 0.5 * normal();
  const drawn = pen > 0 ? withPen(turned, pen) : withPen(turned, Math.max(-0.6, pen));
  return fitMnist({ pixels: drawn.map((pixel) => (pixel < 0.2 ? 0 : pixel)), rows: SIDE, cols: SIDE }).pixels;
}

function idx(shape: readonly number[], data: Uint8Array): Uint8Array {
  const file = new Uint8Array(4 + 4 * shape.length + data.length);
  const view = new DataView(file.buffer);
  view.setUint32(0, 0x0800 + shape.length);
  shape.forEach((length, axis) => {
    view.setUint32(4 + 4 * axis, length);
  });
  file.set(data, 4 + 4 * shape.length);
  return file;
}

const [folder] = process.argv.slice(2);
if (folder === undefined) throw new Error('distort.ts: name a folder to write to');
const { train, test } = await loadMnist({ normalize: true, flatten: true, oneHotLabel: false });
const bytes = (features: ArrayLike<number>, length: number): Uint8Array =>
  Uint8Array.from({ length }, (_, k) => features[k] ?? 0);

const images = new Uint8Array(train.length * SIZE * (1 + COPIES));
const labels = new Uint8Array(train.length * (1 + COPIES));
for (let n = 0; n < train.length; n++) {
  const own = train.features.subarray(n * SIZE, (n + 1) * SIZE);
  const image = Float64Array.from(own, (pixel) => pixel / train.divisor);
  for (let copy = 0; copy <= COPIES; copy++) {
    const row = n * (1 + COPIES) + copy;
    const pixels = copy === 0 ? own : distorted(image).map((pixel) => Math.round(pixel * 255));
    images.set(pixels, row * SIZE);
    labels[row] = train.labels[n] ?? 0;
  }
}

mkdirSync(folder, { recursive: true });
const write = (name: string, file: Uint8Array): void => {
  writeFileSync(join(folder, name), file);
};
write('train-images-idx3-ubyte', idx([labels.length, SIDE, SIDE], images));
write('train-labels-idx1-ubyte', idx([labels.length], labels));
write('t10k-images-idx3-ubyte', idx([test.length, SIDE, SIDE], bytes(test.features, test.length * SIZE)));
write('t10k-labels-idx1-ubyte', idx([test.length], bytes(test.labels, test.length)));
