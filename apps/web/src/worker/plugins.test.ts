import { leakyRelu, relu } from '@bilayer/activations';
import { formula } from '@bilayer/activations/formula';
import { expect, it } from 'vitest';
import { activations } from '../state/choices.ts';
import { activationFrom, activationText } from './plugins.ts';

it.each([...activations, 'leakyRelu(alpha=0.2)', 'formula(x * sigmoid(1.702 * x))'])(
  'reads and writes %j',
  (text) => {
    expect(activationText(activationFrom(text))).toBe(text);
  },
);

it('sets what stands in brackets', () => {
  expect(activationFrom('leakyRelu(alpha=0.2)').config).toEqual(leakyRelu.with({ alpha: 0.2 }).config);
  expect(activationFrom('formula(max(x, 0))').name).toBe(formula.name);
  expect(activationFrom('relu')).toBe(relu);
});

it('refuses what it does not know', () => {
  expect(() => activationFrom('swoosh')).toThrow(expect.objectContaining({ code: 'UNKNOWN_NAME' }));
  expect(() => activationFrom('leakyRelu(alpha=big)')).toThrow(
    expect.objectContaining({ code: 'BAD_SETTING' }),
  );
});
