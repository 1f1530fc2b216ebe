import { describe, expect, it } from 'vitest';
import { smallNet } from '../../net/small.ts';
import { along, curves, nextStep, slopeOf, stepping } from './weight.ts';

const range = Array.from({ length: 81 }, (_, i) => (i - 40) / 5);

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
      const both = along(small, stepping(small, range));
      const slices = curves(both, range);
      let slice = slices.next();
      while (slice.done !== true) slice = slices.next();
      const { loss, accuracy } = slice.value;
      expect(loss).toHaveLength(range.length);
      const first = nextStep(both.accuracy, range, accuracy, -9) ?? NaN;
      expect(both.accuracy(first), `seed ${seed}`).not.toBe(both.accuracy(first - 1e-9));
      expect(Math.abs(slopeOf(both.accuracy, first))).toBeGreaterThan(900);
      expect(slopeOf(both.accuracy, first + 1e-3)).toBe(0);
    }
  });

  it('goes on to the next step and from the last to the first, and says where there is none', () => {
    const stairs = (w: number): number => Math.floor(w / 3);
    const values = range.map(stairs);
    expect(nextStep(stairs, range, values, -9)).toBeCloseTo(-6, 10);
    expect(nextStep(stairs, range, values, -6)).toBeCloseTo(-3, 10);
    expect(nextStep(stairs, range, values, 7)).toBeCloseTo(-6, 10);
    expect(
      nextStep(
        () => 1,
        range,
        range.map(() => 1),
        0,
      ),
    ).toBeUndefined();
  });
});
