import type { Activation } from '@bilayer/activations';
import { vjp } from '@bilayer/gradient';
import type { Tensor } from '@bilayer/tensor';
import { codeOf, type Check } from '../check.ts';
import { copyOf, mustBeTensor } from '../compare.ts';
import type { Links } from '../links.ts';
import { showTensor } from '../show.ts';

/** What the laws of activations are checked on. */
export interface Subject {
  readonly f: Activation;
  /** Definitions of link functions beside those the kit knows. */
  readonly links: Links;
}

// Every call gets copies of its own and hands out a copy, so that an activation that writes where it should only read, or
// uses the same memory twice, breaks the laws about that and no others.

/** forward(a). */
export function forward(check: Check, f: Activation, a: Tensor): Tensor {
  const at = `forward(a) of ${showTensor(a)}`;
  const z = check.call(at, () => f.forward(copyOf(a), f.config));
  return copyOf(mustBeTensor(check, z, at));
}

/** backward(dz, { a, z }), or undefined where there is none. */
export function ownBackward(check: Check, f: Activation, a: Tensor, dz: Tensor): Tensor | undefined {
  if (f.backward === undefined) return undefined;
  const z = forward(check, f, a);
  const at = `backward(dz, { a, z }) of ${showTensor(a)}`;
  const da = check.call(at, () => f.backward?.(copyOf(dz), { a: copyOf(a), z }, f.config));
  return copyOf(mustBeTensor(check, da, at));
}

/** ∂L/∂a derived from forward, or undefined where forward cannot be traced. */
export function derivedBackward(check: Check, f: Activation, a: Tensor, dz: Tensor): Tensor | undefined {
  return check.call(`the gradient derived from forward, of ${showTensor(a)}`, () => {
    try {
      const way = vjp((x) => f.forward(x, f.config), copyOf(a));
      return copyOf(way.backward(copyOf(dz))[0]!);
    } catch (error) {
      if (codeOf(error) === 'TRACED_VALUE') return undefined;
      throw error;
    }
  });
}

/** The gradient that a network uses: the activation's own, or else the derived one. */
export function gradientInUse(check: Check, f: Activation, a: Tensor, dz: Tensor): Tensor {
  const da = ownBackward(check, f, a, dz) ?? derivedBackward(check, f, a, dz);
  check.that(da !== undefined, () => ({
    at: 'the gradient',
    expected: 'a backward(dz, { a, z }), because forward reads numbers and so cannot be traced',
    got: 'none',
    advice: 'give a backward, or write forward with operations (where instead of if)',
  }));
  return da ?? dz;
}
