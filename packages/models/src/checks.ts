import type { Loss } from '@bilayer/losses';
import { BilayerError, isTensor, sameShape, showShape, type RandomState, type Tensor } from '@bilayer/tensor';
import type { FloatDType, Params } from './network.ts';

/** Throws `BAD_ARGUMENT` unless every size is a whole number above 0. */
export function checkSizes(who: string, sizes: readonly number[]): void {
  if (!sizes.every((size) => Number.isInteger(size) && size > 0)) {
    throw new BilayerError(
      'BAD_ARGUMENT',
      `${who}: the sizes (inputSize, hidden, outputSize) are whole numbers above 0; got ${sizes.map(String).join(', ')}`,
    );
  }
}

/** Throws `SHAPE_MISMATCH` unless x is [N, inputs] (or one row, [inputs]). */
export function checkInput(who: string, x: Tensor, inputs: number): void {
  if (!isTensor(x)) {
    const got = Array.isArray(x) ? 'an array; use fromArray' : typeof x;
    throw new BilayerError('BAD_ARGUMENT', `${who}: x is a tensor [N, ${inputs}]; got ${got}`);
  }
  if (x.shape.length <= 2 && x.shape.at(-1) === inputs) return;
  const rest = x.shape.slice(1).reduce((n, length) => n * length, 1);
  const remedy =
    x.shape.length > 2 && rest === inputs ? `; use reshape(x, [${x.shape[0] ?? 0}, ${inputs}])` : '';
  throw new BilayerError(
    'SHAPE_MISMATCH',
    `${who}: x is ${showShape(x.shape)}; this network takes [N, ${inputs}]${remedy}`,
  );
}

/** The generator, or `BAD_ARGUMENT`: a network that is not given its parameters draws them. */
export function needRandom(who: string, random: RandomState | undefined): RandomState {
  const given: Partial<RandomState> | undefined = random;
  if (random !== undefined && typeof given?.randn === 'function') return random;
  throw new BilayerError(
    'BAD_ARGUMENT',
    `${who}: expected random, the generator that draws the weights: random: randomState(0); got ${typeof random}`,
  );
}

/** The loss, or `NO_LOSS`: a network made or loaded without one can predict only. */
export function needLoss(who: string, loss: Loss | undefined): Loss {
  if (loss !== undefined) return loss;
  throw new BilayerError(
    'NO_LOSS',
    `${who}: a loss is asked for, and the network has none; make it with loss: crossEntropy`,
  );
}

/** The names and shapes of the parameters of a network of these sizes: W1, b1, W2, b2, … */
function paramShapes(sizes: readonly number[]): Map<string, readonly number[]> {
  const shapes = new Map<string, readonly number[]>();
  for (let layer = 1; layer < sizes.length; layer++) {
    const [inputs, outputs] = [sizes[layer - 1]!, sizes[layer]!];
    shapes.set(`W${layer}`, [inputs, outputs]);
    shapes.set(`b${layer}`, [outputs]);
  }
  return shapes;
}

/** Throws `BAD_PARAMS` unless `params` holds just the parameters a network of these sizes has. */
export function checkParams(who: string, sizes: readonly number[], dtype: FloatDType, params: Params): void {
  const shapes = paramShapes(sizes);
  for (const [name, shape] of shapes) {
    const given = params[name];
    if (given === undefined || !sameShape(given.shape, shape) || given.dtype !== dtype) {
      const came = given === undefined ? 'nothing' : `${given.dtype} ${showShape(given.shape)}`;
      throw new BilayerError(
        'BAD_PARAMS',
        `${who}: ${name} of a ${sizes.join('-')} network is ${dtype} ${showShape(shape)}; got ${came}`,
      );
    }
  }
  const extra = Object.keys(params).find((name) => !shapes.has(name));
  if (extra !== undefined) {
    throw new BilayerError('BAD_PARAMS', `${who}: a ${sizes.join('-')} network has no parameter ${extra}`);
  }
}
