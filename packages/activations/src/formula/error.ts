import { BilayerError } from '@bilayer/tensor';

/** What is wrong with the text of a formula: code `BAD_FORMULA`, and the part of `expr` that it concerns. */
export interface FormulaError extends BilayerError {
  readonly code: 'BAD_FORMULA';
  /** Indices into `expr`, `end` not included, as `String.slice` takes them. Empty at the end of the text. */
  readonly position: Position;
}

export interface Position {
  readonly start: number;
  readonly end: number;
}

/** How much of a long text is shown on either side of the fault. */
const CONTEXT = 32;

/** The error: `formula: what at character 5; hint`, and below it the text with the fault underlined. */
export function badFormula(expr: string, { start, end }: Position, what: string, hint = ''): FormulaError {
  const blank = expr.trim() === '';
  const where = blank ? '' : start < expr.length ? ` at character ${start + 1}` : ' at the end';
  const message = `formula: ${what}${where}${hint && `; ${hint}`}${blank ? '' : underlined(expr, start, end)}`;
  return Object.assign(new BilayerError('BAD_FORMULA', message), {
    code: 'BAD_FORMULA' as const,
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
