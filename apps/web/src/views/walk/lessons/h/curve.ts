import { compareGradients, numericalGradient } from '@bilayer/gradient';
import type { Small } from '../../net/small.ts';
import { lossOfW1, type LossOfW1 } from './exact.ts';

/** From 1e-12 to 1, four to each power of ten. */
export const POWERS: readonly number[] = Array.from({ length: 49 }, (_, i) => i / 4 - 12);

export function hOf(power: number): number {
  return Number((10 ** power).toPrecision(2));
}

/** ‖n − a‖ / (‖n‖ + ‖a‖) of the numerical gradient with that h. */
export function errorAt({ f, W1, exact }: LossOfW1, h: number): number {
  return compareGradients(numericalGradient(f, W1, { h }), exact).relativeError;
}

export interface Curve {
  readonly h: readonly number[];
  readonly float64: readonly number[];
  readonly float32: readonly number[];
}

/** The error at every h in both precisions. Pauses after each h. */
export function* curve(small: Small): Generator<undefined, Curve, undefined> {
  const [wide, narrow] = [lossOfW1(small, 'float64'), lossOfW1(small, 'float32')];
  const [float64, float32]: [number[], number[]] = [[], []];
  const h = POWERS.map(hOf);
  for (const one of h) {
    float64.push(errorAt(wide, one));
    float32.push(errorAt(narrow, one));
    yield;
  }
  return { h, float64, float32 };
}

/** The h with the smallest error. */
export function best(h: readonly number[], errors: readonly number[]): number {
  return h[errors.indexOf(Math.min(...errors))] ?? NaN;
}
