import { compareGradients, type GradientDifference } from '@bilayer/gradient';
import { add, BilayerError, matmul, take, tensor, type Tensor } from '@bilayer/tensor';
import type { Network } from './network.ts';

/** How a network's two gradients compare. */
export interface NetworkCheck {
  /** For each parameter, numerical against backpropagation. */
  readonly params: Readonly<Record<string, GradientDifference>>;
  /** How many rows were checked, and how many left out because a unit lay within reach of a kink. */
  readonly rows: number;
  readonly leftOut: number;
}

// No built-in activation is steeper than this anywhere.
const STEEPEST = 1.2;

/**
 * Compares `numericalGradient` and `gradient` of a network on a batch, as the book's `gradient_check.py` does. Rows for
 * which nudging a weight by `h` could carry a unit across a kink of its activation (relu at 0) are left out: there the
 * central difference is wrong, not the gradient. Throws `BAD_DTYPE` for float32, whose rounding drowns the difference,
 * and `NEAR_KINK` when no row is left.
 */
export function checkNetwork(network: Network, x: Tensor, t: Tensor): NetworkCheck {
  if (network.dtype !== 'float64') {
    throw new BilayerError(
      'BAD_DTYPE',
      `checkNetwork: the network is ${network.dtype}; nudges of 1e-4 drown in its rounding, so check in float64`,
    );
  }
  const away = rowsAwayFromKinks(network, x, 1e-4);
  const rows = x.shape[0] ?? 0;
  if (away.length === 0) {
    throw new BilayerError(
      'NEAR_KINK',
      `checkNetwork: in each of the ${rows} rows a unit lies within reach of a kink of its activation; give more rows`,
    );
  }
  const kept = tensor(Int32Array.from(away));
  const [someX, someT] = [take(x, kept), take(t, kept)];
  const numerical = network.numericalGradient(someX, someT);
  const analytic = network.gradient(someX, someT);
  const params = Object.fromEntries(
    Object.keys(network.params).map((name) => [name, compareGradients(numerical[name]!, analytic[name]!)]),
  );
  return { params, rows: away.length, leftOut: rows - away.length };
}

/** The rows of x none of whose units comes within reach of a kink when one parameter is moved by h. */
function rowsAwayFromKinks(network: Network, x: Tensor, h: number): number[] {
  const { params, hidden, output } = network.model();
  const rows = x.shape[0] ?? 0;
  const safe = new Array<boolean>(rows).fill(true);
  let z = x;
  // How far a unit of the layer before can have moved.
  let moved = 0;
  for (const [i, activation] of [...hidden, output].entries()) {
    const W = params[`W${i + 1}`]!;
    const a = add(matmul(z, W), params[`b${i + 1}`]!);
    const units = a.shape[1] ?? 1;
    const reach = h * Math.max(1, largest(z)) + STEEPEST * moved * largestColumn(W);
    for (const [at, value] of a.data.entries()) {
      if (activation.kinks?.some((kink) => Math.abs(value - kink) <= reach))
        safe[Math.floor(at / units)] = false;
    }
    z = activation.forward(a, activation.config);
    moved = reach;
  }
  return safe.flatMap((ok, row) => (ok ? [row] : []));
}

function largest(x: Tensor): number {
  let top = 0;
  for (const value of x.data) top = Math.max(top, Math.abs(value));
  return top;
}

/** max over columns of Σ |W|. */
function largestColumn(W: Tensor): number {
  const columns = W.shape[1] ?? 1;
  const sums = new Float64Array(columns);
  for (const [at, value] of W.data.entries()) sums[at % columns]! += Math.abs(value);
  return Math.max(...sums);
}
