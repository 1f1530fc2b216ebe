import type { Listing } from '../../code/listings.ts';

/** The book's two formulas, and the library's one. */
export const twoLosses: Listing = {
  python: [
    'def loss_of_labels(y, t):',
    '    n = y.shape[0]',
    '    return -np.sum(np.log(y[np.arange(n), t] + 1e-7)) / n',
    '',
    'def loss_of_one_hot(y, t):',
    '    n = y.shape[0]',
    '    return -np.sum(t * np.log(y + 1e-7)) / n',
  ],
  typescript: [
    "import { crossEntropy } from '@bilayer/losses';",
    "import { mean, type Tensor } from '@bilayer/tensor';",
    '',
    '// t: labels, int32 [N], or one-hot rows, float64 [N, O]',
    'function loss(y: Tensor, t: Tensor): Tensor {',
    '  return mean(crossEntropy.perRow(y, t));',
    '}',
  ],
};

/** Gradient descent on one batch, down the slope or up. */
export function descent(isUp: boolean, updates: number): Listing {
  return {
    python: [
      `for i in range(${updates}):`,
      '    grad = network.gradient(x, t)',
      "    for key in ('W1', 'b1', 'W2', 'b2'):",
      `        network.params[key] ${isUp ? '+=' : '-='} learning_rate * grad[key]`,
    ],
    typescript: [
      `for (let i = 0; i < ${updates}; i++) {`,
      '  const grad = network.gradient(x, t);',
      '  const params = { ...network.params };',
      "  for (const key of ['W1', 'b1', 'W2', 'b2'] as const) {",
      `    params[key] = ${isUp ? 'add' : 'sub'}(params[key], mul(learningRate, grad[key]));`,
      '  }',
      '  network.params = params;',
      '}',
    ],
  };
}
