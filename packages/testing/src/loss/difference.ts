import type { Loss } from '@bilayer/losses';
import { add, sub, type Tensor } from '@bilayer/tensor';
import type { Law } from '../case.ts';
import type { Check } from '../check.ts';
import { copyOf, mustBeTensor, within } from '../compare.ts';
import { knownLinks } from '../links.ts';
import { checkDigits, moves } from '../moves.ts';
import { untouched } from '../untouched.ts';
import { perRow, type Subject } from './probe.ts';
import { sample, scores, targets } from './samples.ts';

/** One of the two differences that a loss may have. */
interface Way {
  readonly at: string;
  readonly of: Pick<Loss, 'difference'> | undefined;
  /** What d is added to, and the outputs that come of it. */
  readonly from: Tensor;
  readonly outputs: (x: Tensor) => Tensor;
}

function compare(check: Check, loss: Loss, { at, of, from, outputs }: Way, t: Tensor): void {
  if (of?.difference === undefined) return;
  const y = outputs(from);
  const before = perRow(check, loss, y, t);
  const change = (d: Tensor): Tensor => {
    const inputs = { y: copyOf(y), t: copyOf(t), d };
    let found: unknown;
    untouched(check, at, inputs, () => {
      found = of.difference?.(inputs.y, inputs.t, loss.config)(d);
    });
    return copyOf(mustBeTensor(check, found, at));
  };
  // Some roundings of the two that are subtracted.
  const allowed = (_: number, row: number): number => 1e-14 * (1 + Math.abs(before.data[row]!));
  for (const d of moves(from)) {
    within(check, change(d), sub(perRow(check, loss, outputs(add(from, d)), t), before), allowed, {
      at,
      advice:
        'it is perRow after d less perRow before, for |d| < 1/256; compare it with perRow, or leave it out',
    });
  }
  checkDigits(check, at, from, change);
}

/** A change without cancellation is the change, also past a link function. */
export const differenceLaw: Law<Subject> = {
  name: 'has a difference that is what subtracting gives',
  run(subject, check) {
    const { loss, links } = subject;
    const link = { ...knownLinks, ...links }[loss.fused?.link ?? ''];
    for (const [name, t] of targets) {
      const own = { at: `difference(y, t)(d) of ${name}`, of: loss, from: sample(subject) };
      compare(check, loss, { ...own, outputs: (y) => y }, t);
      if (link === undefined) continue;
      const fused = { at: `fused.difference(y, t)(d) of ${name}`, of: loss.fused, from: scores };
      compare(check, loss, { ...fused, outputs: link }, t);
    }
  },
};
