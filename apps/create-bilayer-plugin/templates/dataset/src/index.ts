import type { Dataset, Split } from '@bilayer/datasets';
import { randomState } from '@bilayer/tensor';

const random = randomState(0);

/** Points (x, y) spread evenly over the square −1 … 1, each with whether it lies in the disc of radius 0.8. */
function points(length: number): Split {
  const features = new Float64Array(2 * length);
  const labels = new Uint8Array(length);
  for (let i = 0; i < length; i++) {
    const x = 2 * random.uniform() - 1;
    const y = 2 * random.uniform() - 1;
    features.set([x, y], 2 * i);
    labels[i] = x * x + y * y < 0.64 ? 0 : 1;
  }
  return { length, shape: [2], features, divisor: 1, labels };
}

/** A disc in a square: two classes in 2-D, about half of the points in each. The same points every time. */
export const pluginName: Dataset = {
  contract: 1,
  name: 'pluginName',
  classes: ['inside', 'outside'],
  train: points(400),
  test: points(100),
};
