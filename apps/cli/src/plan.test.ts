import { describe, expect, it } from 'vitest';
import { defaults, EPOCHS, planFrom, presets, withLength } from './plan.ts';

describe('planFrom', () => {
  it('gives the defaults, and what is said instead of them', () => {
    expect(planFrom(undefined, {})).toEqual({ ...defaults, output: 'softmax', epochs: EPOCHS });
    expect(planFrom(undefined, { hidden: [3], rate: 2 })).toMatchObject({
      hidden: [3],
      rate: 2,
      epochs: EPOCHS,
    });
  });

  it("gives the book's settings", () => {
    expect(planFrom('book', {})).toEqual({ ...defaults, ...presets['book'], output: 'softmax' });
    // ch05/train_neuralnet.py of Deep Learning from Scratch.
    const book = { data: 'mnist', hidden: [50], rate: 0.1, batch: 100, iterations: 10_000, seed: 0 };
    expect(planFrom('book', {})).toMatchObject(book);
  });

  it('has one length: the one that is said', () => {
    expect(planFrom('book', { epochs: 2 })).not.toHaveProperty('iterations');
    expect(planFrom(undefined, { iterations: 2 })).not.toHaveProperty('epochs');
    expect(() => planFrom(undefined, { epochs: 1, iterations: 2 })).toThrow('say either');
    expect(withLength(planFrom('book', {}), { epochs: 3 })).toMatchObject({ epochs: 3 });
  });

  it("leaves a preset's rate out for another optimizer, and its output for another loss", () => {
    expect(planFrom('book', { optimizer: 'adam' })).not.toHaveProperty('rate');
    expect(planFrom('book', { optimizer: 'adam', rate: 0.2 }).rate).toBe(0.2);
    expect(planFrom('book', { optimizer: 'sgd' }).rate).toBe(0.1);
    expect(planFrom('book', { loss: 'softmaxCrossEntropy' }).output).toBe('identity');
    expect(planFrom('book', { loss: 'hinge(margin=2)' }).output).toBe('identity');
    expect(planFrom('book', { loss: 'hinge', output: 'tanh' }).output).toBe('tanh');
  });
});
