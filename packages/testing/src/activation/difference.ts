import type { Activation } from '@bilayer/activations';
import { add, sub, type Tensor } from '@bilayer/tensor';
import type { Law } from '../case.ts';
import type { Check } from '../check.ts';
import { copyOf, mustBeTensor, within } from '../compare.ts';
import { checkDigits, moves } from '../moves.ts';
import { untouched } from '../untouched.ts';
import { forward, type Subject } from './probe.ts';
import { sample } from './samples.ts';

/** difference({ a, z })(d); it reads all three. */
function change(check: Check, f: Activation, a: Tensor, d: Tensor): Tensor {
  const saved = { a: copyOf(a), z: forward(check, f, a) };
  const at = 'difference({ a, z })(d)';
  let found: unknown;
  untouched(check, at, { ...saved, d }, () => {
    found = f.difference?.(saved, f.config)(d);
  });
  return copyOf(mustBeTensor(check, found, at));
}

/** A change without cancellation is the change. */
export const differenceLaw: Law<Subject> = {
  name: 'has a difference that is what subtracting gives',
  run({ f }, check) {
    if (f.difference === undefined) return;
    const a = sample(f);
    const z = forward(check, f, a);
    for (const d of moves(a)) {
      const subtracted = sub(forward(check, f, add(a, d)), z);
      // Some roundings of the two that are subtracted.
      within(check, change(check, f, a, d), subtracted, (_, i) => 1e-14 * (1 + Math.abs(z.data[i]!)), {
        at: 'difference({ a, z })(d)',
        input: a,
        advice:
          'it is forward(a + d) − forward(a), for |d| < 1/256; compare it with forward, or leave it out',
      });
    }
    checkDigits(check, 'difference({ a, z })(d)', a, (d) => change(check, f, a, d));
  },
};
