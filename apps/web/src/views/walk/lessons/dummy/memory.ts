import { item, type Tensor } from '@bilayer/tensor';
import { copy, numericalGradientInPlace } from '../../net/in-place.ts';
import type { Small } from '../../net/small.ts';

export const memorySteps = ['start', 'up', 'call', 'above', 'down', 'below', 'slope', 'restore'] as const;
export type MemoryStep = (typeof memorySteps)[number];

/** What the boxes hold in one step, for the first weight. */
export interface MemoryMoment {
  readonly step: MemoryStep;
  /** The array of params['W1']. */
  readonly box: Tensor;
  /** The array that the function calls x: the same one, or its copy. */
  readonly handed: Tensor;
  readonly fxh1: number | undefined;
  readonly fxh2: number | undefined;
  readonly slope: number | undefined;
}

export interface MemoryRun {
  /** Whether `x is params['W1']`. */
  readonly isSame: boolean;
  readonly moments: readonly MemoryMoment[];
  readonly grad: Tensor;
}

/** How the loss is written as a function of the argument. */
export type LossForm = 'unused' | 'used';

/**
 * numerical_gradient(f, W1) on an array that is shared with the network or a copy. Unused, f is the book's
 * `lambda W: self.loss(x, t)`; used, it puts its argument in the place of W1.
 */
export function runShared({ net, x, t }: Small, isCopy: boolean, form: LossForm = 'unused'): MemoryRun {
  const box = copy(net.params.W1);
  const handed = isCopy ? copy(box) : box;
  const moments: MemoryMoment[] = [];
  const note = (step: MemoryStep, rest: Partial<MemoryMoment> = {}): void => {
    if (moments.some((one) => one.step === step)) return;
    const nothing = { fxh1: undefined, fxh2: undefined, slope: undefined };
    moments.push({ ...nothing, ...rest, step, box: copy(box), handed: copy(handed) });
  };
  const f = (W: Tensor): number => {
    note('call');
    return item(net.loss(x, t, { ...net.params, W1: form === 'used' ? W : box }));
  };
  const lines = numericalGradientInPlace(f, handed);
  for (;;) {
    const { done, value } = lines.next();
    if (done === true) return { isSame: handed === box, moments, grad: value };
    const step = memorySteps.find((one) => one === value.line);
    if (step === undefined) continue;
    const { fxh1, fxh2, index, grad } = value;
    const isFound = step === 'slope' || step === 'restore';
    note(step, { fxh1, fxh2, slope: isFound ? Number(grad.data[index]) : undefined });
  }
}
