import { showShape, type Tensor } from '@bilayer/tensor';

/** A number with all its digits, −0 as such. */
export function showNumber(value: number | undefined): string {
  return Object.is(value, -0) ? '-0' : String(value);
}

/** A number with six significant digits. */
export function rough(value: number | undefined): string {
  return showNumber(value && Number(value.toPrecision(6)));
}

/** Two numbers with all their digits. */
export function showExactly(x: number | undefined, y: number | undefined): readonly [string, string] {
  return [showNumber(x), showNumber(y)];
}

/** Two numbers with six significant digits, or all where those are the same. */
export function showRoughly(x: number | undefined, y: number | undefined): readonly [string, string] {
  const [a, b] = [rough(x), rough(y)];
  return a === b ? showExactly(x, y) : [a, b];
}

/** `float64 [4, 3]`. */
export function showTensor({ dtype, shape }: Tensor): string {
  return `${dtype} ${showShape(shape)}`;
}

/** Position `flat` in row-major order as one index an axis, `[2, 1]`. */
export function showIndex(flat: number, shape: readonly number[]): string {
  const index: number[] = [];
  let rest = flat;
  for (const length of [...shape].reverse()) {
    index.unshift(rest % Math.max(length, 1));
    rest = Math.floor(rest / Math.max(length, 1));
  }
  return showShape(index);
}

/** What a call returned that should have been a tensor. */
export function showValue(value: unknown): string {
  if (value === undefined) return 'undefined (is a return missing?)';
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') {
    return `${typeof value} ${String(value)}`;
  }
  return typeof value === 'function' ? 'a function' : Object.prototype.toString.call(value).slice(8, -1);
}
