import type { Run } from '../../state/state.ts';

/** A short training: more epochs than these, if the page's state has more, are for the Train view. */
const MOST_EPOCHS = 30;

/** What the new activation is shown beside. */
export const others = ['sigmoid', 'relu'] as const;

/** The page's training, on digits and short, with `activation` and with each of the others; all else is equal. */
export function comparedRuns(run: Run, activation: string): readonly Run[] {
  const common = {
    ...run,
    data: 'digits',
    gradient: 'backprop',
    epochs: Math.min(run.epochs, MOST_EPOCHS),
  } as const;
  return [activation, ...others].map((one) => ({ ...common, activation: one }));
}
