import { axis, type Axis } from './axis.ts';
import { pad } from './text-width.ts';

/** One curve: a value for each column of dots, two of which make a character. */
export interface Curve {
  /** What is not finite is left out. */
  readonly values: ArrayLike<number>;
  readonly dotted: boolean;
  /** The number of an ANSI colour: 36 is cyan. */
  readonly colour: number;
  /** Columns that the line must not be drawn on from the one before: the value jumps there. */
  readonly jumps?: ReadonlySet<number>;
}

export interface PlotOptions {
  readonly from: number;
  readonly to: number;
  /** In characters, without the labels. */
  readonly width: number;
  readonly height: number;
  readonly color: boolean;
}

/** The dots of a braille character, by row and column, as bits from U+2800 on. */
const DOTS: readonly (readonly [number, number])[] = [
  [0x01, 0x08],
  [0x02, 0x10],
  [0x04, 0x20],
  [0x40, 0x80],
];

/** Curves over one x axis as terminal lines of braille characters, with axes through 0 and labels. */
export function plot(curves: readonly Curve[], { from, to, width, height, color }: PlotOptions): string[] {
  const all = curves.flatMap(({ values }) => Array.from(values).filter(Number.isFinite));
  const [low, high] = [Math.min(0, ...all), Math.max(0, ...all)];
  const x = axis(from, to);
  const y = low < high ? axis(low, high, { roundUp: true }) : axis(-1, 1);
  const span = y.to - y.from;
  const rowOf = (value: number): number => Math.round(((y.to - value) / span) * (4 * height - 1));
  const cells = curves.map((curve) => cellsOf(curve, rowOf, width, height));

  const labels = new Map(y.ticks.map(({ value, label }) => [rowOf(value) >> 2, label]));
  const margin = Math.max(...y.ticks.map(({ label }) => label.length));
  const zeroRow = rowOf(0) >> 2;
  const zeroColumn = from <= 0 && to >= 0 ? Math.round((-from / (to - from)) * (width - 1)) : -1;
  const lines = Array.from({ length: height }, (_, row) => {
    const characters = Array.from({ length: width }, (__, column) => {
      const bits = cells.map((cell) => cell[row * width + column]!);
      const first = bits.findIndex((bit) => bit !== 0);
      if (first === -1) return empty(row === zeroRow, column === zeroColumn);
      const character = String.fromCodePoint(0x2800 + bits.reduce((sum, bit) => sum | bit, 0));
      return color ? `\u001b[${curves[first]!.colour}m${character}\u001b[0m` : character;
    });
    return `${pad(labels.get(row) ?? '', margin, 'right')} ${characters.join('')}`.trimEnd();
  });
  return [...lines, `${' '.repeat(margin + 1)}${labelsBelow(x, width)}`.trimEnd()];
}

function empty(onX: boolean, onY: boolean): string {
  if (onX) return onY ? '┼' : '─';
  return onY ? '│' : ' ';
}

/** The braille bits of one curve, a number for each character. */
function cellsOf(
  { values, dotted, jumps }: Curve,
  rowOf: (value: number) => number,
  width: number,
  height: number,
): Uint8Array {
  const cells = new Uint8Array(width * height);
  const dot = (column: number, row: number): void => {
    cells[(row >> 2) * width + (column >> 1)]! |= DOTS[row & 3]![column & 1]!;
  };
  let before: number | undefined;
  for (let column = 0; column < 2 * width; column++) {
    const value = values[column] ?? NaN;
    const row = Number.isFinite(value) ? rowOf(value) : undefined;
    if (row !== undefined && (!dotted || column % 3 === 0)) {
      dot(column, row);
      // Steep parts are filled, so that the line has no gaps.
      const joined = !dotted && before !== undefined && jumps?.has(column) !== true;
      for (let r = joined ? (before ?? row) : row; r !== row; r += Math.sign(row - r)) dot(column, r);
    }
    before = row;
  }
  return cells;
}

function labelsBelow({ from, to, ticks }: Axis, width: number): string {
  let line = '';
  for (const { value, label } of ticks) {
    const middle = Math.round(((value - from) / (to - from)) * (width - 1));
    const start = Math.min(Math.max(0, middle - (label.length >> 1)), width - label.length);
    if (start > line.length || line === '') line = line.padEnd(start) + label;
  }
  return line;
}
