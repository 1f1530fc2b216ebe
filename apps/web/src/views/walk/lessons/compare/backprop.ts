import type { TwoLayerParams } from '@bilayer/models';
import { div, matmul, mean, mul, oneHot, sub, sum, transpose, type Tensor } from '@bilayer/tensor';
import { listings, type Listing } from '../../code/listings.ts';
import { forward } from '../../net/pass.ts';

/** What can be wrong with a backprop, each a slip in one line. */
export type Slip = 'none' | 'slope' | 'mean' | 'bias' | 'transpose';
export const slips: readonly Slip[] = ['none', 'slope', 'mean', 'bias', 'transpose'];

type Change = readonly [right: string, wrong: string];

/** The slip's line as it should be and as it is, in Python and in TypeScript. */
export const lines: Readonly<Record<Exclude<Slip, 'none'>, readonly [python: Change, typescript: Change]>> = {
  slope: [
    ['da1 = dz1 * z1 * (1 - z1)', 'da1 = dz1'],
    ['const da1 = mul(mul(dz1, z1), sub(1, z1));', 'const da1 = dz1;'],
  ],
  mean: [
    ['da2 = (y - np.eye(y.shape[1])[t]) / N', 'da2 = y - np.eye(y.shape[1])[t]'],
    ['const da2 = div(sub(y, oneHot(t, y.shape[1]!)), N);', 'const da2 = sub(y, oneHot(t, y.shape[1]!));'],
  ],
  bias: [
    ["grads['b1'] = np.sum(da1, axis=0)", "grads['b1'] = np.mean(da1, axis=0)"],
    ['b1: sum(da1, { axis: 0 }),', 'b1: mean(da1, { axis: 0 }),'],
  ],
  transpose: [
    ['dz1 = np.dot(da2, W2.T)', 'dz1 = np.dot(da2, W2)'],
    ['const dz1 = matmul(da2, transpose(W2));', 'const dz1 = matmul(da2, W2);'],
  ],
};

/** The lines of `gradient` with that slip. */
export function withSlip(slip: Slip): Listing {
  if (slip === 'none') return listings.gradient;
  const [python, typescript] = lines[slip];
  const replaced = (code: readonly string[], pair: Change): readonly string[] =>
    code.map((line) => line.replace(pair[0], () => pair[1]));
  return {
    python: replaced(listings.gradient.python, python),
    typescript: replaced(listings.gradient.typescript, typescript),
  };
}

/** The book's `gradient` with that slip. Throws what the library says of shapes that do not fit. */
export function gradientWith(slip: Slip, params: TwoLayerParams, x: Tensor, t: Tensor): TwoLayerParams {
  const { W2 } = params;
  const { z1, y } = forward(params, x);
  const wrong = sub(y, oneHot(t, y.shape[1]!));
  const da2 = slip === 'mean' ? wrong : div(wrong, x.shape[0]!);
  const dz1 = matmul(da2, slip === 'transpose' ? W2 : transpose(W2));
  const da1 = slip === 'slope' ? dz1 : mul(mul(dz1, z1), sub(1, z1));
  return {
    W2: matmul(transpose(z1), da2),
    b2: sum(da2, { axis: 0 }),
    W1: matmul(transpose(x), da1),
    b1: slip === 'bias' ? mean(da1, { axis: 0 }) : sum(da1, { axis: 0 }),
  };
}
