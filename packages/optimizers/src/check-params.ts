import { BilayerError, isFloat, sameShape, showShape } from '@bilayer/tensor';
import type { Params } from './optimizer.ts';

/** Throws `BAD_DTYPE` unless every parameter is float64 or float32. */
export function checkParams(who: string, params: Params): void {
  for (const [name, { dtype }] of Object.entries(params)) {
    if (!isFloat(dtype)) {
      throw new BilayerError(
        'BAD_DTYPE',
        `${who}: parameters are float64 or float32; ${name} is ${dtype}: use astype(${name}, 'float64')`,
      );
    }
  }
}

/** Throws `code` unless every parameter has its like in `others`, of its name and shape, and there is nothing else. */
export function checkPairs(code: string, what: string, params: Params, others: Params): void {
  for (const [name, { shape }] of Object.entries(params)) {
    const other = others[name];
    if (other === undefined) {
      throw new BilayerError(code, `${what}: ${name} is missing; got ${list(Object.keys(others))}`);
    }
    if (!sameShape(shape, other.shape)) {
      throw new BilayerError(
        code,
        `${what}: ${name} is ${showShape(shape)} as a parameter and ${showShape(other.shape)} here`,
      );
    }
  }
  const extra = Object.keys(others).find((name) => !(name in params));
  if (extra !== undefined) {
    throw new BilayerError(code, `${what}: ${extra} is no parameter; there are ${list(Object.keys(params))}`);
  }
}

function list(names: readonly string[]): string {
  return names.join(', ') || 'none';
}
