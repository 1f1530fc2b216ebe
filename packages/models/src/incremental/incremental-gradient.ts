import { add, astype, isFloat, isTensor, item, matmul, tensor, type Tensor } from '@bilayer/tensor';
import { overOf } from '../accept.ts';
import { lossValue } from '../backward.ts';
import type { Network, Params } from '../network.ts';
import { changeOf, lossChangeOf } from './changes.ts';
import { followNudges, type Layer } from './follow-nudges.ts';
import { layerGradient } from './layer-gradient.ts';

/**
 * How `numericalGradient` goes about it for a network. 'incremental': every nudge is followed through the rows and units
 * that it changes. 'generic', where a hidden activation couples the units of a layer: every loss from scratch.
 */
export function numericalGradientPath(network: Network): 'incremental' | 'generic' {
  return network.model().hidden.every((f) => overOf(f) === 'element') ? 'incremental' : 'generic';
}

/** All of `incrementalSteps` at once. */
export function incrementalGradient<P extends Params>(
  network: Network<P>,
  x: Tensor,
  t: Tensor,
  params: P,
): P | undefined {
  const steps = incrementalSteps(network, x, t, params);
  for (;;) {
    const { done, value } = steps.next();
    if (done === true) return value;
  }
}

/**
 * ∂L/∂params by central differences, (L(w + h) − L(w − h)) / 2h for each element, as `numericalGradient` of each parameter
 * takes them, in a small part of the work: a nudge of w_ij moves unit j alone, by ±h·x_ni in row n. From there on, what is
 * passed along is differences, not values: f(a + d) − f(a) through an activation, d W through a layer, and at the end the
 * change of the row's loss. Rows are subtracted before they are added up. So less is lost to rounding than between two
 * whole losses, and nowhere is there a derivative.
 *
 * In float64 whatever the dtypes, then rounded to those of `params`. Pauses after each piece of a few thousand numbers.
 * Returns undefined where every loss has to be computed from scratch: where `numericalGradientPath` says so, where something
 * is not finite, and where `network.loss` is more than its model says.
 */
export function* incrementalSteps<P extends Params>(
  network: Network<P>,
  x: Tensor,
  t: Tensor,
  params: P = network.model().params,
  h = 1e-4,
): Generator<undefined, P | undefined, undefined> {
  const { hidden, output, loss, weightDecay = 0 } = network.model();
  // What is wrong with x or t, the generic way says.
  if (loss === undefined || !isTensor(x) || !isTensor(t) || x.shape.length !== 2) return undefined;
  if (numericalGradientPath(network) === 'generic') return undefined;

  const wide = Object.fromEntries(Object.entries(params).map(([name, p]) => [name, float64(p)]));
  const [inputs, target] = [float64(x), isFloat(t.dtype) ? float64(t) : t];
  const whole = item(network.loss(inputs, target, wide as P));
  yield;
  const layers: Layer[] = [];
  let z = inputs;
  let penalty = 0;
  for (const [i, f] of [...hidden, output].entries()) {
    const [input, W, b] = [z, wide[`W${i + 1}`]!, wide[`b${i + 1}`]!];
    const a = add(matmul(input, W), b);
    z = f.forward(a, f.config);
    layers.push({ input, W, a, z, change: changeOf(f, { a: first(a), z: first(z) }) });
    for (const w of W.data) penalty += 0.5 * weightDecay * w * w;
    yield;
  }
  const all = { ...layers[hidden.length]!, t: target, loss: loss.perRow(z, target, loss.config) };
  const difference = item(lossValue(loss, z, target)) + penalty - whole;
  if (!(Math.abs(difference) <= 1e-12 * Math.abs(whole))) return undefined;
  if (![inputs, ...Object.values(wide)].every(isFinite)) return undefined;

  const some = { a: first(all.a), z: first(all.z), t: first(target), loss: first(all.loss) };
  const lossChange = lossChangeOf(output, loss, some);
  const divisor = 2 * h * (loss.reduce === 'mean' ? z.shape[0]! : 1);
  const gradients: Record<string, Tensor> = {};
  for (const [l, layer] of layers.entries()) {
    const { input, W } = layer;
    const sums = yield* layerGradient(
      input,
      W.shape[1]!,
      h,
      followNudges([layer, ...layers.slice(l + 1)], all, lossChange),
    );
    const slopes = sums.map((sum) => sum / divisor);
    // The penalty's own difference, as (w + h)² − (w − h)² = 4 w h.
    for (const [k, w] of W.data.entries()) slopes[k]! += (0.5 * weightDecay * 4 * w * h) / (2 * h);
    const keep = (name: string, values: Float64Array): void => {
      const { shape, dtype } = params[name]!;
      gradients[name] = astype(tensor(values, shape), dtype);
    };
    keep(`W${l + 1}`, slopes.slice(0, W.data.length));
    keep(`b${l + 1}`, slopes.slice(W.data.length));
  }
  return Object.values(gradients).every(isFinite) ? (gradients as P) : undefined;
}

function float64(x: Tensor): Tensor {
  return astype(x, 'float64');
}

/** The first rows, few enough to try something on. */
function first({ shape: [rows = 0, ...rest], dtype, data }: Tensor): Tensor {
  const few = Math.min(rows, 20);
  return { shape: [few, ...rest], dtype, data: data.slice(0, (data.length / rows) * few) };
}

function isFinite({ data }: Tensor): boolean {
  return data.every((value: number) => Number.isFinite(value));
}
