import { vjp } from '@bilayer/gradient';
import type { Loss } from '@bilayer/losses';
import { astype, mean, scalar, sum, type Tensor } from '@bilayer/tensor';
import { codeOf, type Check } from '../check.ts';
import { copyOf, mustBeTensor } from '../compare.ts';
import type { Links } from '../links.ts';
import { showTensor } from '../show.ts';

/** What the laws of losses are checked on. */
export interface Subject {
  readonly loss: Loss;
  readonly domain: 'probabilities' | 'real';
  /** Definitions of link functions beside those the kit knows. */
  readonly links: Links;
}

// As with activations: every call gets copies of its own and hands out a copy.

/** perRow(y, t). */
export function perRow(check: Check, loss: Loss, y: Tensor, t: Tensor): Tensor {
  const at = `perRow(y, t) of y ${showTensor(y)} and t ${showTensor(t)}`;
  const rows = check.call(at, () => loss.perRow(copyOf(y), copyOf(t), loss.config));
  return copyOf(mustBeTensor(check, rows, at));
}

/** backward(y, t), or undefined where there is none. */
export function ownBackward(check: Check, loss: Loss, y: Tensor, t: Tensor): Tensor | undefined {
  if (loss.backward === undefined) return undefined;
  const at = `backward(y, t) of y ${showTensor(y)} and t ${showTensor(t)}`;
  const dy = check.call(at, () => loss.backward?.(copyOf(y), copyOf(t), loss.config));
  return copyOf(mustBeTensor(check, dy, at));
}

/** fused.backward(y, t), or undefined where there is none. */
export function fusedBackward(check: Check, loss: Loss, y: Tensor, t: Tensor): Tensor | undefined {
  if (loss.fused === undefined) return undefined;
  const at = `fused.backward(y, t) of y ${showTensor(y)} and t ${showTensor(t)}`;
  const da = check.call(at, () => loss.fused?.backward(copyOf(y), copyOf(t), loss.config));
  return copyOf(mustBeTensor(check, da, at));
}

/** The mean or sum of the rows' losses, as `reduce` says. */
export function reduced(loss: Loss, y: Tensor, t: Tensor): Tensor {
  const rows = loss.perRow(y, t, loss.config);
  return loss.reduce === 'sum' ? sum(rows) : mean(rows);
}

/** ∂L/∂y derived from perRow, or undefined where perRow cannot be traced. */
export function derivedBackward(check: Check, loss: Loss, y: Tensor, t: Tensor): Tensor | undefined {
  return check.call(`the gradient derived from perRow, of y ${showTensor(y)}`, () => {
    try {
      const way = vjp((x) => reduced(loss, x, copyOf(t)), copyOf(y));
      return copyOf(way.backward(astype(scalar(1), way.value.dtype))[0]!);
    } catch (error) {
      if (codeOf(error) === 'TRACED_VALUE') return undefined;
      throw error;
    }
  });
}

/** The gradient that a network uses where it does not take the fused way: the loss's own, or else the derived one. */
export function gradientInUse(check: Check, loss: Loss, y: Tensor, t: Tensor): Tensor {
  const dy = ownBackward(check, loss, y, t) ?? derivedBackward(check, loss, y, t);
  check.that(dy !== undefined, () => ({
    at: 'the gradient',
    expected: 'a backward(y, t), because perRow reads numbers and so cannot be traced',
    got: 'none',
    advice: 'give a backward, or write perRow with operations (where instead of if)',
  }));
  return dy ?? y;
}
