import { formulaTree } from '@bilayer/activations/formula';
import { describe, expect, it } from 'vitest';
import katex from 'katex';
import { examples } from './expression.ts';
import { texOf } from './tex.ts';

describe('texOf', () => {
  it.each([
    ['x * sigmoid(1.702 * x)', 'x\\,\\operatorname{sigmoid}\\left(1.702\\,x\\right)'],
    ['2 * 3 * x', '2 \\cdot 3\\,x'],
    ['x - (1 - x)', 'x - \\left(1 - x\\right)'],
    ['x - 1 - x', 'x - 1 - x'],
    ['-(x + 1)', '-\\left(x + 1\\right)'],
    ['2 * -x', '2\\,\\left(-x\\right)'],
    ['(x / 2)^2', '\\left(\\frac{x}{2}\\right)^{2}'],
    ['-x^2', '-x^{2}'],
    ['2^x^2', '2^{x^{2}}'],
    ['(x^2)^3', '\\left(x^{2}\\right)^{3}'],
    ['max(abs(x), 1e-7)', '\\max\\left(\\left|x\\right|,\\, 1 \\cdot 10^{-7}\\right)'],
    [
      'where(x <= pi, x, ln(x))',
      '\\begin{cases} x & x \\le \\pi \\\\ \\ln\\left(x\\right) & x > \\pi \\end{cases}',
    ],
  ])('of %j', (expr, tex) => {
    expect(texOf(formulaTree(expr))).toBe(tex);
  });

  it('is what KaTeX takes', () => {
    for (const [, expr] of examples) {
      expect(katex.renderToString(texOf(formulaTree(expr)), { strict: 'error' })).toContain('<math');
    }
  });
});
