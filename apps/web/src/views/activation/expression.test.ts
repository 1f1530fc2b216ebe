import { expect, it } from 'vitest';
import { parseState, readField } from '../../state/state.ts';
import { activationOf, exprOf, FIRST, MAX_LENGTH, pluginSource } from './expression.ts';

it('writes a formula as the state takes it, and reads it again', () => {
  for (const expr of [FIRST, 'x', `x${' + x'.repeat((MAX_LENGTH - 1) / 4)}`]) {
    const text = activationOf(expr);
    expect(readField('activation', text)).toBe(text);
    expect(exprOf(parseState(`?${new URLSearchParams({ activation: text }).toString()}`).activation)).toBe(
      expr,
    );
  }
  expect(exprOf('leakyRelu(alpha=0.2)')).toBeUndefined();
});

it('puts any text into the plugin as a text', () => {
  for (const expr of ['x', "x'", 'x"', '\\', '*/x', '${x}', 'x\u2028x', "'); throw 1; ('"]) {
    const [, literal = ''] = /formula\(\{ expr: (.*) \}\);\n$/s.exec(pluginSource(expr)) ?? [];
    // The literal is JSON, or the same in single quotes where nothing has to be escaped.
    const json = literal.startsWith("'") ? `"${literal.slice(1, -1)}"` : literal;
    expect(JSON.parse(json)).toBe(expr);
    if (literal.startsWith("'")) expect(literal.slice(1, -1)).not.toMatch(/['\\\n]/);
  }
});
