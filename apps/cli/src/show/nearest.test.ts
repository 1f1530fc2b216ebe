import { describe, expect, it } from 'vitest';
import { nearest } from './nearest.ts';

const ACTIVATIONS = [
  'identity',
  'sigmoid',
  'relu',
  'leakyRelu',
  'elu',
  'selu',
  'gelu',
  'tanh',
  'softmax',
  'softplus',
];

describe('nearest', () => {
  it.each([
    ['sigmiod', 'sigmoid'],
    ['sigmod', 'sigmoid'],
    ['ReLU', 'relu'],
    ['leaky-relu', 'leakyRelu'],
    ['leaky_rleu', 'leakyRelu'],
    ['tahn', 'tanh'],
    ['softmx', 'softmax'],
  ])('%s is meant to be %s', (name, meant) => {
    expect(nearest(name, ACTIVATIONS)).toBe(meant);
  });

  it('suggests nothing when nothing is close', () => {
    expect(nearest('swish', ACTIVATIONS)).toBeUndefined();
    expect(nearest('x', ACTIVATIONS)).toBeUndefined();
    expect(nearest('', ACTIVATIONS)).toBeUndefined();
    expect(nearest('sgd', ['adam', 'nesterov'])).toBeUndefined();
    expect(nearest('relu', [])).toBeUndefined();
  });

  it('takes the first of equally near ones', () => {
    expect(nearest('zelu', ['selu', 'gelu'])).toBe('selu');
  });
});
