import type { Activation } from '@bilayer/activations';
import type { Loss } from '@bilayer/losses';
import {
  BilayerError,
  isElementwise,
  sameShape,
  showShape,
  tensor,
  trace,
  type Tensor,
} from '@bilayer/tensor';

// Values on either side of 0, so that a branch on the sign is seen both ways.
const PROBE = [-1.5, -0.25, 0.25, 0.5, 1, 2];

/**
 * Returns `activation` when this version can use it, after running it once on a small [2, 3] matrix. Throws
 * `INCOMPATIBLE_CONTRACT` for another contract number, `BAD_PLUGIN` for a part that is missing or wrong.
 */
export function acceptActivation(who: string, role: string, activation: Activation): Activation {
  checkPlugin(who, role, activation, 'forward', 'defineActivation');
  const probe = tensor(new Float64Array(PROBE), [2, 3]);
  const z: unknown = activation.forward(probe, activation.config);
  if (!isTensorOf(z, probe.shape)) {
    throw new BilayerError(
      'BAD_PLUGIN',
      `${who}: the ${role} ${activation.name} must return a tensor of its input's shape; ` +
        `for a ${showShape(probe.shape)} its forward returned ${describe(z)}` +
        (typeof z === 'number' ? '; write a * a as mul(a, a), or give defineActivation value and slope' : ''),
    );
  }
  if (activation.over === undefined || activation.backward === undefined)
    traceable(who, role, activation, probe);
  return activation;
}

/** Returns `loss` when this version can use it. Throws `INCOMPATIBLE_CONTRACT` and `BAD_PLUGIN`. */
export function acceptLoss(who: string, loss: Loss): Loss {
  checkPlugin(who, 'loss', loss, 'perRow', 'defineLoss');
  const reduce: string = loss.reduce;
  if (reduce !== 'mean' && reduce !== 'sum') {
    throw new BilayerError(
      'BAD_PLUGIN',
      `${who}: the loss ${loss.name} has reduce ${reduce}; expected 'mean' or 'sum'`,
    );
  }
  return loss;
}

/**
 * Whether an activation treats every element by itself or the elements of a row together: what it declares, or else
 * what tracing its forward shows. Throws `BAD_PLUGIN` when it declares nothing and its forward cannot be traced.
 */
export function overOf(activation: Activation, who = 'overOf'): 'element' | 'row' {
  if (activation.over !== undefined) return activation.over;
  const probe = tensor(new Float64Array(PROBE), [2, 3]);
  try {
    return isElementwise((a) => activation.forward(a, activation.config), probe) ? 'element' : 'row';
  } catch (error) {
    throw untraceable(error, `${who}: the activation`, activation);
  }
}

/** What an activation does not say (its derivative, `over`) has to be derived, so forward must be traceable. */
function traceable(who: string, role: string, activation: Activation, probe: Tensor): void {
  try {
    trace((a) => activation.forward(a, activation.config), probe);
  } catch (error) {
    throw untraceable(error, `${who}: the ${role}`, activation);
  }
}

/** All that an activation lacks whose forward reads numbers, in one error. */
function untraceable(error: unknown, subject: string, activation: Activation): unknown {
  if (!(error instanceof Error) || (error as { code?: unknown }).code !== 'TRACED_VALUE') return error;
  const missing = [
    ...(activation.over === undefined ? ["over: 'element' or 'row'"] : []),
    ...(activation.backward === undefined ? ['backward(dz, { a, z })'] : []),
  ];
  return new BilayerError(
    'BAD_PLUGIN',
    `${subject} ${activation.name} reads numbers in its forward, which cannot be traced, and lacks ${missing.join(' and ')}; ` +
      'write forward with operations (where(greater(a, 0), …) for an if), or give defineActivation value and slope, ' +
      `functions of numbers, or add ${missing.length === 1 ? 'what is' : 'both that are'} missing`,
    { cause: error },
  );
}

function checkPlugin(who: string, role: string, plugin: unknown, method: string, define: string): void {
  // A function with the members of a plugin is one too.
  const given = (['object', 'function'].includes(typeof plugin) ? plugin : null) as Partial<
    Record<string, unknown>
  > | null;
  if (given === null || typeof given['name'] !== 'string' || typeof given[method] !== 'function') {
    throw new BilayerError(
      'BAD_PLUGIN',
      `${who}: the ${role} must be an object with name and ${method} (see ${define}); got ${describe(plugin)}`,
    );
  }
  if (given['contract'] !== 1) {
    throw new BilayerError(
      'INCOMPATIBLE_CONTRACT',
      `${who}: the ${role} ${given['name']} has contract ${String(given['contract'])}, and this version takes contract 1; ` +
        'install versions of both packages that agree',
    );
  }
}

function isTensorOf(value: unknown, shape: readonly number[]): boolean {
  const { shape: own } = (value ?? {}) as Partial<Tensor>;
  return Array.isArray(own) && sameShape(own, shape);
}

function describe(value: unknown): string {
  const { shape, name } = (value ?? {}) as { shape?: unknown; name?: unknown };
  if (Array.isArray(shape)) return `a tensor of shape ${showShape(shape as number[])}`;
  return typeof name === 'string'
    ? `${typeof value} ${name}`
    : typeof value === 'string'
      ? `'${value}'`
      : typeof value;
}
