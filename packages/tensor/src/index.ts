export { BilayerError } from './error.ts';
export { checkOptions, mergeConfig, type Config, type ConfigValue } from './config.ts';
export { isFloat, promote, type DType, type TypedArray } from './dtype.ts';
export { sameShape, showShape, sizeOf } from './shape.ts';
export { isTensor, item, scalar, tensor, type Operand, type Tensor } from './tensor.ts';
export { arange, eye, fromArray, full, ones, toArray, zeros, type NestedArray } from './create.ts';
export { format } from './format.ts';
export { add, div, mul, neg, sub } from './ops/arithmetic.ts';
export { pow } from './ops/pow.ts';
export { elementwise, type ElementwiseOp, type ElementwiseRule } from './ops/elementwise.ts';
export { rowwise, type RowwiseOp, type RowwiseRule } from './ops/rowwise.ts';
export { abs, erf, exp, expm1, log, log1p, sign, sqrt, tanh } from './ops/functions.ts';
export { equal, greater, greaterEqual, less, lessEqual, notEqual } from './ops/compare.ts';
export { clip, maximum, minimum, where } from './ops/select.ts';
export { max, mean, min, sum, type ReduceOptions } from './ops/reduce.ts';
export { argMax, type ArgMaxOptions } from './ops/arg-max.ts';
export { astype } from './ops/astype.ts';
export { matmul, type MatmulOptions } from './ops/matmul.ts';
export { reshape, transpose } from './ops/layout.ts';
export { concat } from './ops/concat.ts';
export { slice, type Range } from './ops/slice.ts';
export { take } from './ops/take.ts';
export { oneHot } from './ops/one-hot.ts';
export { randomState, type RandomSnapshot, type RandomState } from './random/random-state.ts';
export {
  apply,
  isElementwise,
  trace,
  type Applied,
  type Primitive,
  type Recorder,
  type Step,
  type Trace,
} from './primitive.ts';
