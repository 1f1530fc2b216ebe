import type { Activation } from '@bilayer/activations';
import type { Loss } from '@bilayer/losses';
import {
  abs,
  add,
  astype,
  div,
  equal,
  exp,
  greater,
  greaterEqual,
  less,
  lessEqual,
  log,
  max,
  maximum,
  min,
  minimum,
  mul,
  neg,
  notEqual,
  reshape,
  sqrt,
  sub,
  sum,
  tanh,
  tensor,
  trace,
  where,
  type Operand,
  type Primitive,
  type Tensor,
} from '@bilayer/tensor';
import type { Work } from './work.ts';

/** The kind that a program is in assembly/numerical/losses.ts. */
export const PROGRAM = 6;
// As in assembly/numerical/program.ts: bytes of a register's column, and the number of the first operation of columns.
const COLUMN = 128;
const SUM = 20;

const ROW = { axis: 1, keepDims: true };
/** The operations that kernels have, in the order of their numbers; reshape and astype are copies. */
const operations: readonly ((x: Tensor) => Tensor)[] = [
  (x) => reshape(x, [-1]),
  ...[add, sub, mul, div, maximum, minimum].map((f) => (x: Tensor) => f(x, x)),
  ...[equal, notEqual, greater, greaterEqual, less, lessEqual].map((f) => (x: Tensor) => f(x, x)),
  (x) => where(x, x, x),
  ...[neg, abs, sqrt, exp, log, tanh],
  ...[sum, max, min].map((f) => (x: Tensor) => f(x, ROW)),
];

/** The number of each primitive, found by asking the operations for them: names prove nothing. */
function primitives(): ReadonlyMap<Primitive, number> {
  const probe = tensor(Float64Array.of(1, 2, 3, 4, 5, 6), [2, 3]);
  const found = new Map<Primitive, number>();
  for (const [number, f] of [...operations, (x: Tensor) => astype(x, 'float32')].entries()) {
    const [step] = trace(f, probe).steps;
    if (step) found.set(step.primitive, number < operations.length ? number : 0);
  }
  return found;
}

/** The link functions as operations; a kernel's own operations cannot look into the plugins that are them. */
const links: Readonly<Record<string, ((a: Tensor) => Tensor) | undefined>> = {
  identity: (a) => a,
  logistic: (a) => div(1, add(1, exp(neg(a)))),
  softmax(a) {
    const e = exp(sub(a, max(a, ROW)));
    return div(e, sum(e, ROW));
  },
};

interface Constant {
  readonly data: Float64Array;
  readonly columns: number;
  readonly perRow: boolean;
  readonly register: number;
}

/** Where a value is: its register, as a number of columns, and how many columns it has. */
interface Place {
  readonly register: number;
  readonly columns: number;
}

/**
 * Writes the operations by which `output` and `loss` make a loss of outputs a [N, O] into memory as a program for the kernels.
 * Returns whether that can be: with operations on the elements of a row, all of which kernels have.
 */
