import { numericalGradient } from '@bilayer/gradient';
import { expect, it } from 'vitest';
import { copy, numericalGradientInPlace, type GradientMoment } from './in-place.ts';
import { elementName, paramNames } from './params.ts';
import { smallNet } from './small.ts';

it("finds the library's slopes, bit for bit, with two passes a weight, and puts every value back", () => {
  for (const seed of [0, 7]) {
    const { net, x, t } = smallNet(seed);
    for (const name of paramNames) {
      const nudged = copy(net.params[name]);
      const f = (W: typeof nudged) => net.loss(x, t, { ...net.params, [name]: W });
      const moments: GradientMoment[] = [...numericalGradientInPlace(f, nudged)];
      const end = moments.at(-1);
      expect(end?.grad.data).toEqual(numericalGradient(f, net.params[name]).data);
      expect(end?.passes).toBe(2 * nudged.data.length);
      expect(nudged.data).toEqual(net.params[name].data);
      // Between two lines exactly one element differs, and by h.
      const [up] = moments.filter(({ line, index }) => line === 'up' && index === 1);
      expect(Array.from(up?.x.data ?? [], (v, i) => v - Number(nudged.data[i])).filter(Boolean)).toHaveLength(
        1,
      );
      expect(Number(up?.x.data[1]) - Number(nudged.data[1])).toBeCloseTo(1e-4, 12);
    }
  }
});

it('names elements as Python does', () => {
  expect(elementName('W1', [2, 4], 6)).toBe('W1[1, 2]');
  expect(elementName('b2', [3], 2)).toBe('b2[2]');
});
