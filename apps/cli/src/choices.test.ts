import { identity, sigmoid, softmax } from '@bilayer/activations';
import { crossEntropy, meanSquaredError, softmaxCrossEntropy, type Loss } from '@bilayer/losses';
import type { Model } from '@bilayer/models';
import { tensor } from '@bilayer/tensor';
import { expect, it } from 'vitest';
import { choicesOf } from './choices.ts';

const y = tensor(new Float64Array([0.2, 0.7, 0.1, 0.5, 0.1, 0.4]), [2, 3]);

function modelWith(output: Model['output'], loss?: Loss): Model {
  const sizes = [2, 2, 3];
  return {
    kind: 'TwoLayerNet',
    sizes,
    dtype: 'float64',
    params: {},
    hidden: [],
    output,
    ...(loss && { loss }),
  };
}

it('choicesOf orders the classes of each row', () => {
  const rows = choicesOf(modelWith(softmax, crossEntropy), y, ['a', 'b', 'c']);
  expect(rows).toEqual([
    [
      { class: 'b', probability: 0.7 },
      { class: 'a', probability: 0.2 },
      { class: 'c', probability: 0.1 },
    ],
    [
      { class: 'a', probability: 0.5 },
      { class: 'c', probability: 0.4 },
      { class: 'b', probability: 0.1 },
    ],
  ]);
  expect(choicesOf(modelWith(sigmoid), y, undefined)[0]?.[0]).toEqual({ class: '1', probability: 0.7 });
});

it('choicesOf makes probabilities of logits, and leaves other outputs as scores', () => {
  const [first = []] = choicesOf(modelWith(identity, softmaxCrossEntropy), y, undefined);
  expect(first[0]?.class).toBe('1');
  expect(first.reduce((sum, { probability = 0 }) => sum + probability, 0)).toBeCloseTo(1, 12);
  expect(choicesOf(modelWith(identity, meanSquaredError), y, undefined)[0]?.[0]).toEqual({
    class: '1',
    score: 0.7,
  });
});
