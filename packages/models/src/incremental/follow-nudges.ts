import type { Saved } from '@bilayer/activations';
import { matmul, neg, sub, take, tensor, type Tensor } from '@bilayer/tensor';
import type { ChangeAt, Outcome } from './changes.ts';

/** A layer and what goes through it, for the whole batch: a = input W + b, z = f(a), and the change of z with a. */
export interface Layer extends Saved {
  readonly input: Tensor;
  readonly W: Tensor;
  readonly change: ChangeAt<Saved>;
}

/** By how much the losses of rows n differ, L(+d) − L(−d), when unit j of a layer gets d more or d less. */
export interface Nudges {
  /** The numbers of an evaluation's widest row. */
  readonly width: number;
  /** For evaluations in rows n [M] with moves d [M]: unit ↦ differences [M]. */
  readonly at: (n: readonly number[], d: readonly number[]) => (unit: number) => ArrayLike<number>;
}

/**
 * What nudges of the first of `layers` come to, the others being those after it, up to the output. A hidden unit's move
 * changes its own z alone, and through its row of the next weights all of the next a; a move of an output's a is one.
 */
export function followNudges(
  [first, ...later]: readonly [Layer, ...Layer[]],
  all: Outcome,
  lossChangeAt: ChangeAt<Outcome>,
): Nudges {
  const widths = (later.length > 0 ? later : [first]).map(({ W }) => W.shape[1]!);
  const [width = 1] = widths;
  return {
    width: Math.max(...widths),
    at(n, d) {
      const rows = tensor(Int32Array.from(n));
      const some = ({ a, z }: Saved): Saved => ({ a: take(a, rows), z: take(z, rows) });
      const [own, between] = [some(first), later.slice(0, -1).map((layer) => layer.change(some(layer)))];
      const lossChange = lossChangeAt({ ...some(all), t: take(all.t, rows), loss: take(all.loss, rows) });
      const up = tensor(Float64Array.from(d), [d.length, 1]);
      const moved = new Float64Array(d.length * width);
      return (unit) => {
        const change = later.length > 0 && first.change({ a: column(own.a, unit), z: column(own.z, unit) });
        const weights =
          later[0]?.W.data.subarray(unit * width, (unit + 1) * width) ??
          Float64Array.from({ length: width }, (_, k) => Number(k === unit));
        const after = (by: Tensor): Tensor => {
          outer(change ? change(by) : by, weights, moved);
          let next = tensor(moved, [d.length, width]);
          for (const [k, step] of between.entries()) next = matmul(step(next), later[k + 1]!.W);
          return lossChange(next);
        };
        return sub(after(up), after(neg(up))).data;
      };
    },
  };
}

/** Column j of x [M, C], as [M, 1]. */
function column({ shape: [rows = 0, columns = 0], data }: Tensor, j: number): Tensor {
  const column = new Float64Array(rows);
  for (let m = 0; m < rows; m++) column[m] = data[m * columns + j]!;
  return tensor(column, [rows, 1]);
}

/** d wᵀ [M, K], for d [M, 1] and w [K], into `product`. */
function outer({ data: d }: Tensor, w: ArrayLike<number>, product: Float64Array): void {
  const [rows, width] = [d.length, w.length];
  for (let m = 0, at = 0; m < rows; m++) {
    const by = d[m]!;
    for (let k = 0; k < width; k++, at++) product[at] = by * w[k]!;
  }
}
