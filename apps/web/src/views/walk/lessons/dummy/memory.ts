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

/** How the loss is written as a function of the argument. */
export type LossForm = 'unused' | 'used';

/** The array of params['W1'], what is handed over (that array or a copy), and the loss as a function. */
function set(
  { net, x, t }: Small,
  isCopy: boolean,
  form: LossForm,
): { box: Tensor; handed: Tensor; f: (W: Tensor) => number } {
  const box = copy(net.params.W1);
  const handed = isCopy ? copy(box) : box;
  // Unused, it is the book's `lambda W: self.loss(x, t)`; used, the argument takes the place of W1.
  const f = (W: Tensor): number => item(net.loss(x, t, { ...net.params, W1: form === 'used' ? W : box }));
  return { box, handed, f };
}

/** numerical_gradient(f, W1) on an array that is shared with the network or a copy. */
export function gradientOf(small: Small, isCopy: boolean, form: LossForm): Tensor {
  const { handed, f } = set(small, isCopy, form);
  const lines = numericalGradientInPlace(f, handed);
  for (;;) {
    const { done, value } = lines.next();
    if (done === true) return value;
  }
}

export interface FirstWeight {
  /** Whether `x is params['W1']`. */
  readonly isSame: boolean;
  readonly moments: readonly MemoryMoment[];
}

/** numerical_gradient(lambda W: self.loss(x, t), W1), run up to the end of the first weight. */
export function firstWeight(small: Small, isCopy: boolean): FirstWeight {
  const { box, handed, f } = set(small, isCopy, 'unused');
  const moments: MemoryMoment[] = [];
  const note = (step: MemoryStep, rest: Partial<MemoryMoment> = {}): void => {
    if (moments.some((one) => one.step === step)) return;
    const nothing = { fxh1: undefined, fxh2: undefined, slope: undefined };
    moments.push({ ...nothing, ...rest, step, box: copy(box), handed: copy(handed) });
  };
  const called = (W: Tensor): number => {
    note('call');
    return f(W);
  };
  for (const { line, fxh1, fxh2, index, grad } of numericalGradientInPlace(called, handed)) {
    const step = memorySteps.find((one) => one === line);
    if (step === undefined) continue;
    const isFound = step === 'slope' || step === 'restore';
    note(step, { fxh1, fxh2, slope: isFound ? Number(grad.data[index]) : undefined });
    if (step === 'restore') break;
  }
  return { isSame: handed === box, moments };
}
