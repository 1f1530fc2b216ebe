import { describe, expect, it } from 'vitest';
import { isPath, parseSpec } from './spec.ts';

describe('parseSpec', () => {
  it.each([
    ['relu', { name: 'relu', settings: {} }],
    ['relu()', { name: 'relu', settings: {} }],
    ['a(b=1e-3,c=true,d=word,e=-2)', { name: 'a', settings: { b: 0.001, c: true, d: 'word', e: -2 } }],
    ['a( b = 1 , c = two words )', { name: 'a', settings: { b: 1, c: 'two words' } }],
    [`a(b="x, (y)",c='it"s',d="2",e="")`, { name: 'a', settings: { b: 'x, (y)', c: 'it"s', d: '2', e: '' } }],
    ['formula(max(x, 0) * 2)', { name: 'formula', settings: { expr: 'max(x, 0) * 2' } }],
    // The formula's own reader says what is wrong with it.
    ['formula(x*(1+2)', { name: 'formula', settings: { expr: 'x*(1+2' } }],
    ['./a.ts', { name: './a.ts', settings: {} }],
    ['./a.ts#b', { name: './a.ts', exported: 'b', settings: {} }],
    ['../a.mjs#b(c=1)', { name: '../a.mjs', exported: 'b', settings: { c: 1 } }],
    ['./my (old) c#/a.ts(c=1)', { name: './my (old) c#/a.ts', settings: { c: 1 } }],
    ['./data (copy)', { name: './data (copy)', settings: {} }],
    [String.raw`C:\a\b.ts(c=1)`, { name: String.raw`C:\a\b.ts`, settings: { c: 1 } }],
    ['@me/plugins#b(c=1)', { name: '@me/plugins', exported: 'b', settings: { c: 1 } }],
    ['a(__proto__=1)', { name: 'a', settings: Object.fromEntries([['__proto__', 1]]) }],
  ])('reads %s', (text, spec) => {
    expect(parseSpec(text)).toEqual(spec);
  });

  it.each([
    ['formula(expr=x*2)', "'formula(expr=x*2)': only the formula stands in the brackets: 'formula(x*2)'"],
    [`formula(expr = "x * 2")`, "only the formula stands in the brackets: 'formula(x * 2)'"],
    ['a(b=1', "'a(b=1': the bracket is not closed; write 'a(b=1)'"],
    ['./a.ts(b=1', "the bracket is not closed; write './a.ts(b=1)'"],
    ['formula((x)+1', "the bracket is not closed; write 'formula((x)+1)'"],
    ['a)', "'a)': ')' closes no bracket; settings are written name(setting=value, setting=value)"],
    ['a(b=1) c', "'a(b=1) c': nothing may follow the closing bracket; got 'c'"],
    ['(b=1)', "'(b=1)': there is no name"],
    ['', "'': there is no name"],
    ['a(b)', "settings are written name(setting=value, setting=value); got 'b'"],
    ['a(b, c=1)', "got 'b'"],
    ['a(b=)', 'b has no value'],
    ['a(b=,c=1)', 'b has no value'],
    ['a(=1)', "got '=1'"],
    ['a(b=1,)', 'nothing follows the last comma'],
    ['a(b=1=2)', "got 'b=1=2'"],
    ['a(b="x)', 'the quote " is not closed in b="x'],
    ['a(b=1,b=2)', 'b is said twice'],
    ['a(b=c(d))', "got 'b=c(d)'"],
    ['leakyRelu:alpha=0.1', "settings stand in brackets, not after a colon; write 'leakyRelu(alpha=0.1)'"],
    ['a:b=1,c=2', "write 'a(b=1,c=2)'"],
    ['./a.ts:b=1', "write './a.ts(b=1)'"],
  ])('refuses %s', (text, message) => {
    expect(() => parseSpec(text)).toThrow(message);
  });
});

it('isPath tells paths from names', () => {
  for (const path of ['./a', '../a', '/a', String.raw`.\a`, 'C:/a', String.raw`c:\a`])
    expect(isPath(path)).toBe(true);
  for (const name of ['a', 'a.ts', 'a/b', '@a/b', '.a', 'c:a']) expect(isPath(name)).toBe(false);
});
