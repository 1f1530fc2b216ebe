import type { ExampleName } from '../../i18n/activation.ts';

export const examples: readonly (readonly [name: ExampleName, expr: string])[] = [
  ['gelu', 'x * (1 + erf(x / sqrt(2))) / 2'],
  ['swish', 'x * sigmoid(x)'],
  ['squareplus', '(x + sqrt(x^2 + 4)) / 2'],
  ['bent', 'max(0.1 * x, min(x, 2))'],
  ['pole', '1 / x'],
  ['broken', 'tanh(x) * (1 / x)'],
];

/** What is in the field when the page's activation is no formula. */
export const FIRST = 'x * sigmoid(1.702 * x)';

/** The address takes an activation of 400 characters. */
export const MAX_LENGTH = 390;

/** The formula of an activation as the command line writes it; undefined for one that is none. */
export function exprOf(activation: string): string | undefined {
  return /^formula\((.*)\)$/s.exec(activation)?.[1];
}

export function activationOf(expr: string): string {
  return `formula(${expr})`;
}

export const FILE_NAME = 'my-activation.ts';

/** The plugin as a module, with the formula as a text in it: no other part of it is the visitor's. */
export function pluginSource(expr: string): string {
  const text = JSON.stringify(expr);
  const quoted = /^"[^'\\]*"$/.test(text) ? `'${text.slice(1, -1)}'` : text;
  return [
    "import { formula } from '@bilayer/activations/formula';",
    '',
    '/** Its derivative is derived, and its kinks are found. */',
    `export const myActivation = formula({ expr: ${quoted} });`,
    '',
  ].join('\n');
}
