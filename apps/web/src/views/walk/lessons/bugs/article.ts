import { get, plus, set, size, zerosLike, type NumpyArray } from './numpy-array.ts';

export function numericalGradient(f: (x: NumpyArray) => number, x: NumpyArray): NumpyArray {
  const h = 1e-4;
  const grad = zerosLike(x);
  for (let idx = 0; idx < size(x); idx++) {
    const tmpVal = get(x, idx);
    set(x, idx, plus(tmpVal, h));
    const fxh1 = f(x);
    set(x, idx, plus(tmpVal, -h));
    const fxh2 = f(x);
    set(grad, idx, (fxh1 - fxh2) / (2 * h));
    set(x, idx, tmpVal); // put it back
  }
  return grad;
}
