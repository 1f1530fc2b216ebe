import { astype, item } from '@bilayer/tensor';
import { describe, expect, it } from 'vitest';
import { smallNet } from '../../net/small.ts';
import { best, curve, hOf, POWERS } from './curve.ts';
import { compareDigits } from './digits.ts';
import { lossMoved, lossOfW1 } from './exact.ts';

describe('the error of the numerical gradient', () => {
  it('is a V in both precisions, with its lowest point where theory has it', () => {
    for (const seed of [0, 3, 7]) {
      const steps = curve(smallNet(seed));
      let step = steps.next();
      while (step.done !== true) step = steps.next();
      const { h, float64, float32 } = step.value;
      expect(h).toEqual(POWERS.map(hOf));
      // eps^(1/3) of a loss near 1: 6e-6 for 2.2e-16, 5e-3 for 1.2e-7.
      expect(Math.abs(Math.log10(best(h, float64) / 6e-6))).toBeLessThan(1);
      expect(Math.abs(Math.log10(best(h, float32) / 5e-3))).toBeLessThan(1);
      const at = (all: readonly number[], power: number): number => all[POWERS.indexOf(power)] ?? NaN;
      // Too large: h² in both. Too small: 1 / h.
      expect(at(float64, -2) / at(float64, -3)).toBeCloseTo(100, 0);
      expect(at(float32, -1) / at(float64, -1)).toBeCloseTo(1, 1);
      expect(at(float64, -11)).toBeGreaterThan(100 * at(float64, -7));
      expect(at(float32, -12)).toBe(1);
    }
  });

  it('is of losses computed in float32', () => {
    const small = smallNet(3);
    const narrow = lossOfW1(small, 'float32');
    expect(narrow.f(narrow.W1).dtype).toBe('float32');
    const wide = lossOfW1(small, 'float64');
    expect(item(wide.f(wide.W1))).not.toBe(item(narrow.f(narrow.W1)));
    expect(item(wide.f(astype(narrow.W1, 'float64')))).toBeCloseTo(item(narrow.f(narrow.W1)), 6);
    // The book's loss differs by the 1e-7 in its log.
    expect(item(wide.f(wide.W1))).toBeCloseTo(item(small.net.loss(small.x, small.t)), 6);
    expect(lossMoved(narrow, 0, 1e-12)).toBe(lossMoved(narrow, 0, 0));
  });
});

it('compares digits', () => {
  expect(compareDigits(1.234567, 1.234512, 6)).toEqual({ a: '1.234567', b: '1.234512', alike: 6, left: 2 });
  expect(compareDigits(1.5, 1.5, 3)).toMatchObject({ alike: 5, left: 0 });
  expect(compareDigits(1.5, 0.5, 3).left).toBe(4);
  expect(compareDigits(1.002, 0.993, 3)).toMatchObject({ alike: 0, left: 1 });
});
