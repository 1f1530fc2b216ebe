import type { OptimizerState, Params } from '@bilayer/optimizers';
import type { Check } from '../check.ts';
import { sameBits, type Context } from '../compare.ts';
import type { Run } from './probe.ts';

/** Checks the names. */
export function sameNames(check: Check, actual: object, expected: object, at: string): void {
  const [got, wanted] = [Object.keys(actual).sort().join(', '), Object.keys(expected).sort().join(', ')];
  check.that(got === wanted, () => ({
    at,
    expected: wanted || 'no names',
    got: got || 'none',
    advice: 'there is one tensor for each parameter, under its name',
  }));
}

/** Checks names, and bits tensor by tensor. */
export function sameParams(check: Check, actual: Params, expected: Params, context: Context): void {
  sameNames(check, actual, expected, context.at);
  for (const [name, x] of Object.entries(expected)) {
    const other = actual[name];
    if (other !== undefined) sameBits(check, other, x, { ...context, at: `${name}, ${context.at}` });
  }
}

function sameState(check: Check, actual: OptimizerState, expected: OptimizerState, context: Context): void {
  check.that(actual.step === expected.step, () => ({
    at: `state.step, ${context.at}`,
    expected: String(expected.step),
    got: String(actual.step),
    advice: context.advice,
  }));
  sameNames(check, actual.slots, expected.slots, `the slots, ${context.at}`);
  for (const [slot, params] of Object.entries(expected.slots)) {
    const other = actual.slots[slot];
    if (other !== undefined) {
      sameParams(check, other, params, { ...context, at: `slot ${slot}, ${context.at}` });
    }
  }
}

export function sameRun(check: Check, actual: Run, expected: Run, context: Context): void {
  sameParams(check, actual.params, expected.params, context);
  sameState(check, actual.state, expected.state, context);
}
