import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import * as choices from './choices.ts';
import { commandArguments, commandLine } from './command.ts';
import { defaults, limits, parseState, readField, runOf, serializeState, type State } from './state.ts';

const one = <T>(all: readonly T[]): fc.Arbitrary<T> => fc.constantFrom(...all);
const between = ([min, max]: readonly [number, number]): fc.Arbitrary<number> => fc.integer({ min, max });
const states: fc.Arbitrary<State> = fc.record({
  view: one(choices.views),
  lang: one(choices.languages),
  data: one(choices.dataNames),
  hidden: between(limits.hidden),
  activation: one([...choices.activations, 'leakyRelu(alpha=0.2)', 'formula(x * sigmoid(1.702 * x))']),
  loss: one(choices.losses),
  init: one(choices.initializers),
  optimizer: one(choices.optimizers),
  rate: fc.double({ min: 1e-6, max: 100, noNaN: true }),
  batch: between(limits.batch),
  epochs: between(limits.epochs),
  gradient: one(choices.gradients),
  engine: one(choices.engines),
  dtype: one(choices.dtypes),
  seed: between(limits.seed),
});

describe('parseState', () => {
  it('reads what serializeState writes', () => {
    fc.assert(
      fc.property(states, (state) => {
        expect(parseState(serializeState(state))).toEqual(state);
      }),
    );
  });

  it('takes what is missing or wrong from the fallback', () => {
    expect(parseState('')).toEqual(defaults);
    const wrong = '?view=none&hidden=0&batch=1.5&rate=-1&seed=x&activation=<b>&dtype=float16&data=toString';
    expect(parseState(wrong, { ...defaults, lang: 'ja' })).toEqual({ ...defaults, lang: 'ja' });
  });

  it("takes the optimizer's usual rate where none is said", () => {
    expect(parseState('?optimizer=adam').rate).toBe(0.001);
    expect(parseState('?optimizer=adam&rate=0.5').rate).toBe(0.5);
  });
});

it('writes only what is not as usual, and always view and language', () => {
  expect(serializeState(defaults)).toBe('?view=train&lang=en');
  expect(serializeState({ ...defaults, optimizer: 'adam', rate: 0.001, seed: 7 })).toBe(
    '?view=train&lang=en&optimizer=adam&seed=7',
  );
});

it('takes numbers inside their limits only', () => {
  expect(readField('hidden', '1024')).toBe(1024);
  for (const text of ['', '1025', '-1', '1e2', '0x10', ' 5'])
    expect(readField('hidden', text)).toBeUndefined();
});

it('says the whole run as a command', () => {
  const run = runOf({ ...defaults, activation: 'formula(x * sigmoid(x))', gradient: 'numerical' });
  expect(run).not.toHaveProperty('lang');
  expect(commandLine(run, '1.2.3')).toBe(
    "npx bilayer@1.2.3 train --data digits --hidden 50 --activation 'formula(x * sigmoid(x))' --output softmax " +
      '--loss crossEntropy --init byGain --optimizer sgd --rate 1 --batch 100 --epochs 100 --gradient numerical ' +
      '--engine wasm --dtype float32 --seed 0',
  );
  expect(commandLine(run, '0.0.0')).toMatch(/^npx -y pnpm@12 bilayer train /);
  expect(commandArguments(run, { iterations: 30 })).toContain('--iterations');
});
