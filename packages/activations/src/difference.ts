import type { Tensor } from '@bilayer/tensor';
import { expm1NearZero } from '@bilayer/tensor/math';
import type { Saved } from './activation.ts';

/** d ↦ f(a + d) − f(a) of an elementwise activation, from the change that d makes of one a and z = f(a). */
export function byElement(
  { a, z }: Saved,
  change: (d: number, a: number, z: number) => number,
): (d: Tensor) => Tensor {
  return ({ shape, data: d }) => {
    const { length } = d;
    const data = new Float64Array(length);
    for (let i = 0; i < length; i++) data[i] = change(d[i]!, a.data[i]!, z.data[i]!);
    return { shape, dtype: 'float64', data };
  };
}

/** σ(a + d) − σ(a) = s (1 − s) m / (1 + s m) with s = σ(a), m = e^d − 1. */
export function logisticChange(d: number, s: number): number {
  const m = expm1NearZero(d);
  return (s * (1 - s) * m) / (1 + s * m);
}

/** tanh(a + d) − tanh(a) = (1 − T²) t / (1 + T t) with T = tanh a, t = tanh d; 0 where T has become ±1. */
export function tanhChange(t: number, T: number): number {
  const rest = 1 - T * T;
  return rest === 0 ? 0 : (rest * t) / (1 + T * t);
}

/** (a + d) g(a + d) − a g(a) = d (g + Δ) + a Δ, where g changes by Δ. */
export function gatedChange(d: number, a: number, gate: number, change: number): number {
  return d * (gate + change) + a * change;
}
