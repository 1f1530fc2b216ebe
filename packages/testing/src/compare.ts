import { isTensor, sameShape, showShape, type Tensor } from '@bilayer/tensor';
import type { Check } from './check.ts';
import { rough, showExactly, showIndex, showRoughly, showTensor, showValue } from './show.ts';

/** What messages about a comparison say beside the two values. */
export interface Context {
  /** What was computed, `forward(a)`. */
  readonly at: string;
  readonly advice: string;
  /** What each element was computed of: messages then give the input value at the element. */
  readonly input?: Tensor;
  /** What `input` is called; default a. */
  readonly of?: string;
  /** The dz that a gradient was multiplied by: messages give it beside the input. */
  readonly dz?: Tensor;
}

/** Checks that a call returned a tensor, so that what follows may rely on it. */
export function mustBeTensor(check: Check, value: unknown, at: string): Tensor {
  check.that(isTensor(value) && ArrayBuffer.isView(value.data), () => ({
    at,
    expected: 'a tensor { shape, dtype, data }',
    got: showValue(value),
    advice: 'return what the operations of @bilayer/tensor return, or tensor(data, shape)',
  }));
  return value as Tensor;
}

/** Checks that two tensors have the same shape and, element by element, the same bits (NaN counts as equal to NaN). */
export function sameBits(check: Check, actual: Tensor, expected: Tensor, context: Context): void {
  compare(check, actual, expected, context, (x, y) => Object.is(x, y), showExactly);
}

/** Checks that |actual − expected| ≤ tolerance(expected element, its flat index) everywhere. */
export function within(
  check: Check,
  actual: Tensor,
  expected: Tensor,
  tolerance: (value: number, flat: number) => number,
  context: Context,
): void {
  compare(
    check,
    actual,
    expected,
    context,
    (x, y, i) => x === y || Math.abs(x - y) <= tolerance(y, i) || (Number.isNaN(x) && Number.isNaN(y)),
    showRoughly,
  );
}

function compare(
  check: Check,
  actual: Tensor,
  expected: Tensor,
  { at, advice, input, of = 'a', dz }: Context,
  equal: (x: number, y: number, flat: number) => boolean,
  show: (x: number | undefined, y: number | undefined) => readonly [string, string],
): void {
  check.that(sameShape(actual.shape, expected.shape), () => ({
    at,
    expected: `shape ${showShape(expected.shape)}`,
    got: showShape(actual.shape),
    advice,
  }));
  // Of bits that differ the first; of values the one at the input nearest 0, which is the easiest to follow.
  const size = (i: number): number => (show === showExactly ? 0 : Math.abs(input?.data[i] ?? 0));
  let bad = -1;
  for (let i = 0; i < expected.data.length; i++) {
    if (equal(actual.data[i]!, expected.data[i]!, i)) continue;
    if (bad === -1 || size(i) < size(bad)) bad = i;
  }
  check.that(bad === -1, () => {
    const values = [input && `${of} = ${rough(input.data[bad])}`, dz && `dz = ${rough(dz.data[bad])}`];
    const where = values.filter((text) => text !== undefined).join(' and ');
    const [got, wanted] = show(actual.data[bad], expected.data[bad]);
    return {
      at: `${at}, element ${showIndex(bad, expected.shape)}${where === '' ? '' : ` where ${where}`}`,
      expected: wanted,
      got,
      advice,
      ...(of === 'a' && input && { input: input.data[bad]! }),
    };
  });
}

/** Checks shape and dtype, and that the data is the typed array that the dtype says. */
export function sameForm(check: Check, actual: Tensor, expected: Tensor, { at, advice }: Context): void {
  const kind = Object.prototype.toString.call(actual.data);
  check.that(
    sameShape(actual.shape, expected.shape) &&
      actual.dtype === expected.dtype &&
      kind === Object.prototype.toString.call(expected.data) &&
      actual.data.length === expected.data.length,
    () => ({
      at,
      expected: showTensor(expected),
      got: `${showTensor(actual)} with ${actual.data.length} elements in a ${kind.slice(8, -1)}`,
      advice,
    }),
  );
}

/** A tensor of its own memory with the same elements. */
export function copyOf({ shape, dtype, data }: Tensor): Tensor {
  return { shape: [...shape], dtype, data: data.slice() };
}

/** The flat index of the first element whose bytes differ, or undefined. */
export function changedElement(before: Tensor, now: Tensor): number | undefined {
  const [a, b] = [bytesOf(before), bytesOf(now)];
  const size = before.data.BYTES_PER_ELEMENT;
  for (let i = 0; i < a.length; i++) if (a[i] !== b[i]) return Math.floor(i / size);
  return undefined;
}

function bytesOf({ data }: Tensor): Uint8Array {
  return new Uint8Array(data.buffer, data.byteOffset, data.byteLength);
}
