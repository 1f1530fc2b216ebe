import { expect, it } from 'vitest';
import { chainAt, nudgeAt } from './cancel.ts';

it('is y − t by derivatives and by nudging, whatever the scores and the label', () => {
  for (const label of [0, 1, 2]) {
    for (const scores of [
      [0, 0, 0],
      [1.5, -2, 0.25],
      [-4, 4, 3],
    ]) {
      const { y, inner, product, short } = chainAt(scores, label);
      // y_i (δ_ij − y_j).
      const expected = [0, 1, 2].flatMap((i) =>
        [0, 1, 2].map((j) => Number(y.data[i]) * ((i === j ? 1 : 0) - Number(y.data[j]))),
      );
      expect(inner).toBeAllClose(expected, { rtol: 1e-12, atol: 1e-16 });
      expect(product).toBeAllClose(Array.from(short.data), { rtol: 1e-12, atol: 1e-15 });
      expect(short.data[label]).toBe(Number(y.data[label]) - 1);
      // Central differences leave h²/6 of a third slope below 1, and 1e-16 of a loss below 10 over h.
      const { slopes } = nudgeAt(scores, label, 1e-4);
      expect(slopes).toBeAllClose(Array.from(short.data), { rtol: 0, atol: 1e-8 });
    }
  }
});
