import type { Tensor } from '@bilayer/tensor';
import {
  copy,
  numericalGradientInPlace,
  type GradientLine,
  type GradientMoment,
} from '../../net/in-place.ts';
import { paramNames, type ParamName } from '../../net/params.ts';
import type { Small } from '../../net/small.ts';

function run({ net, x, t }: Small, name: ParamName): Generator<GradientMoment, Tensor, undefined> {
  return numericalGradientInPlace(
    (nudged) => net.loss(x, t, { ...net.params, [name]: nudged }),
    copy(net.params[name]),
  );
}

/** The book's function on one array of the net, run up to a line for one element, and no further. */
export function momentAt(
  small: Small,
  name: ParamName,
  line: GradientLine,
  index: number,
): GradientMoment | undefined {
  for (const moment of run(small, name)) {
    if (moment.line === line && (line === 'start' || moment.index === index)) return moment;
  }
  return undefined;
}

/** One weight is done: two passes more, and one cell of the gradient. */
export interface WeightDone {
  readonly name: ParamName;
  readonly index: number;
  /** Passes up to here, those of the arrays before included. */
  readonly passes: number;
  readonly slope: number;
}

/** All weights, in the order of the function's four calls. */
export function allWeights(small: Small): readonly WeightDone[] {
  const done: WeightDone[] = [];
  let before = 0;
  for (const name of paramNames) {
    const moments = [...run(small, name)];
    for (const { line, index, passes, grad } of moments) {
      if (line === 'slope')
        done.push({ name, index, passes: before + passes, slope: Number(grad.data[index]) });
    }
    before += moments.at(-1)?.passes ?? 0;
  }
  return done;
}

/** An array of the shape of `like` with the slopes found up to now. */
export function filled(like: Tensor, name: ParamName, done: readonly WeightDone[]): Tensor {
  const data = new Float64Array(like.data.length);
  for (const one of done) if (one.name === name) data[one.index] = one.slope;
  return { shape: like.shape, dtype: 'float64', data };
}

/** The largest difference between the slopes and the gradient that the library's method finds. */
export function differenceFromLibrary({ net, x, t }: Small, done: readonly WeightDone[]): number {
  const grads = net.numericalGradient(x, t);
  return Math.max(...done.map(({ name, index, slope }) => Math.abs(slope - Number(grads[name].data[index]))));
}
