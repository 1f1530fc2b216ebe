import { array, boolean, constantFrom, integer, type Arbitrary } from 'fast-check';
import * as tensors from '@bilayer/tensor';
import {
  randomState,
  reshape,
  sizeOf,
  tensor,
  type Operand,
  type RandomState,
  type Tensor,
} from '@bilayer/tensor';

/** A function of tensors, and a point at which to differentiate it. */
export interface Case {
  readonly inputs: readonly Tensor[];
  readonly f: (...inputs: Tensor[]) => Operand;
}

/** Draws the shapes and numbers of a case. Numbers stay clear of kinks by at least 0.02. */
export class Draw {
  readonly random: RandomState;
  readonly #draw: <T>(arbitrary: Arbitrary<T>) => T;

  constructor(draw: <T>(arbitrary: Arbitrary<T>) => T) {
    this.#draw = draw;
    this.random = randomState(draw(integer({ min: 0, max: 0xffffffff })));
  }

  pick<T>(...values: T[]): T {
    return this.#draw(constantFrom(...values));
  }

  integer(min: number, max: number): number {
    return this.#draw(integer({ min, max }));
  }

  /** Lengths 1 … 3; now and then one is 0. */
  shape(minRank = 0, maxRank = 3): number[] {
    const length = integer({ min: 0, max: 12 }).map((n) => (n === 0 ? 0 : 1 + (n % 3)));
    return this.#draw(array(length, { minLength: minRank, maxLength: maxRank }));
  }

  /** The same, without lengths of 0. */
  filled(minRank = 0, maxRank = 3): number[] {
    return this.shape(minRank, maxRank).map((length) => Math.max(length, 1));
  }

