import { exp, mul, tanh, tensor, type Tensor } from '@bilayer/tensor';
import { describe, expect, it } from 'vitest';
import { centralDifferences } from './central-differences.ts';

const x = tensor(Float64Array.of(-3, -0.5, 0, 0.01, 2, 20));

describe('centralDifferences', () => {
  it('are exact for a cubic, which one difference is not', () => {
    const { gradient } = centralDifferences((v) => mul(v, mul(v, v)), x);
    // 3x²; what is left is rounding, 1e-16 of the value over h = 1e-4.
    expect(gradient).toBeAllClose(
      Array.from(x.data, (v) => 3 * v * v),
      { rtol: 1e-11, atol: 1e-14 },
    );
  });

  it('bound their own error, for steep functions and large values too', () => {
    const functions: readonly (readonly [(v: Tensor) => Tensor, (v: number) => number])[] = [
      [
        (v) => tanh(mul(v, 300)),
        (v) => {
          const t = tanh(tensor(Float64Array.of(300 * v))).data[0]!;
          return 300 * (1 - t * t);
        },
      ],
      [(v) => exp(mul(v, 8)), (v) => 8 * exp(tensor(Float64Array.of(8 * v))).data[0]!],
    ];
    for (const [f, slope] of functions) {
      const { gradient, error } = centralDifferences(f, x);
      for (const [i, v] of x.data.entries()) {
        expect(Math.abs(gradient.data[i]! - slope(v))).toBeLessThanOrEqual(error[i]!);
      }
    }
  });

  it('weigh the outputs, and leave x as it is', () => {
    const copy = x.data.slice();
    const d = tensor(Float64Array.of(1, 2, 3, 4, 5, 6));
    const { gradient } = centralDifferences((v) => mul(v, 2), x, d);
    expect(gradient).toBeAllClose([2, 4, 6, 8, 10, 12], { rtol: 1e-10 });
    expect(x.data).toEqual(copy);
  });
});
