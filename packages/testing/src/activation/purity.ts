import type { Activation } from '@bilayer/activations';
import { astype, slice, type Tensor } from '@bilayer/tensor';
import type { Law } from '../case.ts';
import type { Check } from '../check.ts';
import { copyOf, mustBeTensor, sameBits } from '../compare.ts';
import { sameSettings, untouched } from '../untouched.ts';
import { derivedBackward, forward, ownBackward, type Subject } from './probe.ts';
import { incoming, sample } from './samples.ts';

/** An activation is a function: it reads its inputs, and its result depends on them alone. */
export const purityLaws: readonly Law<Subject>[] = [
  {
    name: 'leaves its inputs as they are',
    run({ f }, check) {
      for (const dtype of ['float64', 'float32'] as const) {
        const a = astype(sample(f), dtype);
        const dz = astype(incoming(), dtype);
        sameSettings(check, 'forward and backward', f.config, () => {
          untouched(check, 'forward(a)', { a }, () => f.forward(a, f.config));
          if (f.backward === undefined) return;
          const z = forward(check, f, a);
          untouched(check, 'backward(dz, { a, z })', { dz, a, z }, () =>
            f.backward?.(dz, { a, z }, f.config),
          );
        });
      }
    },
  },
  {
    name: 'gives the same bits for the same input',
    run({ f }, check) {
      const a = sample(f);
      const dz = incoming();
      const results = (): readonly (Tensor | undefined)[] => [
        forward(check, f, a),
        ownBackward(check, f, a, dz),
        derivedBackward(check, f, a, dz),
      ];
      const first = results();
      // Other inputs, shapes and settings in between: nothing of them may be left over.
      const between: readonly (() => unknown)[] = [
        () => undefined,
        () => forward(check, f, slice(dz, [[0, 2]])),
        () => ownBackward(check, f, dz, a),
        () => forward(check, f.with({}), dz),
      ];
      for (const other of between) {
        other();
        compareAll(check, results(), first, a);
      }
      keepsItsResults(check, f, a, dz);
    },
  },
];

function compareAll(
  check: Check,
  now: readonly (Tensor | undefined)[],
  first: readonly (Tensor | undefined)[],
  input: Tensor,
): void {
  for (const [i, what] of ['forward(a)', 'backward(dz, { a, z })', 'the derived gradient'].entries()) {
    const [x, y] = [now[i], first[i]];
    if (x === undefined || y === undefined) continue;
    sameBits(check, x, y, {
      at: `${what}, called again`,
      input,
      advice:
        'the result may depend on the input and the settings alone: no counter, no cache of other inputs, no Math.random',
    });
  }
}

/** What was returned must not change when the activation is called again: it would, if it wrote into memory of its own. */
function keepsItsResults(check: Check, f: Activation, a: Tensor, other: Tensor): void {
  const kept = mustBeTensor(check, f.forward(copyOf(a), f.config), 'forward(a)');
  const copy = copyOf(kept);
  forward(check, f, other);
  sameBits(check, kept, copy, {
    at: 'the result of forward(a) after forward of something else',
    input: a,
    advice: 'return new memory from every call',
  });
}