  /** `count` shapes that broadcast to one. */
  shapes(count: number): number[][] {
    const shape = this.shape();
    return Array.from({ length: count }, () =>
      shape.map((length) => (this.#draw(boolean()) ? length : 1)).slice(this.integer(0, shape.length)),
    );
  }

  /** Some of the axes of `shape`, counted from either end. */
  axes(shape: readonly number[]): number[] {
    return shape.flatMap((_, axis) => this.pick([], [axis], [axis - shape.length]));
  }

  uniform(shape: readonly number[], low: number, high: number): Tensor {
    const unit = this.random.rand(...shape).data;
    return tensor(
      Float64Array.from(unit, (u) => low + (high - low) * u),
      shape,
    );
  }

  any(shape: readonly number[]): Tensor {
    return this.uniform(shape, -2, 2);
  }

  positive(shape: readonly number[]): Tensor {
    return this.uniform(shape, 0.4, 2.5);
  }

  /** At least 0.3 away from 0, on both sides of it. */
  nonZero(shape: readonly number[]): Tensor {
    const { data } = this.any(shape);
    return tensor(
      Float64Array.from(data, (x) => x + 0.3 * (x < 0 ? -1 : 1)),
      shape,
    );
  }

  /** Numbers 0.1 apart, in random order; with `shift` 0.05, in between those. */
  distinct(shape: readonly number[], shift = 0): Tensor {
    const order = this.random.permutation(sizeOf(shape)).data;
    return tensor(
      Float64Array.from(order, (i) => 0.1 * (i - 4) + shift),
      shape,
    );
  }

  bits(shape: readonly number[]): Tensor {
    const { data } = this.random.rand(...shape);
    return tensor(
      Uint8Array.from(data, (u) => (u < 0.5 ? 0 : 1)),
      shape,
      'bool',
    );
  }
}

function elementwise(op: (x: Operand) => Tensor, points: 'any' | 'positive' | 'nonZero') {
  return (draw: Draw): Case => ({ inputs: [draw[points](draw.shape())], f: op });
}

/** Both operands, or one of them beside a number. */
function pairwise(
  op: (a: Operand, b: Operand) => Tensor,
  first: (draw: Draw, shape: number[]) => Tensor,
  second = first,
) {
  return (draw: Draw): Case => {
    const [m = [], n = []] = draw.shapes(2);
    const [a, b] = [first(draw, m), second(draw, n)];
    const number = 1.73;
    return draw.pick<Case>(
      { inputs: [a, b], f: op },
      { inputs: [a], f: (x) => op(x, number) },
      { inputs: [b], f: (x) => op(number, x) },
    );
  };
}

function reduction(op: (x: Operand, options: tensors.ReduceOptions) => Tensor, points: 'any' | 'distinct') {
  return (draw: Draw): Case => {
    const shape = points === 'any' ? draw.shape() : draw.filled();
    const axes = draw.axes(shape);
    const axis = draw.pick<tensors.ReduceOptions>(
      {},
      { axis: axes },
      axes[0] === undefined ? {} : { axis: axes[0] },
    );
    const keepDims = draw.pick(true, false);
    return { inputs: [draw[points](shape)], f: (x) => op(x, { ...axis, keepDims }) };
  };
}

const any = (draw: Draw, shape: number[]): Tensor => draw.any(shape);
const positive = (draw: Draw, shape: number[]): Tensor => draw.positive(shape);
const nonZero = (draw: Draw, shape: number[]): Tensor => draw.nonZero(shape);
const distinct = (draw: Draw, shape: number[]): Tensor => draw.distinct(shape);
const between = (draw: Draw, shape: number[]): Tensor => draw.distinct(shape, 0.05);

/** The operations with a derivative, and how to draw a case of each. */
export const differentiable: Readonly<Record<string, (draw: Draw) => Case>> = {
  abs: elementwise(tensors.abs, 'nonZero'),
  add: pairwise(tensors.add, any),
  astype: (draw) => ({ inputs: [draw.any(draw.shape())], f: (x) => tensors.astype(x, 'float64') }),
  clip: (draw) => ({ inputs: [draw.distinct(draw.shape())], f: (x) => tensors.clip(x, -0.25, 0.35) }),
  concat(draw) {
    const shape = draw.shape(1);
    const axis = draw.integer(-shape.length, shape.length - 1);
    const part = (length: number): Tensor =>
      draw.any(shape.map((n, at) => (at === (axis + shape.length) % shape.length ? length : n)));
    const [a, b] = [part(draw.integer(0, 3)), part(draw.integer(1, 3))];
    return { inputs: [a, b], f: (x, y) => tensors.concat([x, a, y, x], { axis }) };
  },
  div: pairwise(tensors.div, nonZero),
  erf: elementwise(tensors.erf, 'any'),
  exp: elementwise(tensors.exp, 'any'),
  expm1: elementwise(tensors.expm1, 'any'),
  log: elementwise(tensors.log, 'positive'),
  log1p: elementwise(tensors.log1p, 'positive'),
  matmul(draw) {
    const [m, k, n] = [draw.integer(0, 4), draw.integer(0, 4), draw.integer(0, 4)];
    const [transposeA, transposeB] = [draw.pick(true, false), draw.pick(true, false)];
    const left = draw.pick(true, false) ? [k] : transposeA ? [k, m] : [m, k];
    const right = draw.pick(true, false) ? [k] : transposeB ? [n, k] : [k, n];
    return {
      inputs: [draw.any(left), draw.any(right)],
      f: (a, b) => tensors.matmul(a, b, { transposeA, transposeB }),
    };
  },
  max: reduction(tensors.max, 'distinct'),
  maximum: pairwise(tensors.maximum, distinct, between),
  mean: (draw) => {
    const made = reduction(tensors.mean, 'any')(draw);
    return { ...made, inputs: made.inputs.map(({ shape }) => draw.any(shape.map((n) => Math.max(n, 1)))) };
  },
  min: reduction(tensors.min, 'distinct'),
  minimum: pairwise(tensors.minimum, distinct, between),
  mul: pairwise(tensors.mul, any),
  neg: elementwise(tensors.neg, 'any'),
  pow: pairwise(tensors.pow, positive, any),
  reshape(draw) {
    const shape = draw.filled();
    return { inputs: [draw.any(shape)], f: (x) => reshape(x, [...shape.slice(1), -1, 1]) };
  },
  slice(draw) {
    const shape = draw.shape();
    const ranges = shape.slice(0, draw.integer(0, shape.length)).map((length): tensors.Range => {
      const start = draw.integer(0, length);
      return [start, draw.integer(start, length)];
    });
    return { inputs: [draw.any(shape)], f: (x) => tensors.slice(x, ranges) };
  },
  sqrt: elementwise(tensors.sqrt, 'positive'),
  sub: pairwise(tensors.sub, any),
  sum: reduction(tensors.sum, 'any'),
  take(draw) {
    const shape = draw.filled(1);
    const indices = draw.random.randint(0, shape[0] ?? 1, draw.integer(0, 5));
    return { inputs: [draw.any(shape)], f: (x) => tensors.take(x, indices) };
  },
  tanh: elementwise(tensors.tanh, 'any'),
  transpose(draw) {
    const shape = draw.shape();
    const axes = draw.pick([...draw.random.permutation(shape.length).data], undefined);
    return { inputs: [draw.any(shape)], f: (x) => tensors.transpose(x, axes) };
  },
  where(draw) {
    const [c = [], m = [], n = []] = draw.shapes(3);
    const condition = draw.bits(c);
    const [a, b] = [draw.any(m), draw.any(n)];
    return draw.pick<Case>(
      { inputs: [a, b], f: (x, y) => tensors.where(condition, x, y) },
      { inputs: [a], f: (x) => tensors.where(condition, x, -1) },
      { inputs: [b], f: (x) => tensors.where(tensors.greater(x, 9), 1, x) },
    );
  },
};

/** The operations whose derivative is 0 wherever it exists, as functions of one tensor. */
export const flat: Readonly<Record<string, (x: Tensor) => Tensor>> = {
  argMax: (x) => tensors.argMax(x),
  equal: (x) => tensors.equal(x, 1),
  greater: (x) => tensors.greater(x, 1),
  greaterEqual: (x) => tensors.greaterEqual(x, 1),
  less: (x) => tensors.less(x, 1),
  lessEqual: (x) => tensors.lessEqual(x, 1),
  notEqual: (x) => tensors.notEqual(x, 1),
  sign: (x) => tensors.sign(x),
};

/** What else the tensor package exports: nothing that a gradient passes through. */
export const noOperations: readonly string[] = [
  'BilayerError',
  'apply',
  'arange',
  'elementwise',
  'eye',
  'format',
  'fromArray',
  'full',
  'isElementwise',
  'isFloat',
  'isTensor',
  'item',
  'checkOptions',
  'mergeConfig',
  'oneHot',
  'ones',
  'promote',
  'randomState',
  'rowwise',
  'sameShape',
  'scalar',
  'showShape',
  'sizeOf',
  'tensor',
  'toArray',
  'trace',
  'zeros',
];
