import type { Activation, Saved } from '@bilayer/activations';
import type { Fused, Loss } from '@bilayer/losses';
import { add, sub, tensor, type Tensor } from '@bilayer/tensor';
import { linkDifferences } from './link-differences.ts';

/** Finds, from some rows of a layer, by how much a result changes when their a moves by d. */
export type ChangeAt<Rows extends Saved> = (rows: Rows) => (d: Tensor) => Tensor;

/** Rows of the output layer: a went in, z came out, t is the target, and loss what became of it, [M]. */
export interface Outcome extends Saved {
  readonly t: Tensor;
  readonly loss: Tensor;
}

/** The largest move that a `difference` is asked for. Where one is larger, little cancels. */
const SMALL = 1 / 256;

/** f(a + d) − f(a), of d's shape; `some` are rows to try it on. */
export function changeOf(f: Activation, some: Saved): ChangeAt<Saved> {
  return choose<Saved>(
    exactChange(f),
    ({ a, z }) =>
      (d) =>
        sub(f.forward(add(a, d), f.config), z),
    some,
    some.z,
  );
}

/** L(f(a + d)) − L(f(a)) of each row, [M] for d [M, O], f being the output activation. */
export function lossChangeOf(f: Activation, loss: Loss, some: Outcome): ChangeAt<Outcome> {
  return choose<Outcome>(
    exactLossChange(f, loss),
    ({ a, t, loss: before }) =>
      (d) =>
        sub(loss.perRow(f.forward(add(a, d), f.config), t, loss.config), before),
    some,
    some.loss,
  );
}

/** One that has a difference: inside a function, the compiler has forgotten that it was asked for. */
type With<Plugin extends { difference?: unknown }> = Plugin & Required<Pick<Plugin, 'difference'>>;

/** The change without a subtraction of nearly equal numbers, where f, or the link function it is, knows how. */
function exactChange(f: Activation): ChangeAt<Saved> | undefined {
  if (!f.difference) return linkDifferences[f.link ?? ''];
  return (rows) => (f as With<Activation>).difference(rows, f.config);
}

/**
 * The same for f and the loss together: by the loss's short way past f, or by one after the other. A loss without a
 * difference is at least spared a call of f.
 */
function exactLossChange(f: Activation, loss: Loss): ChangeAt<Outcome> | undefined {
  const { fused, config } = loss;
  if (fused?.difference && fused.link === f.link) {
    return ({ z, t }) => (fused as With<Fused>).difference(z, t, config);
  }
  const first = exactChange(f);
  if (!first) return undefined;
  return (rows) => {
    const { z, t } = rows;
    const ofOutput = first(rows);
    const ofLoss =
      loss.difference?.(z, t, config) ?? ((d) => sub(loss.perRow(add(z, d), t, config), rows.loss));
    return (d) => ofLoss(ofOutput(d));
  };
}

/**
 * `exact` for small d, if for some rows it comes to the same as `plain`, which subtracts; else `plain`. A difference
 * or a link that is wrong can then not hide from a numerical gradient what `forward` and `perRow` do.
 */
function choose<Rows extends Saved>(
  exact: ChangeAt<Rows> | undefined,
  plain: ChangeAt<Rows>,
  some: Rows,
  before: Tensor,
): ChangeAt<Rows> {
  if (exact === undefined) return plain;
  const { shape, data } = some.a;
  const probe = tensor(
    Float64Array.from(data, (_, i) => ((i % 3) - 1) * 1e-4),
    shape,
  );
  const [wanted, got] = [plain(some)(probe).data, exact(some)(probe).data];
  // Rounding comes to far less than 1e-12 of a value, and what the probe changes to far more.
  const fits = got.every(
    (v: number, i: number) => Math.abs(v - wanted[i]!) <= 1e-12 * (1 + Math.abs(before.data[i]!)),
  );
  if (!fits) return plain;
  return (rows) => {
    const [near, far] = [exact(rows), plain(rows)];
    return (d) => (isSmall(d) ? near : far)(d);
  };
}

function isSmall({ data }: Tensor): boolean {
  const { length } = data; // asked for once: in the condition it makes the loop three times slower
  for (let i = 0; i < length; i++) if (!(Math.abs(data[i]!) < SMALL)) return false;
  return true;
}
