import { expect } from 'vitest';

/** Anything whose numbers can be listed: a number, nested arrays, a typed array, or a tensor. */
export type Numbers = number | ArrayLike<number> | readonly Numbers[] | { readonly data: ArrayLike<number> };

export interface Tolerance {
  /** Relative tolerance, of the expected value. */
  readonly rtol?: number;
  /** Absolute tolerance. */
  readonly atol?: number;
}

function flatten(values: unknown): number[] {
  if (typeof values === 'number') return [values];
  if (typeof values === 'object' && values !== null) {
    if ('data' in values) return flatten(values.data);
    if ('length' in values) return Array.from(values as ArrayLike<unknown>).flatMap(flatten);
  }
  throw new TypeError(`toBeAllClose: ${String(values)} is not made of numbers`);
}

expect.extend({
  /** |received − expected| ≤ atol + rtol·|expected| for every number, as numpy.allclose, NaN equal to NaN. */
  toBeAllClose(received: unknown, expected: Numbers, { rtol = 0, atol = 0 }: Tolerance = {}) {
    const actual = flatten(received);
    const wanted = flatten(expected);
    if (actual.length !== wanted.length) {
      return { pass: false, message: () => `${actual.length} numbers came, ${wanted.length} were expected` };
    }
    const bad = actual.findIndex((a, i) => {
      const w = wanted[i] ?? Number.NaN;
      return !Object.is(a, w) && !(a === w) && !(Math.abs(a - w) <= atol + rtol * Math.abs(w));
    });
    return {
      pass: bad === -1,
      message: () =>
        bad === -1
          ? 'all numbers are close, and were expected not to be'
          : `number ${bad}: ${String(actual[bad])} came, ${String(wanted[bad])} was expected (rtol ${rtol}, atol ${atol})`,
    };
  },
});

declare module 'vitest' {
  // eslint-disable-next-line @typescript-eslint/no-unused-vars -- every declaration of an interface has the same parameters
  interface Matchers<R extends void | Promise<void> = void | Promise<void>, T = unknown> {
    toBeAllClose(expected: Numbers, tolerance?: Tolerance): R;
  }
}
