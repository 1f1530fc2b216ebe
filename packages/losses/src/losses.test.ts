import { fromArray, mean, randomState, tensor, type Tensor } from '@bilayer/tensor';
import { describe, expect, it } from 'vitest';
import { grad, numericalGradient } from '../../gradient/src/index.ts';
import {
  binaryCrossEntropy,
  hinge,
  huber,
  meanAbsoluteError,
  meanSquaredError,
  softmaxCrossEntropy,
} from './index.ts';

// Values worked out by hand; ln 2 = 0.6931471805599453.
const ln2 = 0.6931471805599453;
const int = (...labels: number[]): Tensor => tensor(Int32Array.from(labels));

describe('softmaxCrossEntropy', () => {
  it('is ln of the number of classes where all scores are equal, and exact for confident ones', () => {
    expect(
      softmaxCrossEntropy.perRow(
        fromArray([
          [3, 3],
          [1000, 0],
          [0, 1000],
        ]),
        int(0, 0, 0),
      ),
    ).toBeAllClose([ln2, 0, 1000]);
  });

  it('has the right gradient for soft targets, whether or not a row adds up to 1', () => {
    const y = randomState(5).randn(3, 4);
    for (const t of [
      fromArray([
        [0.1, 0.2, 0.3, 0.4],
        [1, 0, 0, 0],
        [0.5, 0.5, 0, 0],
      ]),
      fromArray([
        [1, 2, 0, 0],
        [0, 0, 0, 0],
        [0.1, 0, 0, 0.2],
      ]),
    ]) {
      const f = (v: Tensor): Tensor => mean(softmaxCrossEntropy.perRow(v, t));
      const own = softmaxCrossEntropy.backward?.(y, t);
      expect(own).toBeAllClose(numericalGradient(f, y), { rtol: 1e-7, atol: 1e-8 });
      expect(own).toBeAllClose(grad(f)(y), { rtol: 1e-13, atol: 1e-16 });
    }
  });

  it('takes −∞ for a class that cannot occur', () => {
    const y = fromArray([[1, 1, -Infinity]]);
    expect(softmaxCrossEntropy.perRow(y, int(0))).toBeAllClose([ln2]);
    expect(softmaxCrossEntropy.backward?.(y, int(0)).data).toEqual(new Float64Array([-0.5, 0.5, 0]));
    expect(softmaxCrossEntropy.perRow(y, int(2)).data).toEqual(new Float64Array([Infinity]));
  });
});

describe('binaryCrossEntropy', () => {
  const half = fromArray([[0.5], [0.5]]);

  it('averages over the outputs of a row', () => {
    const y = fromArray([
      [0.5, 0.25, 0.5],
      [0.5, 0.5, 0.5],
    ]);
    const t = fromArray([
      [1, 0, 0],
      [0.5, 1, 0],
    ]);
    // −(ln ½ + ln ¾ + ln ½)/3, ln ¾ = −0.2876820724517809, and ln 2
    const loss = binaryCrossEntropy.with({ epsilon: 0 });
    expect(loss.perRow(y, t)).toBeAllClose([(2 * ln2 + 0.2876820724517809) / 3, ln2], { rtol: 1e-15 });
  });

  it('takes labels 0 and 1 beside one output as its values', () => {
    const values = fromArray([[1], [0]]);
    const y = fromArray([[0.9], [0.2]]);
    expect(binaryCrossEntropy.perRow(y, int(1, 0))).toEqual(binaryCrossEntropy.perRow(y, values));
    expect(binaryCrossEntropy.fused?.backward(y, int(1, 0))).toBeAllClose([-0.05, 0.1], { rtol: 1e-14 });
    expect(() => binaryCrossEntropy.perRow(half, int(0, 2))).toThrow(
      expect.objectContaining({
        code: 'BAD_ARGUMENT',
        message: expect.stringContaining('label 2') as string,
      }),
    );
    expect(() => binaryCrossEntropy.perRow(half, int(0, 1, 1))).toThrow(/expected labels/);
  });

  it('is finite for a certain and wrong output', () => {
    // −ln 1e-7 = 16.11809565095832
    expect(binaryCrossEntropy.perRow(fromArray([[1], [0]]), int(0, 1))).toBeAllClose(
      [16.11809565095832, 16.11809565095832],
      { rtol: 1e-14 },
    );
  });
});

