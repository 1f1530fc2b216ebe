import * as allActivations from '@bilayer/activations';
import * as optimizers from '@bilayer/optimizers';
import { expect, it } from 'vitest';
import { initializers as ofTheCommand, losses as lossTable } from '../../../cli/src/plugins.ts';
import { sources } from '../../../cli/src/data.ts';
import { optimizers as optimizerTable, SGD_RATE } from '../../../cli/src/optimizer.ts';
import { suitedOutput } from '../../../cli/src/plan.ts';
import { activations, dataNames, initializers, losses, outputs, rates } from './choices.ts';

it('offers what the command line knows by the same names', () => {
  expect([...dataNames].sort()).toEqual(Object.keys(sources).sort());
  expect([...losses].sort()).toEqual(Object.keys(lossTable).sort());
  expect(Object.keys(rates).sort()).toEqual(Object.keys(optimizerTable).sort());
  expect(initializers.map((text) => text.replace(/\(.*/, '')).sort()).toEqual(
    Object.keys(ofTheCommand).sort(),
  );
  // The rest are for the output layer.
  const hidden = Object.values(allActivations).filter((one) => typeof one === 'object');
  const names = hidden.map(({ name }) => name).filter((name) => !/softmax/i.test(name));
  expect([...activations].sort()).toEqual(names.sort());
});

it('takes the same outputs and learning rates when none is said', () => {
  for (const loss of losses) expect(outputs[loss]).toBe(suitedOutput(loss) ?? 'softmax');
  for (const [name, rate] of Object.entries(rates)) {
    const make = optimizers[name as keyof typeof rates];
    expect(rate).toBe(name === 'sgd' ? SGD_RATE : make().config.lr);
  }
});
