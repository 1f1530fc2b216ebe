import type { Tensor } from '@bilayer/tensor';
import { badFormula, type FormulaFault, type Hint, type Position } from './error.ts';
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

/**
 * What a formula says: a number, `'x'`, `'pi'` or `'e'`; or a function or sign with what it is of. `'-'` of one part is the
 * negative; `if` is `where`. Brackets are where they are needed.
 */
export type FormulaTree = number | string | { readonly name: string; readonly of: readonly FormulaTree[] };

/** A part of the text and what it means. */
interface Part extends Position {
  readonly term: Term;
  readonly tree: FormulaTree;
  /** Whether it is a comparison, which only `where` can use. */
  readonly condition?: boolean;
}

/** A formula is a line of text; longer and deeper ones would end in an overflow of the stack. */
const MAX_LENGTH = 1000;
const MAX_DEPTH = 100;

const CHOICE = { write: 'where(x > 0, a, b)' };
const BETWEEN = {
  write: 'where(0 < x, where(x < 1, a, b), b)',
  hint: 'write where(0 < x, where(x < 1, a, b), b) for 0 < x < 1',
};

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
  return read(expr).term;
}

/**
 * The same text as a tree, to be typeset or translated: `x * 2` is `{ name: '*', of: ['x', 2] }`. Throws `BAD_FORMULA` as
 * `formula` does.
 */
export function formulaTree(expr: string): FormulaTree {
  return read(expr).tree;
}

