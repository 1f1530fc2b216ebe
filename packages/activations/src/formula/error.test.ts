import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { FormulaError } from './error.ts';
import { parse } from './parse.ts';

function failure(expr: string): FormulaError {
  try {
    parse(expr);
  } catch (error) {
    expect(error).toMatchObject({ name: 'BilayerError', code: 'BAD_FORMULA' });
    return error as FormulaError;
  }
  throw new Error(`no error: ${expr}`);
}

/** The first line without its beginning, and the part of the text that is pointed at. */
function fault(expr: string): [string, string] {
  const { message, position } = failure(expr);
  return [message.split('\n')[0]!.replace('formula: ', ''), expr.slice(position.start, position.end)];
}

const expected = 'expected a number, x, a function or an opening bracket';

describe('BAD_FORMULA', () => {
  it('points at the fault', () => {
    expect(failure('x * sigmod(1.702 * x)')).toMatchObject({
      message:
        "formula: unknown name 'sigmod' at character 5; did you mean sigmoid?\n" +
        '  x * sigmod(1.702 * x)\n' +
        '      ^^^^^^',
      position: { start: 4, end: 10 },
    });
  });

  it.each([
    ['', '', 'the text is empty; write x * sigmoid(x)'],
    [' \n', ' \n', 'the text is empty; write x * sigmoid(x)'],
    ['x *', '', `the formula is not finished at the end; ${expected}`],
    ['*x', '*', `unexpected '*' at character 1; ${expected}`],
    ['max(x,)', ')', `unexpected ')' at character 7; ${expected}`],
    ['2x', 'x', 'a multiplication sign is missing at character 2; write 2 * x'],
    ['2sigmoid(x)', 'sigmoid', 'a multiplication sign is missing at character 2; write 2 * sigmoid(…)'],
    ['(x+1)(x-1)', '(', 'a multiplication sign is missing at character 6; write (…) * (…)'],
    ['x(x-1)', '(', 'a multiplication sign is missing at character 2; write x * (…)'],
    ['(x + 1', '(', 'no closing bracket for the one at character 1'],
    ['max(x, (1)', '(', 'no closing bracket for the one at character 4'],
    ['x)', ')', "unexpected ')' at character 2; no bracket is open for it"],
    ['x * 0,5', ',', "unexpected ',' at character 6; in numbers write a point: 0.5"],
    ['x * (0,5)', '5', 'a second number in brackets at character 8; in numbers write a point: 0.5'],
    ['x + ()', '()', 'empty brackets at character 5'],
    ['max(x)', 'max(x)', 'max takes 2 arguments, got 1 at character 1'],
    ['1 + exp()', 'exp()', 'exp takes 1 argument, got 0 at character 5'],
    ['exp x', 'exp', "'exp' without brackets at character 1; write exp(x)"],
    ['Sigmoid(x)', 'Sigmoid', "unknown name 'Sigmoid' at character 1; did you mean sigmoid?"],
    ['Math.exp(x)', 'Math.exp', "unknown name 'Math.exp' at character 1; did you mean exp?"],
    ['gelu(x)', 'gelu', "unknown name 'gelu' at character 1; write x * (1 + erf(x / sqrt(2))) / 2"],
    ['x > 0', 'x > 0', 'a comparison where a number is needed at character 1; write where(x > 0, a, b)'],
    ['where(x, 1, 2)', 'x', 'where without a comparison at character 7; write where(x > 0, a, b)'],
    ['x == 1', '=', "unknown character '=' at character 3; comparisons are < <= > >="],
    ['|x|', '|', "unknown character '|' at character 1; write abs(x) for |x|"],
    ['х', 'х', "unknown character 'х' (U+0445) at character 1; this is a Cyrillic letter; write the Latin x"],
    ['2*𝑥', '𝑥', "unknown character '𝑥' (U+1D465) at character 3; write x"],
    ['x\0', '\0', 'unknown character U+0000 at character 2'],
    ['x + 1/0', '1/0', 'a constant that is no finite number (Infinity) at character 5'],
    ['log(-1)*x', 'log(-1)', 'a constant that is no finite number (NaN) at character 1'],
    ['2 + 3', '2 + 3', 'the same value for every x (5) at character 1; an activation has to depend on x'],
    ['x^0', 'x^0', 'the same value for every x (1) at character 1; an activation has to depend on x'],
  ])('%j: %j', (expr, part, message) => {
    expect(fault(expr)).toEqual([message, part]);
  });

  it.each([
    ['', 'EMPTY', 'x * sigmoid(x)'],
    ['x'.repeat(1001), 'TOO_LONG', undefined],
    [`${'('.repeat(101)}x`, 'TOO_DEEP', undefined],
    ['x *', 'UNFINISHED', undefined],
    ['*x', 'UNEXPECTED', undefined],
    ['max(x,)', 'UNEXPECTED', undefined],
    ['|x|', 'UNKNOWN_CHARACTER', 'abs(x)'],
    ['х', 'UNKNOWN_CHARACTER', 'x'],
    ['x == 1', 'UNKNOWN_CHARACTER', undefined],
    ['sigmod(x)', 'UNKNOWN_NAME', 'sigmoid'],
    ['silu(x)', 'UNKNOWN_NAME', 'x * sigmoid(x)'],
    ['sin(x)', 'UNKNOWN_NAME', undefined],
    ['2x', 'NO_SIGN', '2 * x'],
    ['(x + 1', 'NOT_CLOSED', undefined],
    ['x)', 'NOT_OPENED', undefined],
    ['x + ()', 'EMPTY_BRACKETS', undefined],
    ['x * 0,5', 'COMMA', undefined],
    ['x * (0,5)', 'COMMA', undefined],
    ['max(x)', 'ARGUMENTS', 'max(x, 0)'],
    ['exp x', 'NO_BRACKETS', 'exp(x)'],
    ['x > 0', 'COMPARISON', 'where(x > 0, a, b)'],
    ['where(0 < x < 1, x, 0)', 'SECOND_COMPARISON', 'where(0 < x, where(x < 1, a, b), b)'],
    ['where(x, 1, 2)', 'NO_COMPARISON', 'x > 0'],
    ['x + 1/0', 'NOT_FINITE', undefined],
    ['2 + 3', 'CONSTANT', undefined],
  ])('names the fault of %j: %s, and what to write: %j', (expr, fault, instead) => {
    const error = failure(expr);
    expect([error.fault, error.instead]).toEqual([fault, instead]);
  });

  it('lists what there is where nothing is near, sin and cos among it', () => {
    for (const name of ['sin', 'cos', 'constructor', '__proto__']) {
      expect(fault(`${name}(x)`)[0]).toBe(
        `unknown name '${name}' at character 1; there are x, pi, e, exp, expm1, log, ln, log1p, sqrt, abs, sign, tanh, ` +
          'erf, sigmoid, softplus, relu, max, min, where, if',
      );
    }
  });

  it('says how 0 < x < 1 is written', () => {
    expect(fault('where(0 < x < 1, x, 0)')[0]).toContain('where(0 < x, where(x < 1, a, b), b)');
    expect(parse('where(0 < x, where(x < 1, 2, 3), 3) * x')).toBeTypeOf('function');
  });

  it('shows the neighbourhood of a fault in a long text, and nothing that moves the cursor', () => {
    const lines = failure(`${'x + '.repeat(50)}\u001b[2J${' + x'.repeat(50)}`).message.split('\n');
    expect(lines).toHaveLength(3);
    expect(lines[1]).toMatch(/^ {2}…[ -~]{64,}…$/);
    expect(lines[2]!.indexOf('^')).toBe(lines[1]!.indexOf(' [2J'));
    expect(lines.join('')).not.toContain('\u001b');
  });

  it('counts a fullwidth character as two columns', () => {
    expect(failure('（ｘ）＋ｙ').message.split('\n').slice(1)).toEqual(['  （ｘ）＋ｙ', '          ^^']);
  });

  it('limits length and depth, so that no text overflows the stack', () => {
    for (const [open, close] of [
      ['(', ')'],
      ['-', ''],
      ['2^', ''],
      ['exp(', ')'],
    ] as const) {
      expect(failure(`${open.repeat(150)}x${close.repeat(150)}`).message).toMatch(/the limit of 100 /);
      expect(failure(`${open.repeat(1e5)}x${close.repeat(1e5)}`).message).toMatch(/the limit of 1000 char/);
    }
    expect(parse(`${'x+'.repeat(499)}x`)).toBeTypeOf('function');
    expect(parse(`${'('.repeat(99)}x${')'.repeat(99)}`)).toBeTypeOf('function');
  });

  const words = fc.constantFrom(
    ...[
      'x',
      'pi',
      'e',
      '2',
      '.5',
      '1e3',
      '+',
      '-',
      '*',
      '/',
      '^',
      '**',
      '(',
      ')',
      ',',
      '<',
      '>=',
      ' ',
      '²',
      '（',
      'π',
    ],
    ...['max', 'min(', 'where(', 'exp(', 'sigmoid(', 'log(', 'sqrt(', 'abs(', 'y', '|', '=', '\ud800'],
  );
  const texts = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 60 }),
    fc.array(words, { maxLength: 25 }).map((all) => all.join('')),
  );

  it('is all that an arbitrary text throws, with a position inside it', () => {
    fc.assert(
      fc.property(texts, (expr) => {
        try {
          parse(expr);
        } catch (error) {
          const { code, position, message } = error as FormulaError;
          expect([code, message.slice(0, 9)]).toEqual(['BAD_FORMULA', 'formula: ']);
          expect(position.start).toBeGreaterThanOrEqual(0);
          expect(position.end).toBeGreaterThanOrEqual(position.start);
          expect(position.end).toBeLessThanOrEqual(expr.length);
        }
      }),
      { numRuns: 2000 },
    );
  });
});
