import { item, tensor, zeros, type Tensor } from '@bilayer/tensor';

/** A line of the book's numerical_gradient(f, x), in the order in which they run; the loop from `keep` to `restore`. */
export type GradientLine = 'start' | 'keep' | 'up' | 'above' | 'down' | 'below' | 'slope' | 'restore' | 'end';

/** What there is when a line has run. */
export interface GradientMoment {
  readonly line: GradientLine;
  /** Which element it is about; -1 before the first. */
  readonly index: number;
  /** How often f was called. */
  readonly passes: number;
  readonly tmpVal: number | undefined;
  readonly fxh1: number | undefined;
  readonly fxh2: number | undefined;
  /** Copies of the two arrays. */
  readonly x: Tensor;
  readonly grad: Tensor;
}

/** An array with numbers of its own. */
export function copy({ data, shape }: Tensor): Tensor {
  return tensor(data instanceof Float64Array ? data.slice() : Float64Array.from(data, Number), shape);
}

/**
 * The book's numerical_gradient(f, x), which nudges `x` itself and hands that same array to `f`; it pauses after each
 * line. (The library's takes a private copy.)
 */
export function* numericalGradientInPlace(
  f: (x: Tensor) => Tensor | number,
  x: Tensor,
  h = 1e-4,
): Generator<GradientMoment, Tensor, undefined> {
  const grad = zeros(x.shape);
  let passes = 0;
  let tmpVal: number | undefined;
  let fxh1: number | undefined;
  let fxh2: number | undefined;
  const after = (line: GradientLine, index: number): GradientMoment => ({
    ...{ line, index, passes, tmpVal, fxh1, fxh2 },
    ...{ x: copy(x), grad: copy(grad) },
  });
  const call = (): number => {
    passes++;
    const value = f(x);
    return typeof value === 'number' ? value : item(value);
  };

  yield after('start', -1);
  for (let i = 0; i < x.data.length; i++) {
    fxh1 = fxh2 = undefined;
    const value = (tmpVal = x.data[i]!);
    yield after('keep', i);
    x.data[i] = value + h;
    yield after('up', i);
    const above = (fxh1 = call());
    yield after('above', i);
    x.data[i] = value - h;
    yield after('down', i);
    const below = (fxh2 = call());
    yield after('below', i);
    grad.data[i] = (above - below) / (2 * h);
    yield after('slope', i);
    x.data[i] = value;
    yield after('restore', i);
  }
  yield after('end', x.data.length - 1);
  return grad;
}
