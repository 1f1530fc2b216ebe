import { zeros } from '../create.ts';
import { allocate, floatDType, isFloat, type DType } from '../dtype.ts';
import { apply, type Primitive } from '../primitive.ts';
import { scalar, type Operand, type Tensor } from '../tensor.ts';

function cast({ shape, data: values }: Tensor, dtype: DType): Tensor {
  const data = allocate(dtype, values.length);
  if (dtype === 'bool') for (let i = 0, { length } = data; i < length; i++) data[i] = values[i] === 0 ? 0 : 1;
  else data.set(values);
  return { shape, dtype, data };
}

const astypePrimitive: Primitive<DType> = {
  name: 'astype',
  elementwise: true,
  compute: ([x = 0], dtype) => cast(typeof x === 'number' ? scalar(x) : x, dtype),
  gradient(g, { inputs: [x = 0], options: dtype }) {
    const own = typeof x === 'number' ? 'float64' : floatDType(x.dtype);
    return isFloat(dtype) ? astype(g, own) : zeros(g.shape, own);
  },
};

/**
 * `x` with elements of `dtype`, `x` itself when it has them: floats round to float32, are cut and wrap around to
 * integers (0 for NaN and ±∞); anything but 0 is true. The gradient passes from float to float and is 0 otherwise.
 */
export function astype(x: Operand, dtype: DType): Tensor {
  if (typeof x !== 'number' && x.dtype === dtype) return x;
  return apply(astypePrimitive, [x], dtype);
}
