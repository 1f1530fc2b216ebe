import { reshape, sameShape, showShape, astype, zeros, type Tensor } from '@bilayer/tensor';
import type { Law } from '../case.ts';
import { copyOf, sameBits, sameForm } from '../compare.ts';
import {
  fillsContract,
  hasJsonConfig,
  refusesUnknownSetting,
  variantOf,
  withLeavesOriginal,
} from '../plugin.ts';
import { derivedBackward, forward, ownBackward, type Subject } from './probe.ts';
import { dtypes, incoming, ROWS, sample, WIDTH } from './samples.ts';

const KEEP =
  'use operations, which keep the shape and dtype of a, or make the result of both: astype(z, a.dtype)';

/** What an activation is made of: contract, settings, shapes and dtypes. */
export const formLaws: readonly Law<Subject>[] = [
  {
    name: 'fills the contract',
    first: true,
    run({ f }, check) {
      fillsContract(check, f, ['forward'], ['backward']);
      const member = (name: string, holds: boolean, expected: string, got: unknown): void => {
        check.that(holds, () => ({
          at: name,
          expected,
          got: String(got),
          advice: 'correct it or leave it out',
        }));
      };
      const { over, kinks, gain, link } = f as Partial<Record<keyof typeof f, unknown>>;
      member('over', over === undefined || over === 'element' || over === 'row', "'element' or 'row'", over);
      const numbers =
        Array.isArray(kinks) && kinks.every((kink) => typeof kink === 'number' && !Number.isNaN(kink));
      member('kinks', kinks === undefined || numbers, 'a list of numbers', kinks);
      const positive = typeof gain === 'number' && gain > 0 && Number.isFinite(gain);
      member('gain', gain === undefined || positive, 'a finite number above 0', gain);
      member('link', link === undefined || (typeof link === 'string' && link !== ''), 'a name', link);
    },
  },
  {
    name: 'can be called at all',
    first: true,
    run({ f }, check) {
      const a = sample(f);
      forward(check, f, a);
      ownBackward(check, f, a, incoming());
    },
  },
  {
    name: 'has plain JSON settings',
    run({ f }, check) {
      hasJsonConfig(check, f);
    },
  },
  {
    name: 'with() leaves the original as it is',
    run({ f }, check) {
      const a = sample(f);
      const before = forward(check, f, a);
      withLeavesOriginal(check, f);
      sameBits(check, forward(check, f, a), before, {
        at: 'forward(a) after with()',
        advice: 'with() makes another activation and must not change this one',
      });
    },
  },
  {
    name: 'with() refuses an unknown setting',
    run({ f }, check) {
      refusesUnknownSetting(check, f);
    },
  },
  {
    name: 'computes with the settings it is given',
    run({ f }, check) {
      const a = sample(f);
      const z = forward(check, f, a);
      const own = check.call('forward(a) without a config', () => f.forward(copyOf(a)));
      sameBits(check, own, z, {
        at: 'forward(a) without a config',
        input: a,
        advice: "config defaults to the activation's own settings",
      });
      const other = variantOf(f);
      if (other === undefined) return;
      const given = check.call('forward(a, config)', () => f.forward(copyOf(a), other.config));
      sameBits(check, given, forward(check, other, a), {
        at: `forward(a, ${JSON.stringify(other.config)})`,
        input: a,
        advice: 'use the config that forward is given; with(config).forward(a) does the same',
      });
    },
  },
  {
    name: 'keeps shape and dtype',
    run({ f }, check) {
      for (const dtype of dtypes) {
        for (const shape of [[ROWS, WIDTH], [ROWS * WIDTH], [1, ROWS * WIDTH], [ROWS * WIDTH, 1]]) {
          const a = reshape(astype(sample(f), dtype), shape);
          const dz = reshape(astype(incoming(), dtype), shape);
          const same = (what: string, x: Tensor | undefined): void => {
            if (x !== undefined) {
              sameForm(check, x, a, { at: `${what} of ${dtype} ${showShape(shape)}`, advice: KEEP });
            }
          };
          same('forward(a)', forward(check, f, a));
          same('backward(dz, { a, z })', ownBackward(check, f, a, dz));
          same('the derived gradient', derivedBackward(check, f, a, dz));
        }
      }
    },
  },
  {
    name: 'takes an empty batch',
    run({ f }, check) {
      const advice = 'a batch of no rows gives no rows; do not divide by their number or read the first one';
      for (const dtype of dtypes) {
        for (const shape of [
          [0, WIDTH],
          [0, 1],
        ]) {
          const a = zeros(shape, dtype);
          for (const [what, x] of [
            ['forward(a)', forward(check, f, a)],
            ['backward(dz, { a, z })', ownBackward(check, f, a, a)],
            ['the derived gradient', derivedBackward(check, f, a, a)],
          ] as const) {
            if (x === undefined) continue;
            check.that(sameShape(x.shape, shape) && x.data.length === 0, () => ({
              at: `${what} of an empty batch`,
              expected: `shape ${showShape(shape)}`,
              got: showShape(x.shape),
              advice,
            }));
          }
        }
      }
    },
  },
];
