import type { Tensor } from '@bilayer/tensor';
import { badFormula, type Position } from './error.ts';
import { lookUp } from './look-up.ts';
import { suggestion } from './suggestion.ts';
import { tokensOf, type Token } from './tokens.ts';
import {
  applyBinary,
  applyUnary,
  binary,
  choice,
  comparisons,
  constants,
  negative,
  operators,
  power,
  unary,
  type Term,
} from './vocabulary.ts';

/** A part of the text and what it means. */
interface Part extends Position {
  readonly term: Term;
  /** Whether it is a comparison, which only `where` can use. */
  readonly condition?: boolean;
}

/** A formula is a line of text; longer and deeper ones would end in an overflow of the stack. */
const MAX_LENGTH = 1000;
const MAX_DEPTH = 100;

/** What is said of signs that stand where an operator should. */
const stray = { ')': 'no bracket is open for it', ',': 'in numbers write a point: 0.5' };

/**
 * The function of x that `expr` writes down, made of operations of `@bilayer/tensor`. Throws `BAD_FORMULA`, see
 * `FormulaError`, for a text that is no formula and for one that does not depend on x.
 *
 *     comparison = sum [("<" | "<=" | ">" | ">=") sum]
 *     sum        = product {("+" | "-") product}
 *     product    = signed {("*" | "/") signed}
 *     signed     = {"+" | "-"} power
 *     power      = primary ["^" signed]
 *     primary    = number | name | name "(" comparison {"," comparison} ")" | "(" comparison ")"
 */
