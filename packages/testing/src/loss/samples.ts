import { mul, oneHot, randomState, tensor, type Tensor } from '@bilayer/tensor';
import { knownLinks } from '../links.ts';
import type { Subject } from './probe.ts';

export const dtypes = ['float64', 'float32'] as const;

/** Rows and outputs of a sample. They differ, so that nothing can be taken for its transpose. */
export const ROWS = 6;
export const OUTPUTS = 4;

/** Scores before a softmax or sigmoid, small enough that no probability comes near 0 or 1. */
export const scores: Tensor = mul(randomState(5).randn(ROWS, OUTPUTS), 0.5);

/** y [6, 4]: rows of probabilities, or numbers of both signs. */
export function sample({ domain }: Subject): Tensor {
  const rows = domain === 'probabilities' ? knownLinks['softmax']?.(scores) : undefined;
  return rows ?? sampleOf(1.5);
}

export const labels: Tensor = tensor(Int32Array.from({ length: ROWS }, (_, i) => i % OUTPUTS));

/** The same target in both of its forms. */
export const targets: readonly (readonly [name: string, t: Tensor])[] = [
  ['labels', labels],
  ['one-hot rows', oneHot(labels, OUTPUTS)],
];

/** y [6, 4] of numbers about `size` large, of both signs. */
export function sampleOf(size: number): Tensor {
  return mul(randomState(6).randn(ROWS, OUTPUTS), size);
}

/** y [4, 4] at the ends of the domain, for labels 0, 0, 2, 1. */
export function extremes({ domain }: Subject, dtype: 'float64' | 'float32'): Tensor[] {
  const large =
    domain === 'probabilities'
      ? [1]
      : [1, 1e3, 1e4, ...(dtype === 'float64' ? [1e150, 1e308] : [3.4028234663852886e38])];
  return large.map((v) => {
    const low = v === 1 ? 0 : -v;
    const rows = [v, low, 0, low, low, v, 0, 0, 0, 0, low, v, low, v, low, 0];
    const data = dtype === 'float64' ? Float64Array.from(rows) : Float32Array.from(rows);
    return tensor(data, [rows.length / OUTPUTS, OUTPUTS]);
  });
}

export const extremeLabels: Tensor = tensor(Int32Array.of(0, 0, 2, 1));
