import { numberWriter } from './format-number.ts';
import type { Tensor } from './tensor.ts';

/** More elements than this, and the middle of long axes is left out. */
const THRESHOLD = 1000;
/** How many then remain at either end. */
const EDGE = 3;
const LINE_WIDTH = 75;

/**
 * The tensor as NumPy prints an array (`print(x)`): floats with up to 8 decimals in columns, rows in brackets, the
 * middle of more than 1,000 elements left out; a 0-d tensor with all its digits.
 */
export function format(x: Tensor): string {
  const { shape, data, dtype } = x;
  const rank = shape.length;
  if (data.length === 0) return '[]';
  const summarise = data.length > THRESHOLD;
  const shown: number[] = [];
  collect(0, 0, data.length);
  const write = numberWriter(shown, dtype, rank === 0);
  return build(0, 0, data.length);

  /** Gathers the elements that will be shown, from which the width of a column follows. */
  function collect(axis: number, offset: number, size: number): void {
    const length = shape[axis];
    if (length === undefined) {
      shown.push(data[offset]!);
      return;
    }
    for (const i of shownIndices(length, summarise)) {
      if (i !== undefined) collect(axis + 1, offset + i * (size / length), size / length);
    }
  }

  function build(axis: number, offset: number, size: number): string {
    const length = shape[axis];
    if (length === undefined) return write(data[offset]!);
    const parts = shownIndices(length, summarise).map((i) =>
      i === undefined ? '...' : build(axis + 1, offset + i * (size / length), size / length),
    );
    const indent = ' '.repeat(axis + 1);
    if (axis === rank - 1) return `[${wrap(parts, indent, LINE_WIDTH - rank)}]`;
    return `[${parts.join('\n'.repeat(rank - 1 - axis) + indent)}]`;
  }
}

/** 0 … length−1, or the first and last few with `undefined` for what is left out. */
function shownIndices(length: number, summarise: boolean): (number | undefined)[] {
  const all = Array.from({ length }, (_, i) => i);
  return summarise && length > 2 * EDGE ? [...all.slice(0, EDGE), undefined, ...all.slice(-EDGE)] : all;
}

/** The parts with blanks between them, in lines that begin with `indent` and are `width` long if they can be. */
function wrap(parts: readonly string[], indent: string, width: number): string {
  const lines: string[] = [];
  let line = '';
  for (const part of parts) {
    if (line !== '' && indent.length + line.length + 1 + part.length > width) {
      lines.push(line.trimEnd());
      line = part;
    } else {
      line = line === '' ? part : `${line} ${part}`;
    }
  }
  return [...lines, line].join(`\n${indent}`);
}
