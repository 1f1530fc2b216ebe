import { add, oneHot, sub, tensor, type Tensor } from '@bilayer/tensor';
import { describe, expect, it } from 'vitest';
import { softmax } from '../../activations/src/index.ts';
import * as entry from './index.ts';
import type { Loss } from './loss.ts';

const losses = Object.values(entry).flatMap((value) => ('contract' in value ? [value as Loss] : []));

const labels = tensor(Int32Array.of(0, 2, 1, 2));
const scores = tensor(Float64Array.of(1, -2, 0.5, 0, 0, 0, 2, 2, -1, -3, 1, 4), [4, 3]);
const y = softmax.forward(scores);
const targets: readonly Tensor[] = [labels, oneHot(labels, 3)];
const move = (scale: number): Tensor =>
  tensor(
    Float64Array.from(y.data, (_, i) => ((i % 5) - 1.5) * scale),
    y.shape,
  );
/** The largest is 1/256, which the contract allows. */
const scales = [1 / 640, 1e-4, 1e-7];

describe.each(losses)('the difference of $name', (loss) => {
  it.each(scales)('is what subtracting gives, for moves of about %d', (scale) => {
    for (const t of targets) {
      const d = move(scale);
      const wanted = sub(loss.perRow(add(y, d), t), loss.perRow(y, t));
      // A few ulps of losses of up to about 10.
      expect(loss.difference?.(y, t, loss.config)(d)).toBeAllClose(wanted, { rtol: 0, atol: 1e-14 });
    }
  });

  it('keeps its digits for small moves: it is nearly in proportion to them', () => {
    for (const t of targets) {
      const change = (scale: number): number[] => [
        ...(loss.difference?.(y, t, loss.config)(move(scale)).data ?? []),
      ];
      const [large, small] = [change(2 ** -36), change(2 ** -37)];
      // The second order is 2⁻³⁶ / y of the first, y > 1e-3.
      expect(large.map((v, n) => v - 2 * small[n]!)).toBeAllClose([0, 0, 0, 0], {
        rtol: 0,
        atol: 2 ** -36 * 1e-7,
      });
    }
  });
});

describe.each(losses.filter(({ fused }) => fused && 'difference' in fused))(
  'past the link, $name',
  (loss) => {
    it('is the difference after softmax', () => {
      for (const t of targets) {
        for (const scale of scales) {
          const d = move(scale);
          const wanted = sub(loss.perRow(softmax.forward(add(scores, d)), t), loss.perRow(y, t));
          expect(loss.fused?.difference?.(y, t, loss.config)(d)).toBeAllClose(wanted, {
            rtol: 0,
            atol: 1e-14,
          });
        }
      }
    });
  },
);
