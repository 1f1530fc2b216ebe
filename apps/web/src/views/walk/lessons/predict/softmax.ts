import { div, exp, max, sub, sum, type Tensor } from '@bilayer/tensor';

/** The values of the lines of softmax, with or without the subtraction of each row's maximum. */
export function softmaxSteps(x: Tensor, isShifted: boolean): { readonly expX: Tensor; readonly y: Tensor } {
  const expX = exp(isShifted ? sub(x, max(x, { axis: 1, keepDims: true })) : x);
  return { expX, y: div(expX, sum(expX, { axis: 1, keepDims: true })) };
}
