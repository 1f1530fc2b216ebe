import type { Activation } from '@bilayer/activations';
import { isElementwise, type Tensor } from '@bilayer/tensor';
import { codeOf } from '../check.ts';
import { copyOf } from '../compare.ts';

/** Whether tracing shows elementwise operations only; undefined where forward cannot be traced. */
export function tracedOver(f: Activation, a: Tensor): 'element' | 'row' | undefined {
  try {
    return isElementwise((x) => f.forward(x, f.config), copyOf(a)) ? 'element' : 'row';
  } catch (error) {
    if (codeOf(error) === 'TRACED_VALUE') return undefined;
    throw error;
  }
}

/** What the activation declares, or else what tracing shows. */
export function overOf(f: Activation, a: Tensor): 'element' | 'row' {
  return f.over ?? tracedOver(f, a) ?? 'row';
}
