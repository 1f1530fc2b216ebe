import { zeros, type Tensor } from '@bilayer/tensor';

/** A numerical gradient, and how far each element of it may be off. */
export interface Numerical {
  readonly gradient: Tensor;
  readonly error: Float64Array;
}

/**
 * ∂(Σ d·f)/∂x by central differences with h and h/2, for f of any shape and weights d of the same shape: the two differ
 * by 3/4 of the first's error, so their difference bounds the error of the better one, the extrapolation (4 D(h/2) − D(h))/3.
 * Differences are taken before they are added up, so that large values elsewhere cost no digits.
 */
export function centralDifferences(f: (x: Tensor) => Tensor, x: Tensor, d?: Tensor, h = 1e-4): Numerical {
  const gradient = zeros(x.shape);
  const error = new Float64Array(x.data.length);
  for (let i = 0; i < x.data.length; i++) {
    const [wide, wideNoise] = slope(f, x, i, d, h);
    const [narrow, narrowNoise] = slope(f, x, i, d, h / 2);
    gradient.data[i] = (4 * narrow - wide) / 3;
    error[i] = Math.abs(narrow - wide) + wideNoise + narrowNoise;
  }
  return { gradient, error };
}

/** One central difference at element i, and what rounding may have done to it. */
function slope(
  f: (x: Tensor) => Tensor,
  x: Tensor,
  i: number,
  d: Tensor | undefined,
  h: number,
): readonly [value: number, noise: number] {
  const value = x.data[i]!;
  const [up, down] = [value + h, value - h];
  const above = f(moved(x, i, up)).data;
  const below = f(moved(x, i, down)).data;
  let [total, noise] = [0, 0];
  for (let j = 0; j < above.length; j++) {
    if (above[j] === below[j]) continue;
    const weight = d?.data[j] ?? 1;
    total += weight * (above[j]! - below[j]!);
    // A value is right to a few units in its last place, 2⁻⁵² of it.
    noise += Math.abs(weight) * (Math.abs(above[j]!) + Math.abs(below[j]!)) * 4e-16;
  }
  return [total / (up - down), noise / (up - down)];
}

function moved({ shape, dtype, data }: Tensor, i: number, value: number): Tensor {
  const own = data.slice();
  own[i] = value;
  return { shape, dtype, data: own };
}