describe('meanSquaredError and meanAbsoluteError', () => {
  const y = fromArray([
    [1, 2],
    [3, -4],
  ]);
  const t = fromArray([
    [1, 0],
    [4, 4],
  ]);

  it('are means over all elements', () => {
    expect(meanSquaredError.perRow(y, t).data).toEqual(new Float64Array([2, 32.5]));
    expect(meanSquaredError.backward?.(y, t).data).toEqual(new Float64Array([0, 1, -0.5, -4]));
    expect(meanAbsoluteError.perRow(y, t).data).toEqual(new Float64Array([1, 4.5]));
    expect(meanAbsoluteError.backward?.(y, t).data).toEqual(new Float64Array([0, 0.25, -0.25, -0.25]));
  });

  it('take float values beside one output, [N, 1]', () => {
    expect(meanSquaredError.perRow(fromArray([[1], [2]]), fromArray([[3], [2]])).data).toEqual(
      new Float64Array([4, 0]),
    );
  });
});

describe('huber', () => {
  it('refuses a δ that is not above 0', () => {
    const [y, t] = [fromArray([[1, 2]]), fromArray([[0, 0]])];
    for (const delta of [0, -1]) {
      expect(() => huber.with({ delta }).perRow(y, t)).toThrow(
        expect.objectContaining({ code: 'BAD_SETTING' }) as Error,
      );
    }
  });

  const y = fromArray([[0.5, 1, -3]]);
  const t = fromArray([[0, 0, 0]]);

  it('is ½ d² up to δ and δ (|d| − ½ δ) beyond', () => {
    expect(huber.perRow(y, t)).toBeAllClose([(0.125 + 0.5 + 2.5) / 3], { rtol: 1e-15 });
    expect(huber.backward?.(y, t)).toBeAllClose([0.5 / 3, 1 / 3, -1 / 3], { rtol: 1e-15 });
  });

  it('changes where the line begins with δ', () => {
    const loss = huber.with({ delta: 2 });
    expect(loss.perRow(y, t)).toBeAllClose([(0.125 + 0.5 + 4) / 3], { rtol: 1e-15 });
    expect(loss.backward?.(y, t)).toBeAllClose([0.5 / 3, 1 / 3, -2 / 3], { rtol: 1e-15 });
  });
});

describe('hinge', () => {
  const y = fromArray([
    [3, 1, 2.5],
    [0, 1, 0],
  ]);

  it('adds up what each wrong score lacks of the margin', () => {
    // 1 + 2.5 − 3; 1 + 1 − 0 and 1 + 0 − 0
    expect(hinge.perRow(y, int(0, 0)).data).toEqual(new Float64Array([0.5, 3]));
    expect(hinge.with({ margin: 2 }).perRow(y, int(0, 0)).data).toEqual(new Float64Array([1.5, 5]));
    expect(hinge.with({ margin: 0 }).perRow(y, int(0, 1)).data).toEqual(new Float64Array([0, 0]));
  });

  it('has slope 0 where a score just keeps the margin', () => {
    const gradient = grad((v: Tensor) => mean(hinge.perRow(v, int(0))))(fromArray([[2, 1, 1.5]]));
    expect(gradient.data).toEqual(new Float64Array([-1, 0, 1]));
  });

  it('refuses rows that are not one-hot', () => {
    for (const row of [
      [1, 1, 0],
      [0, 0, 0],
      [0.5, 0.5, 0],
      [1, -1, -1],
    ])
      expect(() => hinge.perRow(y, fromArray([[1, 0, 0], row]))).toThrow(
        expect.objectContaining({
          code: 'BAD_ARGUMENT',
          message: expect.stringContaining('row 1 of t') as string,
        }),
      );
  });
});
