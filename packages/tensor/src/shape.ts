import { BilayerError } from './error.ts';

/** `[2, 3]` → `"[2, 3]"`. */
export function showShape(shape: readonly number[]): string {
  return `[${shape.join(', ')}]`;
}

/** The number of elements: the product of the lengths, 1 for the shape `[]` of a 0-d tensor. */
export function sizeOf(shape: readonly number[]): number {
  let size = 1;
  for (const length of shape) size *= length;
  return size;
}

export function sameShape(a: readonly number[], b: readonly number[]): boolean {
  return a.length === b.length && a.every((length, axis) => length === b[axis]);
}

/** How far apart neighbours along each axis lie in row-major order, in elements. */
export function stridesOf(shape: readonly number[]): number[] {
  const strides = new Array<number>(shape.length);
  let stride = 1;
  for (let axis = shape.length - 1; axis >= 0; axis--) {
    strides[axis] = stride;
    stride *= shape[axis]!;
  }
  return strides;
}

/** Throws `BAD_SHAPE` unless every length is a whole number ≥ 0. */
export function checkShape(who: string, shape: readonly number[]): void {
  if (!shape.every((length) => Number.isInteger(length) && length >= 0)) {
    throw new BilayerError(
      'BAD_SHAPE',
      `${who}: a shape is a list of whole numbers ≥ 0; got ${showShape(shape)}`,
    );
  }
}

/**
 * The shape that shapes broadcast to, as in NumPy: aligned at the right, lengths equal or 1. Throws `SHAPE_MISMATCH`.
 */
export function broadcastShapes(who: string, ...shapes: readonly (readonly number[])[]): readonly number[] {
  return shapes.reduce((a, b) => {
    if (sameShape(a, b)) return a;
    const rank = Math.max(a.length, b.length);
    return Array.from({ length: rank }, (_, axis) => {
      const m = a[a.length - rank + axis] ?? 1;
      const n = b[b.length - rank + axis] ?? 1;
      if (m === n || n === 1) return m;
      if (m === 1) return n;
      throw new BilayerError(
        'SHAPE_MISMATCH',
        `${who}: shapes ${showShape(a)} and ${showShape(b)} do not broadcast: ` +
          `axis ${axis} is ${m} on one side and ${n} on the other (lengths must be equal, or one of them 1)`,
      );
    });
  });
}

/** `axis` counted from the front; negative counts from the back. Throws `BAD_AXIS`. */
export function normalizeAxis(who: string, axis: number, rank: number): number {
  const normal = axis < 0 ? axis + rank : axis;
  if (!Number.isInteger(axis) || normal < 0 || normal >= rank) {
    throw new BilayerError(
      'BAD_AXIS',
      `${who}: axis ${axis} does not exist in ${rank} dimension${rank === 1 ? '' : 's'}; ` +
        (rank === 0 ? 'a 0-d tensor has no axes' : `use ${-rank} to ${rank - 1}`),
    );
  }
  return normal;
}
