import type { Activation } from '@bilayer/activations';
import type { Loss } from '@bilayer/losses';
import { add, matmul, tensor, type Tensor } from '@bilayer/tensor';
import { pad, unpad, valuesOf } from './arrays.ts';
import { chooseHidden } from './hidden.ts';
import type { NumericalKernels } from './kernels.ts';
import { chooseOutput } from './output.ts';
import { PROGRAM } from './program.ts';
import type { Work } from './work.ts';

// So many changes of outputs are followed at a time, which takes one or two milliseconds,
const PIECE = 524_288;
// in rows that together have no more evaluations than this, or in one row.
const EVALUATIONS = 4096;
// What moves one output costs about this many times as much, for each output moved;
const LAST_LAYER = 8;
// and so many times as much costs what plugins have a part in: pieces are that much smaller.
const OUTSIDE = { given: 4, program: 16 } as const;

/** Vectors of given moves that a piece has at most. */
export function mostGiven(inputs: number, hidden: number, outputs: number): number {
  const evaluations = Math.max(EVALUATIONS, inputs + 1) + 1;
  return Math.min(hidden * evaluations, 2 * Math.ceil(PIECE / outputs) + 2 * evaluations);
}

/** A network of one hidden layer. */
export interface Parts {
  readonly hidden: Activation;
  readonly output: Activation;
  readonly loss: Loss;
  readonly W2: Tensor;
  readonly b2: Tensor;
}

/**
 * Adds to the totals what some rows give, x [M, I] with their targets t, when every parameter is nudged by h. Returns the sum
 * of the rows' losses; or undefined, where kernels are not up to it. Pauses after pieces of a millisecond or two.
 */
export function* followBlock(
  kernels: NumericalKernels,
  work: Work,
  { hidden, output, loss, W2, b2 }: Parts,
  x: Tensor,
  t: Tensor,
  h: number,
): Generator<undefined, number | undefined, undefined> {
  const { at, pitch } = work;
  const [rows = 0] = x.shape;
  const [width = 0, outputs = 0] = W2.shape;
  work.set({ rows });
  work.numbers('x', x.data.length).set(x.data);
  kernels.gather(at, h);
  kernels.sums(at);
  const units = work.numbers('units', rows * pitch);
  const a1 = tensor(unpad(units, pitch, rows, width), [rows, width]);
  const z1 = hidden.forward(a1, hidden.config);
  pad(units, pitch, z1.data, width);
  const a = add(matmul(z1, W2), b2);
  const y = output.forward(a, output.config);
  const losses = loss.perRow(y, t, loss.config);
  yield;
  const values = valuesOf(t, outputs);
  if (!chooseOutput(kernels, work, output, loss, { a, y, t, values, loss: losses })) return undefined;
  const giveMoves = chooseHidden(kernels, work, hidden, { a: a1, z: z1 });
  const slower = work.get('kind') === PROGRAM ? OUTSIDE.program : giveMoves ? OUTSIDE.given : 1;
  const [piece, most] = [PIECE / slower, EVALUATIONS / Math.min(slower, 4)];
  yield;

  const starts = work.words('starts', rows + 1);
  for (let first = 0, last = 0; first < rows; first = last) {
    last = first + 1;
    while (last < rows && starts[last + 1]! - starts[first]! <= most) last++;
    const evaluations = starts[last]! - starts[first]!;
    const step = 2 * Math.max(1, Math.floor(piece / (2 * outputs * evaluations)));
    for (let from = 0; from < width; from += step) {
      const to = Math.min(from + step, width);
      giveMoves?.(first, last, from, to);
      kernels.firstLayer(at, first, last, from, to);
      if (work.get('far') !== 0) return undefined;
      yield;
    }
  }
  const step = Math.max(1, Math.floor(piece / ((width + 1) * outputs * LAST_LAYER)));
  for (let first = 0; first < rows; first += step) {
    kernels.secondLayer(at, first, Math.min(first + step, rows), h);
    if (work.get('far') !== 0) return undefined;
    yield;
  }
  let sum = 0;
  for (const one of losses.data) sum += one;
  return sum;
}
