import { allocate, elementOf, fits, type DType } from './dtype.ts';
import { BilayerError } from './error.ts';
import { checkShape, sizeOf } from './shape.ts';
import type { Tensor } from './tensor.ts';

/** Numbers or booleans nested to any depth, as NumPy's `array` takes them. */
export type NestedArray = number | boolean | readonly NestedArray[];

function filled(who: string, shape: readonly number[], value: number, dtype: DType): Tensor {
  checkShape(who, shape);
  const data = allocate(dtype, sizeOf(shape)).fill(elementOf(who, value, dtype));
  return { shape: [...shape], dtype, data };
}

/** A tensor of `shape` holding `value` everywhere. Throws `BAD_ARGUMENT` when `dtype` cannot hold it. */
export function full(shape: readonly number[], value: number, dtype: DType = 'float64'): Tensor {
  return filled('full', shape, value, dtype);
}

/** A tensor of `shape` holding 0 everywhere. */
export function zeros(shape: readonly number[], dtype: DType = 'float64'): Tensor {
  return filled('zeros', shape, 0, dtype);
}

/** A tensor of `shape` holding 1 everywhere. */
export function ones(shape: readonly number[], dtype: DType = 'float64'): Tensor {
  return filled('ones', shape, 1, dtype);
}

/** The identity matrix [n, n]. */
export function eye(n: number, dtype: DType = 'float64'): Tensor {
  const { shape, data } = filled('eye', [n, n], 0, dtype);
  for (let i = 0; i < n; i++) data[i * n + i] = 1;
  return { shape, dtype, data };
}

/**
 * [start, start + step, …] up to, not including, stop; `arange(stop)` starts at 0. Whole numbers give int32 where it
 * can hold them, all others float64. Throws `BAD_ARGUMENT` for a step of 0 and for what is not finite.
 */
export function arange(start: number, stop?: number, step = 1): Tensor {
  const [from, to] = stop === undefined ? [0, start] : [start, stop];
  const given = [from, to, step];
  if (step === 0 || !given.every(Number.isFinite)) {
    throw new BilayerError(
      'BAD_ARGUMENT',
      `arange: expected finite numbers and a step other than 0; got ${given.join(', ')}`,
    );
  }
  const size = Math.max(0, Math.ceil((to - from) / step));
  const dtype = given.every((n) => Number.isInteger(n) && fits(n, 'int32')) ? 'int32' : 'float64';
  const data = allocate(dtype, size);
  for (let i = 0; i < size; i++) data[i] = from + i * step;
  return { shape: [size], dtype, data };
}

/**
 * A tensor from nested arrays: `fromArray([[1, 2], [3, 4]])` is [2, 2]. Numbers become float64, booleans bool, unless
 * `dtype` says otherwise. Throws `BAD_SHAPE` when rows differ in length, `BAD_ARGUMENT` for what is not a number or
 * does not fit into `dtype`.
 */
export function fromArray(values: NestedArray, dtype?: DType): Tensor {
  const shape = shapeOf(values);
  const flat: (number | boolean)[] = [];
  const visit = (level: NestedArray, depth: number): void => {
    if (isList(level)) {
      if (level.length !== shape[depth]) {
        throw ragged(
          `expected ${shape[depth] ?? 'a number'} at depth ${depth}, got a row of ${level.length}`,
        );
      }
      for (const part of level) visit(part, depth + 1);
    } else if (typeof level !== 'number' && typeof level !== 'boolean') {
      throw notNumbers(level);
    } else if (depth !== shape.length) {
      throw ragged(`a number stands where a row of ${shape[depth] ?? 0} was expected`);
    } else {
      flat.push(level);
    }
  };
  visit(values, 0);
  const booleans = flat.length > 0 && flat.every((value) => typeof value === 'boolean');
  const type = dtype ?? (booleans ? 'bool' : 'float64');
  const data = allocate(type, flat.length);
  data.set(flat.map((value) => elementOf('fromArray', Number(value), type)));
  return { shape, dtype: type, data };
}

/** The lengths along the first row, the first row of that, and so on. */
function shapeOf(values: NestedArray): number[] {
  const shape: number[] = [];
  let level: NestedArray | undefined = values;
  while (isList(level)) {
    shape.push(level.length);
    level = level[0];
  }
  return shape;
}

/** `Array.isArray`, whose own type guard does not know readonly arrays. */
function isList(value: NestedArray | undefined): value is readonly NestedArray[] {
  return Array.isArray(value);
}

function ragged(what: string): BilayerError {
  return new BilayerError('BAD_SHAPE', `fromArray: rows differ: ${what}`);
}

function notNumbers(value: unknown): BilayerError {
  const hint = ArrayBuffer.isView(value) ? '; for a typed array use tensor(data, shape)' : '';
  return new BilayerError(
    'BAD_ARGUMENT',
    `fromArray: expected numbers or booleans; got ${typeof value} ${String(value)}${hint}`,
  );
}

/** The elements as nested arrays of numbers (booleans for bool), a bare number for a 0-d tensor. */
export function toArray(x: Tensor): NestedArray {
  let at = 0;
  const build = (axis: number): NestedArray => {
    const length = x.shape[axis];
    if (length !== undefined) return Array.from({ length }, () => build(axis + 1));
    const value = x.data[at++]!;
    return x.dtype === 'bool' ? value !== 0 : value;
  };
  return build(0);
}
