import type { Activation, Saved } from '@bilayer/activations';
import { changeOf, type ChangeAt } from '@bilayer/models';
import { add, sub, tensor, type Tensor } from '@bilayer/tensor';
import type { NumericalKernels } from './kernels.ts';
import type { Work } from './work.ts';

// As in assembly/numerical/layers.ts.
const IDENTITY = 0;
const LOGISTIC = 1;
const GIVEN = 2;
// Inputs that move a unit's sum by this much are too large for the kernels' series.
const SMALL = 1 / 16;
// So many rows tell what a link function is.
const PROBED_ROWS = 20;

/** Finds what the evaluations of rows [first, last) move units [from, to) by, for kernels that have no function for it. */
export type GiveMoves = (first: number, last: number, from: number, to: number) => void;

/**
 * Chooses what moves the hidden units: a kernel, if the activation declares a link function that has one and does as it does
 * in some rows; else, and then it is returned, the activation itself. `units` are those of the rows in memory, whose
 * evaluations have been gathered.
 */
export function chooseHidden(
  kernels: NumericalKernels,
  work: Work,
  f: Activation,
  units: Saved,
): GiveMoves | undefined {
  const kernel = f.link === 'identity' ? IDENTITY : f.link === 'logistic' ? LOGISTIC : GIVEN;
  if (kernel !== GIVEN && agrees(kernels, work, f, units, kernel)) {
    work.set({ hiddenKind: kernel });
    return undefined;
  }
  work.set({ hiddenKind: GIVEN });
  return giveMoves(work, changeOf(f, firstRows(units)), units);
}

/** Compares a kernel with `forward` at the largest move of each of some rows. */
function agrees(kernels: NumericalKernels, work: Work, f: Activation, units: Saved, kernel: number): boolean {
  const { a, z } = firstRows(units);
  const [rows = 0, hidden = 0] = a.shape;
  const starts = work.words('starts', work.get('rows') + 1);
  const moves = work.numbers('moves', 2 * starts[starts.length - 1]!);
  for (let i = 0; i < moves.length; i += 2) if (!(Math.abs(moves[i]!) < SMALL)) return false;
  const largest = Array.from({ length: rows }, (_, n) => {
    let most = starts[n]!;
    for (let e = most; e < starts[n + 1]!; e++) {
      if (Math.abs(moves[2 * e]!) > Math.abs(moves[2 * most]!)) most = e;
    }
    return most;
  });
  const at = (sign: 0 | 1): Tensor => {
    const d = Float64Array.from(a.data, (_, i) => moves[2 * largest[Math.floor(i / hidden)]! + sign]!);
    return sub(f.forward(add(a, tensor(d, a.shape)), f.config), z);
  };
  const wanted = [at(0).data, at(1).data] as const;
  const found = work.numbers('moved', 2);
  return z.data.every((s: number, i: number) => {
    const e = largest[Math.floor(i / hidden)]!;
    const exponential = work.get('exponentials') + 16 * e;
    if (kernel === LOGISTIC) kernels.logisticMoves(s, exponential, 1, found.byteOffset);
    else found.set(moves.subarray(2 * e, 2 * e + 2));
    // Rounding comes to far less than 1e-12 of a value.
    const bound = 1e-12 * (1 + Math.abs(s));
    return wanted.every((values, sign) => Math.abs(found[sign]! - values[i]!) <= bound);
  });
}

function giveMoves(work: Work, change: ChangeAt<Saved>, { a, z }: Saved): GiveMoves {
  const [, hidden = 0] = a.shape;
  return (first, last, from, to) => {
    const starts = work.words('starts', work.get('rows') + 1);
    const [start, stop] = [starts[first]!, starts[last]!];
    const count = stop - start;
    const d = tensor(work.numbers('moves', 2 * stop).slice(2 * start), [2 * count, 1]);
    // Evaluations go in pairs; past the last there is one that moves nothing.
    const pitch = 2 * count + 2;
    work.set({ givenPitch: pitch * 8 });
    const given = work.numbers('given', (to - from) * pitch);
    for (let unit = from; unit < to; unit++) {
      const own = { a: new Float64Array(2 * count), z: new Float64Array(2 * count) };
      for (let n = first, i = 0; n < last; n++) {
        const [ofA, ofZ] = [a.data[n * hidden + unit]!, z.data[n * hidden + unit]!];
        const end = 2 * (starts[n + 1]! - start);
        own.a.fill(ofA, i, end);
        own.z.fill(ofZ, i, end);
        i = end;
      }
      const shape = [2 * count, 1];
      const found = change({ a: tensor(own.a, shape), z: tensor(own.z, shape) })(d).data;
      given.set(found, (unit - from) * pitch);
      given.fill(0, (unit - from) * pitch + 2 * count, (unit - from + 1) * pitch);
    }
  };
}

function firstRows({ a, z }: Saved): Saved {
  const [rows = 0, hidden = 0] = a.shape;
  const few = Math.min(rows, PROBED_ROWS);
  const some = ({ data }: Tensor): Tensor => tensor(data.slice(0, few * hidden), [few, hidden]);
  return { a: some(a), z: some(z) };
}
