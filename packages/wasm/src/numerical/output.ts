import type { Activation } from '@bilayer/activations';
import type { Loss } from '@bilayer/losses';
import { add, mul, sub, tensor, type Tensor } from '@bilayer/tensor';
import { exp } from '@bilayer/tensor/math';
import type { NumericalKernels } from './kernels.ts';
import { writeProgram } from './program.ts';
import { MOVED, type Work } from './work.ts';

/** Rows of the output layer: a went in, y came out; the target t as it was given, and as values [N, O]. */
export interface Outputs {
  readonly a: Tensor;
  readonly y: Tensor;
  readonly t: Tensor;
  readonly values: Tensor;
  /** The loss of each row. */
  readonly loss: Tensor;
}

/** The numbers of assembly/numerical/losses.ts, one of each kind for an output of a row; q goes on to a second row of them. */
interface Numbers {
  readonly p: Float64Array;
  readonly q: Float64Array;
  readonly r: Float64Array;
  readonly t: Float64Array;
}

/** A loss after an output activation, as a kernel has it: its kind, and what it needs to know of each output. */
interface OutputKernel {
  readonly kind: number;
  readonly fill: (into: Numbers, rows: Outputs, epsilon: number) => void;
}

const crossEntropy: OutputKernel = {
  kind: 0,
  fill({ p, q, t }, { y, values }, epsilon) {
    p.set(y.data);
    t.set(values.data);
    for (let i = 0; i < p.length; i++) q[i] = p[i]! / (p[i]! + epsilon);
  },
};

const softmaxCrossEntropy: OutputKernel = {
  kind: 1,
  fill({ p, r, t }, { a, values }) {
    const [, outputs = 1] = a.shape;
    t.set(values.data);
    for (let from = 0; from < p.length; from += outputs) {
      let [largest, sum, whole] = [-Infinity, 0, 0];
      for (let k = from; k < from + outputs; k++) largest = Math.max(largest, a.data[k]!);
      for (let k = from; k < from + outputs; k++) {
        p[k] = exp(a.data[k]! - largest);
        sum += p[k]!;
        whole += t[k]!;
      }
      for (let k = from; k < from + outputs; k++) p[k] = p[k]! / sum;
      r.fill(whole, from, from + outputs);
    }
  },
};

const binaryCrossEntropy: OutputKernel = {
  kind: 2,
  fill({ p, q, r, t }, { y, values }, epsilon) {
    const [, outputs = 1] = y.shape;
    p.set(y.data);
    for (let i = 0; i < p.length; i++) {
      const [yes, no] = [p[i]!, 1 - p[i]!];
      const row = Math.floor(i / outputs) * outputs;
      q[i + row] = (yes * no) / (yes + epsilon);
      q[i + row + outputs] = (-yes * no) / (no + epsilon);
      t[i] = values.data[i]! / outputs;
      r[i] = (1 - values.data[i]!) / outputs;
    }
  },
};

/** Squares of y − t, of which the row's loss is the mean or half the sum. */
const squares = (kind: number, mean: boolean): OutputKernel => ({
  kind,
  fill({ p, q, r, t }, { y, values }) {
    p.set(y.data);
    t.fill(mean ? 1 / (y.shape[1] ?? 1) : 0.5);
    for (let i = 0; i < p.length; i++) {
      q[i] = p[i]! * (1 - p[i]!);
      r[i] = 2 * (p[i]! - values.data[i]!);
    }
  },
});

/** What may be a loss after an output activation of this link. Which it is, if any, comparing tells. */
const candidates: Readonly<Record<string, readonly OutputKernel[]>> = {
  softmax: [crossEntropy, squares(5, true), squares(5, false)],
  identity: [softmaxCrossEntropy, squares(3, true), squares(3, false)],
  logistic: [binaryCrossEntropy, squares(4, true), squares(4, false)],
};

/** Moves of every size that the kernels take, above and below. */
const PROBES = [
  [1e-4, -1e-4],
  [0.06, -0.04],
] as const;

/**
 * Chooses what follows moves of the outputs to the losses and puts into memory what it needs to know of these rows: a kernel;
 * or a program of the operations of plugins that have no `difference`, so that losses have to be subtracted. It is taken if it
 * does as `output.forward` and `loss.perRow` themselves do, in all of these rows, when their outputs are moved a little and as far
 * as kernels take them. What a plugin is called does not count. Returns whether there is one.
 */
export function chooseOutput(
  kernels: NumericalKernels,
  work: Work,
  output: Activation,
  loss: Loss,
  rows: Outputs,
): boolean {
  const { shape, data } = rows.a;
  const [count = 0, outputs = 0] = shape;
  const { epsilon } = loss.config;
  const direction = tensor(
    Float64Array.from(data, (_, i) => (((Math.floor(i / outputs) + 2 * (i % outputs)) % 5) - 2) / 2),
    shape,
  );
  const at = (move: number): Tensor =>
    loss.perRow(output.forward(add(rows.a, mul(direction, move)), output.config), rows.t, loss.config);
  const wanted = PROBES.map(([above, below]) => sub(at(above), at(below)).data);

  const agrees = (): boolean => {
    const [w, moves] = [work.numbers('unit', outputs), work.numbers('moved', 2 * MOVED)];
    const same = PROBES.every((pair, probe) => {
      for (let n = 0; n < count; n++) {
        w.set(direction.data.subarray(n * outputs, (n + 1) * outputs));
        moves.fill(0).set(pair);
        const got = kernels.difference(work.at, n, w.byteOffset, moves.byteOffset);
        // Rounding comes to far less than 1e-12 of a loss.
        const bound = 1e-12 * (1 + Math.abs(rows.loss.data[n]!));
        if (!(Math.abs(got - wanted[probe]![n]!) <= bound)) return false;
      }
      return true;
    });
    w.fill(0);
    return same;
  };

  const size = count * outputs;
  const into = {
    p: work.numbers('p', size),
    q: work.numbers('q', 2 * size),
    r: work.numbers('r', size),
    t: work.numbers('t', size),
  };
  const found = (candidates[output.link ?? ''] ?? []).some(({ kind, fill }) => {
    fill(into, rows, typeof epsilon === 'number' ? epsilon : 0);
    work.set({ kind });
    return agrees();
  });
  if (found || hasDifference(output, loss)) return found;
  return writeProgram(work, output, loss, rows.a, rows.t) && agrees();
}

/** Whether @bilayer/models can do without subtracting two losses, as a program does. */
function hasDifference(output: Activation, loss: Loss): boolean {
  const { link } = output;
  if (loss.fused?.difference !== undefined && loss.fused.link === link) return true;
  return loss.difference !== undefined && (output.difference !== undefined || (link ?? '') in candidates);
}
