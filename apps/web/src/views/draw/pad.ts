import type { GreyImage } from '@bilayer/datasets/digit';

/** The side of the pad, in its own pixels; the screen shows it larger or smaller. */
export const PAD = 280;
/** The pen: a digit as high as 200 pixels is then about as thick as MNIST's are. */
const PEN = 24;
/** Places of the keyboard's cursor along each side. */
export const GRID = 14;
/** Fainter than this is the soft edge of a stroke and not ink, as where a picture is read from a file. */
const LEAST_INK = 0.2;

export interface Point {
  readonly x: number;
  readonly y: number;
}

/** One thing done on the pad, which one undo takes back. */
export type Mark =
  | { readonly type: 'stroke'; readonly points: Point[] }
  /** A digit of a data set, or a picture, in place of what was there: how much ink each pixel has, [PAD, PAD], 0 … 1. */
  | { readonly type: 'digit'; readonly ink: Float64Array }
  | { readonly type: 'clear' };

export type PadContext = CanvasRenderingContext2D;

/** A piece of a stroke; from a point to itself, a dot. */
export function paintPiece(context: PadContext, from: Point, to: Point): void {
  context.lineWidth = PEN;
  context.lineCap = 'round';
  context.beginPath();
  context.moveTo(from.x, from.y);
  context.lineTo(to.x, to.y);
  context.stroke();
}

/** All that is on the pad, anew. */
export function paintAll(context: PadContext, marks: readonly Mark[]): void {
  context.clearRect(0, 0, PAD, PAD);
  const start = marks.findLastIndex(({ type }) => type !== 'stroke');
  for (const mark of marks.slice(Math.max(0, start))) {
    if (mark.type === 'digit') paintDigit(context, mark.ink);
    if (mark.type !== 'stroke') continue;
    mark.points.forEach((point, i) => {
      paintPiece(context, mark.points[i - 1] ?? point, point);
    });
  }
}

/** Ink as the canvas's alpha, in the pen's colour. */
function paintDigit(context: PadContext, ink: Float64Array): void {
  const image = context.createImageData(PAD, PAD);
  for (let k = 0; k < PAD * PAD; k++) image.data[4 * k + 3] = 255 * (ink[k] ?? 0);
  context.putImageData(image, 0, 0);
  context.globalCompositeOperation = 'source-in';
  context.fillStyle = context.strokeStyle;
  context.fillRect(0, 0, PAD, PAD);
  context.globalCompositeOperation = 'source-over';
}

/** What is on the pad as ink, 0 on the paper to 1, in half the pad's pixels each way; undefined for an empty pad. */
export function inkOn(context: PadContext): GreyImage | undefined {
  const { data } = context.getImageData(0, 0, PAD, PAD);
  const side = PAD / 2;
  const pixels = new Float64Array(side * side);
  let some = false;
  for (let i = 0; i < side; i++) {
    for (let j = 0; j < side; j++) {
      // The alphas of two pixels and of the two below them.
      const at = 4 * (2 * i * PAD + 2 * j) + 3;
      const upper = (data[at] ?? 0) + (data[at + 4] ?? 0);
      const ink = (upper + (data[at + 4 * PAD] ?? 0) + (data[at + 4 * PAD + 4] ?? 0)) / (4 * 255);
      if (ink < LEAST_INK) continue;
      pixels[i * side + j] = ink;
      some ||= ink > 0.5;
    }
  }
  return some ? { pixels, rows: side, cols: side } : undefined;
}

/**
 * A small digit, [side, side] from 0 to 1, as if it were drawn on the pad: enlarged to 200 pixels bilinearly, with an edge as
 * sharp as a pen's.
 */
export function enlarged(digit: ArrayLike<number>, side: number): Float64Array {
  const size = 200;
  const margin = (PAD - size) / 2;
  const at = (i: number, j: number): number =>
    i < 0 || i >= side || j < 0 || j >= side ? 0 : (digit[i * side + j] ?? 0);
  const ink = new Float64Array(PAD * PAD);
  for (let i = 0; i < size; i++) {
    const y = ((i + 0.5) * side) / size - 0.5;
    const top = Math.floor(y);
    for (let j = 0; j < size; j++) {
      const x = ((j + 0.5) * side) / size - 0.5;
      const left = Math.floor(x);
      const upper = at(top, left) * (left + 1 - x) + at(top, left + 1) * (x - left);
      const lower = at(top + 1, left) * (left + 1 - x) + at(top + 1, left + 1) * (x - left);
      const value = upper * (top + 1 - y) + lower * (y - top);
      ink[(margin + i) * PAD + margin + j] = Math.min(1, Math.max(0, (value - 0.4) / 0.2));
    }
  }
  return ink;
}

/** The middle of the cursor's place in column `x` and row `y`. */
export function middleOf({ x, y }: Point): Point {
  const step = PAD / GRID;
  return { x: (x + 0.5) * step, y: (y + 0.5) * step };
}