export function writeProgram(work: Work, output: Activation, loss: Loss, a: Tensor, t: Tensor): boolean {
  const [rows = 0, outputs = 0] = a.shape;
  const activate = links[output.link ?? ''] ?? ((x: Tensor): Tensor => output.forward(x, output.config));
  let traced;
  try {
    traced = trace((x) => loss.perRow(activate(x), t, loss.config), a);
  } catch {
    // It reads numbers; what else is wrong with it, others say.
    return false;
  }
  const known = primitives();
  const constants: Constant[] = [];
  const instructions: number[][] = [];
  let used = outputs;
  const places: Place[] = [{ register: 0, columns: outputs }];

  const columnsOf = (shape: readonly number[]): number | undefined =>
    shape[0] !== rows || shape.length > 2 || shape.length === 0 ? undefined : (shape[1] ?? 1);

  /** The place of an operand of a step whose result has `rank` axes. */
  const placeOf = (x: { readonly slot: number } | Operand, rank: number): Place | undefined => {
    if (typeof x !== 'number' && 'slot' in x) {
      const { shape, dtype } = traced.values[x.slot]!;
      const fits = shape.length === rank && (dtype === 'float64' || dtype === 'bool');
      return fits ? places[x.slot] : undefined;
    }
    const shape = typeof x === 'number' ? [] : x.shape;
    const data = typeof x === 'number' ? Float64Array.of(x) : Float64Array.from(x.data);
    // Of a constant's axes the last is the last of the result.
    const perRow = shape.length === rank && shape[0] === rows;
    if (shape.length > rank || (shape.length === rank && shape[0] !== rows && shape[0] !== 1))
      return undefined;
    const columns = rank === 1 ? 1 : (shape.at(-1) ?? 1);
    const place = { register: used, columns };
    constants.push({ data, perRow, ...place });
    used += columns;
    return place;
  };

  for (const { primitive, inputs, options, slot } of traced.steps) {
    const operation = known.get(primitive);
    const { shape } = traced.values[slot]!;
    const columns = columnsOf(shape);
    if (operation === undefined || columns === undefined) return false;
    const [first] = inputs;
    const isFold = operation >= SUM;
    const moves = isFold || operation === 0;
    // A fold is of the columns; a copy that has another shape has the same numbers in each row.
    const rank =
      moves && first !== undefined && typeof first !== 'number' && 'slot' in first
        ? traced.values[first.slot]!.shape.length
        : shape.length;
    const operands = inputs.map((x) => placeOf(x, rank));
    const [x] = operands;
    if (x === undefined || !operands.every((place) => place !== undefined)) return false;
    if (isFold && !isLastAxis(options, rank)) return false;
    if (operation === 0 && x.columns !== columns) return false;
    const place = { register: used, columns };
    used += columns;
    places[slot] = place;
    const each = operands.flatMap((one) => [one.register, one.columns === 1 && !isFold ? 0 : COLUMN]);
    instructions.push(
      [operation, isFold ? x.columns : columns, place.register, ...each, 0, 0, 0, 0].slice(0, 9),
    );
  }
  const { output: end } = traced;
  const result = typeof end !== 'number' && 'slot' in end ? places[end.slot] : undefined;
  if (result?.columns !== 1) return false;
  write(work, { a, constants, instructions, used, result });
  return true;
}

function isLastAxis(options: unknown, rank: number): boolean {
  const { axes } = options as { readonly axes: readonly number[] };
  return rank === 2 && axes.length === 1 && axes[0] === 1;
}

interface Written {
  readonly a: Tensor;
  readonly constants: readonly Constant[];
  readonly instructions: readonly (readonly number[])[];
  readonly used: number;
  readonly result: Place;
}

function write(work: Work, { a, constants, instructions, used, result }: Written): void {
  const registers = work.take(used * COLUMN);
  const at = (register: number): number => registers + register * COLUMN;
  const data = constants.map((constant) => work.take(constant.data.length * 8));
  const lists = {
    program: work.take(24),
    instructions: work.take(instructions.length * 36),
    constants: work.take(constants.length * 16),
  };
  const words = (address: number, values: readonly number[]): void => {
    new Int32Array(work.memory, address, values.length).set(values);
  };
  // From here on the memory does not grow.
  for (const [i, constant] of constants.entries()) {
    new Float64Array(work.memory, data[i], constant.data.length).set(constant.data);
    const rowBytes = constant.perRow ? constant.columns * 8 : 0;
    words(lists.constants + 16 * i, [data[i]!, rowBytes, constant.columns, at(constant.register)]);
  }
  for (const [
    i,
    [operation = 0, columns = 0, to = 0, a1 = 0, s1 = 0, a2 = 0, s2 = 0, a3 = 0, s3 = 0],
  ] of instructions.entries()) {
    words(lists.instructions + 36 * i, [operation, columns, at(to), at(a1), s1, at(a2), s2, at(a3), s3]);
  }
  const counts = [lists.instructions, instructions.length, lists.constants, constants.length];
  words(lists.program, [...counts, at(0), at(result.register)]);
  work.set({ kind: PROGRAM, program: lists.program });
  work.numbers('p', a.data.length).set(a.data);
}
