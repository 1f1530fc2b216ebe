import { BilayerError } from '@bilayer/tensor';

/** What can be wrong with a formula: names that stay, for messages in other languages. */
export type FormulaFault =
  | 'EMPTY'
  | 'TOO_LONG'
  | 'TOO_DEEP'
  | 'UNFINISHED'
  | 'UNEXPECTED'
  | 'UNKNOWN_CHARACTER'
  | 'UNKNOWN_NAME'
  /** A multiplication sign is missing. */
  | 'NO_SIGN'
  | 'NOT_CLOSED'
  | 'NOT_OPENED'
  | 'EMPTY_BRACKETS'
  /** A comma where none can be; in numbers a point is meant. */
  | 'COMMA'
  | 'ARGUMENTS'
  /** A function without its brackets. */
  | 'NO_BRACKETS'
  /** A comparison where a number is needed. */
  | 'COMPARISON'
  | 'SECOND_COMPARISON'
  /** A number where a comparison is needed. */
  | 'NO_COMPARISON'
  | 'NOT_FINITE'
  /** It does not depend on x. */
  | 'CONSTANT';

/** What is wrong with the text of a formula: code `BAD_FORMULA`, and the part of `expr` that it concerns. */
export interface FormulaError extends BilayerError {
  readonly code: 'BAD_FORMULA';
  readonly fault: FormulaFault;
  /** What to write in that place, as a formula, where it is known. */
  readonly instead?: string;
  /** Indices into `expr`, `end` not included, as `String.slice` takes them. Empty at the end of the text. */
  readonly position: Position;
}

export interface Position {
  readonly start: number;
  readonly end: number;
}

/** What to do: a sentence, or what to write. */
export type Hint = string | { readonly write: string; readonly hint?: string };

/** How much of a long text is shown on either side of the fault. */
const CONTEXT = 32;

/** The error: `formula: what at character 5; hint`, and below it the text with the fault underlined. */
export function badFormula(
  expr: string,
  { start, end }: Position,
  fault: FormulaFault,
  what: string,
  advice: Hint = '',
): FormulaError {
  const { write, hint = `write ${write ?? ''}` } =
    typeof advice === 'string' ? { write: undefined, hint: advice } : advice;
  const blank = expr.trim() === '';
  const where = blank ? '' : start < expr.length ? ` at character ${start + 1}` : ' at the end';
  const message = `formula: ${what}${where}${hint && `; ${hint}`}${blank ? '' : underlined(expr, start, end)}`;
  return Object.assign(new BilayerError('BAD_FORMULA', message), {
    code: 'BAD_FORMULA' as const,
    fault,
    ...(write !== undefined && { instead: write }),
    position: { start, end },
  });
}

/** Two lines: the text, or the part of it around the fault, and ^^^ below the fault. */
function underlined(expr: string, start: number, end: number): string {
  const from = start > CONTEXT ? start - CONTEXT : 0;
  const last = Math.min(end, start + 2 * CONTEXT);
  const to = Math.min(expr.length, Math.max(last, start + 1) + CONTEXT);
  // What moves the cursor or writes nothing (control characters, line ends, half characters) is shown as a space.
  const plain = (a: number, b: number): string => expr.slice(a, b).replace(/[\p{C}\p{Zl}\p{Zp}]/gu, ' ');
  const [head, tail] = [from > 0 ? '…' : '', to < expr.length ? '…' : ''];
  const blank = ' '.repeat(width(head + plain(from, start)));
  const marks = '^'.repeat(Math.max(1, width(plain(start, last))));
  return `\n  ${head}${plain(from, to)}${tail}\n  ${blank}${marks}`;
}

/** Columns on a terminal: two for Chinese, Japanese and fullwidth characters. */
function width(text: string): number {
  return Array.from(text).reduce((sum, c) => sum + (/[\u3000-\uff60]/.test(c) ? 2 : 1), 0);
}
