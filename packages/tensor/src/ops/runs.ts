import { sizeOf } from '../shape.ts';

/**
 * Walks the elements of `shape` in row-major order, a run along the last axis at a time, beside another array in which
 * neighbours along each axis lie `strides` apart. Calls `visit(at, k, length)` for each run: its first element is the
 * k-th of all and lies at `at` in the other array (`start` for the first run); its others follow `strides.at(-1)` apart.
 */
export function eachRun(
  shape: readonly number[],
  strides: readonly number[],
  start: number,
  visit: (at: number, k: number, length: number) => void,
): void {
  const size = sizeOf(shape);
  const length = shape.at(-1) ?? 1;
  const outer = shape.slice(0, -1);
  const index = outer.map(() => 0);
  let at = start;
  for (let k = 0; k < size; k += length) {
    visit(at, k, length);
    for (let axis = outer.length - 1; axis >= 0; axis--) {
      const next = index[axis]! + 1;
      at += strides[axis]!;
      index[axis] = next;
      if (next < outer[axis]!) break;
      at -= next * strides[axis]!;
      index[axis] = 0;
    }
  }
}
