import { describe, expect, it } from 'vitest';
import { smallNet } from '../../net/small.ts';
import { along, curves, nextStep, slopeOf, stepping } from './weight.ts';

const range = Array.from({ length: 161 }, (_, i) => (i - 80) / 10);

describe('the loss and the accuracy along one weight', () => {
  it('are those of the net at its own weight, and the slope is the gradient there', () => {
    const small = smallNet(4);
    const { net, x, t } = small;
    for (const name of ['W1', 'W2'] as const) {
      const columns = net.params[name].shape[1] ?? 0;
      const at = columns + 2;
      const w = net.params[name].data[at] ?? NaN;
      const { loss, accuracy } = along(small, { name, row: 1, column: 2 });
      expect(loss(w)).toBe(net.loss(x, t).data[0]);
      expect(accuracy(w)).toBe(net.accuracy(x, t));
      // A central difference is off by about h² = 1e-8, and the 1e-7 in the log by as much.
      expect(slopeOf(loss, w)).toBeCloseTo(net.gradient(x, t)[name].data[at] ?? NaN, 6);
    }
  });

  it('has a step of the accuracy between two numbers, and there a slope that is only 1/h', () => {
    for (let seed = 0; seed < 12; seed++) {
      const small = smallNet(seed);
      const both = along(
        small,
        stepping(
          small,
          range.filter((_, i) => i % 8 === 0),
        ),
      );
      const slices = curves(both, range);
      let slice = slices.next();
      while (slice.done !== true) slice = slices.next();
      const { loss, accuracy, steps } = slice.value;
      expect(loss.y).toHaveLength(range.length);
      expect(steps.length, `seed ${seed}`).toBeGreaterThan(1);
      expect(accuracy.x).toHaveLength(range.length + 2 * steps.length);
      expect(accuracy.x.map(both.accuracy)).toEqual(accuracy.y);
      for (const step of steps) {
        expect(both.accuracy(step)).not.toBe(both.accuracy(step - 1e-9));
        expect(Math.abs(slopeOf(both.accuracy, step))).toBeGreaterThan(900);
      }
      expect(slopeOf(both.accuracy, (steps[0] ?? NaN) - 1e-3)).toBe(0);
    }
  });

  it('goes on to the next step and from the last to the first, and says where there is none', () => {
    expect(nextStep([-6, -3, 5], -9)).toBe(-6);
    expect(nextStep([-6, -3, 5], -6)).toBe(-3);
    expect(nextStep([-6, -3, 5], 7)).toBe(-6);
    expect(nextStep([4], 3)).toBe(4);
    expect(nextStep([4], 4)).toBeUndefined();
    expect(nextStep([], 0)).toBeUndefined();
  });
});
