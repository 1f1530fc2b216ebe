import { overOf, type Network, type Params } from '@bilayer/models';
import { astype, isFloat, isTensor, item, tensor, type Tensor } from '@bilayer/tensor';
import { Arena } from '../arena.ts';
import { isFinite, largestOfRows, pad, rowsOf, unpad } from './arrays.ts';
import { followBlock, mostGiven } from './follow-block.ts';
import type { Numerical } from './kernels.ts';
import { Work } from './work.ts';

// So many numbers of a batch are in memory at a time.
const BLOCK = 131_072;

/**
 * ∂L/∂params by central differences, as `incrementalSteps` of @bilayer/models takes them, by kernels: every nudge is followed
 * through the rows and units that it changes, differences are passed along, and no derivative is used. What units, outputs
 * and losses *are* the plugins say themselves; by how much they change, kernels, which are compared with the plugins first.
 * Pauses after pieces of a millisecond or two.
 *
 * Returns undefined where there is no kernel for the output activation and the loss, where the network is not one hidden
 * layer of an elementwise activation, or more than its model says, where something is not finite, and where moves are too
 * large for a kernel.
 */
export function* kernelSteps<P extends Params>(
  { kernels, memory }: Numerical,
  network: Network<P>,
  x: Tensor,
  t: Tensor,
  params: P = network.model().params,
  h = 1e-4,
): Generator<undefined, P | undefined, undefined> {
  const { hidden: all, output, loss, weightDecay = 0 } = network.model();
  const [hidden] = all;
  if (loss === undefined || hidden === undefined || all.length > 1 || weightDecay !== 0) return undefined;
  // What is wrong with x or t, others say.
  if (!isTensor(x) || !isTensor(t) || x.shape.length !== 2 || overOf(hidden) === 'row') return undefined;

  const wide = Object.fromEntries(Object.entries(params).map(([name, p]) => [name, astype(p, 'float64')]));
  const [inputs, target] = [astype(x, 'float64'), isFloat(t.dtype) ? astype(t, 'float64') : t];
  const whole = item(network.loss(inputs, target, wide as P));
  const { W1, b1, W2, b2 } = wide;
  if (!W1 || !b1 || !W2 || !b2 || ![inputs, ...Object.values(wide)].every(isFinite)) return undefined;
  yield;

  const [rows = 0, features = 0] = x.shape;
  const [width = 0, outputs = 0] = W2.shape;
  const block = Math.min(rows, Math.max(1, Math.floor(BLOCK / (features + 1))));
  const sizes = { inputs: features, hidden: width, outputs, rows: block };
  const arena = new Arena(memory, kernels.memoryStart());
  const work = new Work(arena, { ...sizes, given: mostGiven(features, width, outputs) });
  const { pitch } = work;
  pad(work.numbers('W1', features * pitch), pitch, W1.data, width);
  work.numbers('W1', (features + 1) * pitch).set(b1.data, features * pitch);
  work.numbers('W2', width * outputs).set(W2.data);
  work.numbers('largest', width).set(largestOfRows(W2));

  let sum = 0;
  for (let start = 0; start < rows; start += block) {
    const count = Math.min(block, rows - start);
    const [some, ofThem] = [rowsOf(inputs, start, count), rowsOf(target, start, count)];
    const losses = yield* followBlock(kernels, work, { hidden, output, loss, W2, b2 }, some, ofThem, h);
    if (losses === undefined) return undefined;
    sum += losses;
  }
  const divisor = loss.reduce === 'mean' ? rows : 1;
  if (!(Math.abs(sum / divisor - whole) <= 1e-12 * Math.abs(whole))) return undefined;

  const ofFirst = work.numbers('total1', (features + 1) * pitch);
  const ofSecond = work.numbers('total2', (width + 1) * outputs);
  const totals: Readonly<Record<string, Float64Array>> = {
    W1: unpad(ofFirst, pitch, features, width),
    b1: ofFirst.slice(features * pitch, features * pitch + width),
    W2: ofSecond.slice(0, width * outputs),
    b2: ofSecond.slice(width * outputs),
  };
  const gradients = Object.fromEntries(
    Object.entries(params).map(([name, { shape, dtype }]) => {
      const slopes = (totals[name] ?? new Float64Array()).map((total) => total / (2 * h * divisor));
      return [name, astype(tensor(slopes, shape), dtype)];
    }),
  );
  return Object.values(gradients).every(isFinite) ? (gradients as P) : undefined;
}
