import type { Tensor } from '@bilayer/tensor';
import type { Check } from './check.ts';
import { changedElement, copyOf } from './compare.ts';
import { showIndex, showNumber } from './show.ts';

/** Calls `work` and checks, byte for byte, that it wrote to none of the inputs. */
export function untouched(
  check: Check,
  at: string,
  inputs: Readonly<Record<string, Tensor>>,
  work: () => unknown,
): void {
  const before = Object.entries(inputs).map(([name, x]) => [name, x, copyOf(x)] as const);
  check.call(at, work);
  for (const [name, now, copy] of before) {
    const bad = changedElement(copy, now);
    check.that(bad === undefined, () => ({
      at: `${name} after ${at}, element ${showIndex(bad ?? 0, copy.shape)}`,
      expected: showNumber(copy.data[bad ?? 0]),
      got: showNumber(now.data[bad ?? 0]),
      advice: `${name} was written to; it belongs to the caller: write into a copy (data.slice())`,
    }));
  }
}

/** Calls `work` and checks that it left the settings as they were. */
export function sameSettings(check: Check, at: string, config: object, work: () => unknown): void {
  const before = JSON.stringify(config);
  work();
  check.that(JSON.stringify(config) === before, () => ({
    at: `config after ${at}`,
    expected: before,
    got: JSON.stringify(config),
    advice: 'settings are changed by with() only, which makes another plugin',
  }));
}
