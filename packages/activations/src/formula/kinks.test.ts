import { describe, expect, it } from 'vitest';
import { kinksOf } from './kinks.ts';
import { parse } from './parse.ts';

describe('kinksOf', () => {
  it.each<[string, number[]]>([
    ['x', []],
    ['relu(x)', [0]],
    ['abs(x - 0.3)', [0.3]],
    ['max(0.01*x, x)', [0]],
    ['min(max(x + 3, 0), 6)/6', [-3, 3]],
    ['where(x > 1e-3, 1, 0)', [1e-3]],
    ['where(x <= 2, x, 4 - x)', [2]],
    ['max(x, 500)', [500]],
    ['max(-20, min(20, x))', [-20, 20]],
    ['relu(x - 0.01)*relu(0.02 - x) + x', [0.01, 0.02]],
  ])('%s: where slope or value jumps, %j', (expr, kinks) => {
    expect(kinksOf(parse(expr))).toEqual(kinks);
  });

  it('finds a crossing at no round number up to the rounding of the formula there', () => {
    // (1 ± √5)/2; x² and x + 1 are rounded by up to 2e-16 of 2.6.
    const [low, high] = kinksOf(parse('max(x^2, x + 1)')) as [number, number];
    expect(Math.abs(low + 0.6180339887498949)).toBeLessThan(3e-16);
    expect(Math.abs(high - 1.618033988749895)).toBeLessThan(3e-16);
  });

  it.each<[string, number[]]>([
    ['where(x > 0, x, expm1(x))', [0]],
    ['x/(1 + abs(x))', [0]],
    ['relu(x)^2', [0]],
    ['relu(x)^3', []],
    ['abs(x)^3', []],
    ['abs(x)^5', []],
    ['abs(x^3)', []],
    ['max(x^2, -1)', []],
    ['where(x > 0, sigmoid(x), sigmoid(x))', []],
  ])('%s: where curvature jumps, and not above, %j', (expr, kinks) => {
    expect(kinksOf(parse(expr))).toEqual(kinks);
  });

  it.each([
    'sigmoid(x)',
    'x * sigmoid(1.702*x)',
    'softplus(x)',
    'x*tanh(softplus(x))',
    'sigmoid(20*x)',
    'x^3',
    '2^x',
  ])('%s: none', (expr) => {
    expect(kinksOf(parse(expr))).toEqual([]);
  });

  it.each(['1/x', 'log(x)', 'sqrt(x)', 'abs(x)^1.5', 'sqrt(x^2)', 'x^x', 'sign(x)'])(
    '%s: one at 0',
    (expr) => {
      expect(kinksOf(parse(expr))).toEqual([0]);
    },
  );

  it('comes to an end for formulas made to cross everywhere', () => {
    // 1e16 + x rounds to even numbers.
    const noisy = `${'abs((x + 1e16) - 1e16 - x) + '.repeat(30)}x`;
    const before = performance.now();
    expect(kinksOf(parse(noisy)).length).toBeGreaterThan(10);
    // Takes 0.2 s; a search without bounds would take minutes.
    expect(performance.now() - before).toBeLessThan(10_000);
  });
});