export function parse(expr: string): (x: Tensor) => Tensor {
  if (expr.length > MAX_LENGTH) {
    const position = { start: MAX_LENGTH, end: expr.length };
    throw badFormula(expr, position, `the limit of ${MAX_LENGTH} characters is passed`);
  }
  const tokens = tokensOf(expr);
  let at = 0;
  let depth = 0;

  const fail = (position: Position, what: string, hint?: string): never => {
    throw badFormula(expr, position, what, hint);
  };
  const peek = (): Token => tokens[at]!;
  const isSign = (text: string): boolean => peek().kind === 'sign' && peek().text === text;

  /** The next token, when it is a sign in `table`. */
  function signIn<T>(table: Readonly<Record<string, T>>): T | undefined {
    const { kind, text } = peek();
    return kind === 'sign' ? lookUp(table, text) : undefined;
  }

  function part(start: number, term: Term, condition = false): Part {
    const { end } = tokens[at - 1] ?? { end: start };
    if (typeof term === 'number' && !Number.isFinite(term)) {
      fail({ start, end }, `a constant that is no finite number (${term})`);
    }
    return { start, end, term, condition };
  }

  /** The term of a part that has to be a number. */
  function valueOf(given: Part): Term {
    if (given.condition) fail(given, 'a comparison where a number is needed', 'write where(x > 0, a, b)');
    return given.term;
  }

  function comparison(): Part {
    const left = sum();
    const op = signIn(comparisons);
    if (op === undefined) return left;
    const a = valueOf(left);
    at++;
    const b = valueOf(sum());
    if (signIn(comparisons)) {
      fail(peek(), 'a second comparison', 'write where(0 < x, where(x < 1, a, b), b) for 0 < x < 1');
    }
    return part(left.start, applyBinary(op, a, b), true);
  }

  function chain(next: () => Part, signs: string): Part {
    let left = next();
    for (
      let op = signIn(operators);
      op !== undefined && signs.includes(peek().text);
      op = signIn(operators)
    ) {
      const a = valueOf(left);
      at++;
      left = part(left.start, applyBinary(op, a, valueOf(next())));
    }
    return left;
  }

  function sum(): Part {
    return chain(product, '+-');
  }

  function product(): Part {
    return chain(signed, '*/');
  }

  function signed(): Part {
    const { start } = peek();
    if (++depth > MAX_DEPTH) fail(peek(), `the limit of ${MAX_DEPTH} brackets in brackets is passed`);
    const minus = isSign('-');
    let found: Part;
    if (minus || isSign('+')) {
      at++;
      const term = valueOf(signed());
      found = part(start, minus ? negative(term) : term);
    } else {
      found = raised();
    }
    depth--;
    return found;
  }

  function raised(): Part {
    let base = primary();
    while (peek().kind === 'superscript') {
      const exponent = Number(tokens[at++]!.text);
      base = part(base.start, power(valueOf(base), exponent));
    }
    if (!isSign('^')) return base;
    at++;
    const a = valueOf(base);
    return part(base.start, power(a, valueOf(signed())));
  }

  function primary(): Part {
    const token = peek();
    const { kind, text, start } = token;
    if (kind === 'number') {
      at++;
      return part(start, Number(text));
    }
    if (kind === 'name') return named(token);
    if (kind === 'sign' && text === '(') {
      const [inner, ...others] = list();
      if (inner === undefined) return fail({ start, end: tokens[at - 1]!.end }, 'empty brackets');
      if (others.length > 0) return fail(others[0]!, 'a second number in brackets', stray[',']);
      return { ...inner, start, end: tokens[at - 1]!.end };
    }
    return unexpected(token, 'expected a number, x, a function or an opening bracket');
  }

  function named(name: Token): Part {
    const { text, start } = name;
    at++;
    if (text === 'x') return part(start, (x) => x);
    const constant = lookUp(constants, text);
    if (constant !== undefined) return part(start, constant);
    const [one, two] = [lookUp(unary, text), lookUp(binary, text)];
    const isChoice = text === 'where' || text === 'if';
    if (!one && !two && !isChoice) {
      return fail(name, `unknown name '${text}'`, suggestion(text));
    }
    const wanted = one ? 1 : two ? 2 : 3;
    if (!isSign('(')) {
      return fail(
        name,
        `'${text}' without brackets`,
        `write ${text}(${['x', 'x, 0', 'x > 0, x, 0'][wanted - 1]!})`,
      );
    }
    const parts = list();
    if (parts.length !== wanted) {
      const takes = `${text} takes ${wanted} argument${wanted === 1 ? '' : 's'}, got ${parts.length}`;
      return fail({ start, end: tokens[at - 1]!.end }, takes);
    }
    const [a, b, c] = parts as [Part, Part, Part];
    if (one) return part(start, applyUnary(one, valueOf(a)));
    if (two) return part(start, applyBinary(two, valueOf(a), valueOf(b)));
    if (!a.condition) fail(a, `${text} without a comparison`, `write ${text}(x > 0, a, b)`);
    return part(start, choice(a.term, valueOf(b), valueOf(c)));
  }

  /** What stands in brackets, between commas. */
  function list(): Part[] {
    const open = tokens[at++]!;
    const parts: Part[] = [];
    if (!isSign(')')) parts.push(comparison());
    while (isSign(',')) {
      at++;
      parts.push(comparison());
    }
    if (peek().kind === 'end') fail(open, 'no closing bracket for the one');
    if (!isSign(')')) unexpected(peek());
    at++;
    return parts;
  }

  /** The error for a token that cannot stand where it does. */
  function unexpected(token: Token, expected?: string): never {
    const before = tokens[at - 1];
    if (token.kind === 'end') return fail(token, 'the formula is not finished', expected);
    if (expected === undefined && before !== undefined && (token.kind !== 'sign' || token.text === '(')) {
      return fail(token, 'a multiplication sign is missing', `write ${shown(before)} * ${shown(token)}`);
    }
    return fail(
      token,
      `unexpected '${expr.slice(token.start, token.end)}'`,
      expected ?? lookUp(stray, token.text),
    );
  }

  if (tokens.length === 1) fail({ start: 0, end: expr.length }, 'the text is empty', 'write x * sigmoid(x)');
  const whole = comparison();
  if (peek().kind !== 'end') unexpected(peek());
  const term = valueOf(whole);
  if (typeof term === 'number') {
    return fail(whole, `the same value for every x (${term})`, 'an activation has to depend on x');
  }
  return term;
}

function shown({ kind, text }: Token): string {
  if (kind === 'sign') return '(…)';
  return (lookUp(unary, text) ?? lookUp(binary, text)) ? `${text}(…)` : text;
}