function read(expr: string): { readonly term: (x: Tensor) => Tensor; readonly tree: FormulaTree } {
  if (expr.length > MAX_LENGTH) {
    const position = { start: MAX_LENGTH, end: expr.length };
    throw badFormula(expr, position, 'TOO_LONG', `the limit of ${MAX_LENGTH} characters is passed`);
  }
  const tokens = tokensOf(expr);
  let at = 0;
  let depth = 0;

  const fail = (position: Position, fault: FormulaFault, what: string, hint?: Hint): never => {
    throw badFormula(expr, position, fault, what, hint);
  };
  const peek = (): Token => tokens[at]!;
  const isSign = (text: string): boolean => peek().kind === 'sign' && peek().text === text;

  /** The next token, when it is a sign in `table`. */
  function signIn<T>(table: Readonly<Record<string, T>>): T | undefined {
    const { kind, text } = peek();
    return kind === 'sign' ? lookUp(table, text) : undefined;
  }

  function part(start: number, tree: FormulaTree, term: Term, condition = false): Part {
    const { end } = tokens[at - 1] ?? { end: start };
    if (typeof term === 'number' && !Number.isFinite(term)) {
      fail({ start, end }, 'NOT_FINITE', `a constant that is no finite number (${term})`);
    }
    return { start, end, term, tree, condition };
  }

  /** The term of a part that has to be a number. */
  function valueOf(given: Part): Term {
    if (given.condition) fail(given, 'COMPARISON', 'a comparison where a number is needed', CHOICE);
    return given.term;
  }

  function comparison(): Part {
    const left = sum();
    const op = signIn(comparisons);
    if (op === undefined) return left;
    const a = valueOf(left);
    const { text: name } = peek();
    at++;
    const right = sum();
    const b = valueOf(right);
    if (signIn(comparisons)) {
      fail(peek(), 'SECOND_COMPARISON', 'a second comparison', BETWEEN);
    }
    return part(left.start, { name, of: [left.tree, right.tree] }, applyBinary(op, a, b), true);
  }

  function chain(next: () => Part, signs: string): Part {
    let left = next();
    for (
      let op = signIn(operators);
      op !== undefined && signs.includes(peek().text);
      op = signIn(operators)
    ) {
      const a = valueOf(left);
      const { text: name } = peek();
      at++;
      const right = next();
      left = part(left.start, { name, of: [left.tree, right.tree] }, applyBinary(op, a, valueOf(right)));
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
    if (++depth > MAX_DEPTH)
      fail(peek(), 'TOO_DEEP', `the limit of ${MAX_DEPTH} brackets in brackets is passed`);
    const minus = isSign('-');
    let found: Part;
    if (minus || isSign('+')) {
      at++;
      const inner = signed();
      const term = valueOf(inner);
      const tree = minus ? { name: '-', of: [inner.tree] } : inner.tree;
      found = part(start, tree, minus ? negative(term) : term);
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
      base = part(base.start, raise(base.tree, exponent), power(valueOf(base), exponent));
    }
    if (!isSign('^')) return base;
    at++;
    const a = valueOf(base);
    const exponent = signed();
    return part(base.start, raise(base.tree, exponent.tree), power(a, valueOf(exponent)));
  }

  function primary(): Part {
    const token = peek();
    const { kind, text, start } = token;
    if (kind === 'number') {
      at++;
      return part(start, Number(text), Number(text));
    }
    if (kind === 'name') return named(token);
    if (kind === 'sign' && text === '(') {
      const [inner, ...others] = list();
      if (inner === undefined)
        return fail({ start, end: tokens[at - 1]!.end }, 'EMPTY_BRACKETS', 'empty brackets');
      if (others.length > 0) return fail(others[0]!, 'COMMA', 'a second number in brackets', stray[',']);
      return { ...inner, start, end: tokens[at - 1]!.end };
    }
    return unexpected(token, 'expected a number, x, a function or an opening bracket');
  }

  function named(name: Token): Part {
    const { text, start } = name;
    at++;
    if (text === 'x') return part(start, text, (x) => x);
    const constant = lookUp(constants, text);
    if (constant !== undefined) return part(start, text, constant);
    const [one, two] = [lookUp(unary, text), lookUp(binary, text)];
    const isChoice = text === 'where' || text === 'if';
    if (!one && !two && !isChoice) {
      return fail(name, 'UNKNOWN_NAME', `unknown name '${text}'`, suggestion(text));
    }
    const wanted = one ? 1 : two ? 2 : 3;
    const example = { write: `${text}(${['x', 'x, 0', 'x > 0, x, 0'][wanted - 1]!})` };
    if (!isSign('(')) {
      return fail(name, 'NO_BRACKETS', `'${text}' without brackets`, example);
    }
    const parts = list();
    if (parts.length !== wanted) {
      const takes = `${text} takes ${wanted} argument${wanted === 1 ? '' : 's'}, got ${parts.length}`;
      return fail({ start, end: tokens[at - 1]!.end }, 'ARGUMENTS', takes, { ...example, hint: '' });
    }
    const [a, b, c] = parts as [Part, Part, Part];
    const tree = { name: isChoice ? 'where' : text, of: parts.map((inner) => inner.tree) };
    if (one) return part(start, tree, applyUnary(one, valueOf(a)));
    if (two) return part(start, tree, applyBinary(two, valueOf(a), valueOf(b)));
    if (!a.condition) {
      fail(a, 'NO_COMPARISON', `${text} without a comparison`, {
        write: 'x > 0',
        hint: `write ${text}(x > 0, a, b)`,
      });
    }
    return part(start, tree, choice(a.term, valueOf(b), valueOf(c)));
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
    if (peek().kind === 'end') fail(open, 'NOT_CLOSED', 'no closing bracket for the one');
    if (!isSign(')')) unexpected(peek());
    at++;
    return parts;
  }

  /** The error for a token that cannot stand where it does. */
  function unexpected(token: Token, expected?: string): never {
    const before = tokens[at - 1];
    if (token.kind === 'end') return fail(token, 'UNFINISHED', 'the formula is not finished', expected);
    if (expected === undefined && before !== undefined && (token.kind !== 'sign' || token.text === '(')) {
      const write = `${shown(before)} * ${shown(token)}`;
      return fail(token, 'NO_SIGN', 'a multiplication sign is missing', { write });
    }
    const isStray = expected === undefined;
    const fault =
      isStray && token.text === ')' ? 'NOT_OPENED' : isStray && token.text === ',' ? 'COMMA' : 'UNEXPECTED';
    return fail(
      token,
      fault,
      `unexpected '${expr.slice(token.start, token.end)}'`,
      expected ?? lookUp(stray, token.text),
    );
  }

  if (tokens.length === 1)
    fail({ start: 0, end: expr.length }, 'EMPTY', 'the text is empty', { write: 'x * sigmoid(x)' });
  const whole = comparison();
  if (peek().kind !== 'end') unexpected(peek());
  const term = valueOf(whole);
  if (typeof term === 'number') {
    return fail(
      whole,
      'CONSTANT',
      `the same value for every x (${term})`,
      'an activation has to depend on x',
    );
  }
  return { term, tree: whole.tree };
}

function raise(base: FormulaTree, exponent: FormulaTree): FormulaTree {
  return { name: '^', of: [base, exponent] };
}

function shown({ kind, text }: Token): string {
  if (kind === 'sign') return '(…)';
  return (lookUp(unary, text) ?? lookUp(binary, text)) ? `${text}(…)` : text;
}
