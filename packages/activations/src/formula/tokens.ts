import { badFormula, type Hint } from './error.ts';
import { lookUp } from './look-up.ts';

export interface Token {
  readonly kind: 'number' | 'name' | 'superscript' | 'sign' | 'end';
  /** In ASCII: ^ for **, <= for ≤, pi for π, the digits for ². */
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

/** Characters that mean an ASCII sign, each for one. Fullwidth forms (（，＋ …) are found by their number. */
const signs: Readonly<Record<string, string>> = {
  '×': '*',
  '·': '*',
  '⋅': '*',
  '∙': '*',
  '∗': '*',
  '÷': '/',
  '∕': '/',
  '−': '-',
  '–': '-',
};

/** What a longer or another spelling stands for. */
const spellings: Readonly<Record<string, string>> = { '**': '^', '≤': '<=', '≥': '>=', π: 'pi' };

/** What to write instead of a character that means nothing here. */
const hints: Readonly<Record<string, Hint>> = {
  '|': { write: 'abs(x)', hint: 'write abs(x) for |x|' },
  '√': { write: 'sqrt(x)' },
  σ: { write: 'sigmoid(x)' },
  х: { write: 'x', hint: 'this is a Cyrillic letter; write the Latin x' },
  е: { write: 'e', hint: 'this is a Cyrillic letter; write the Latin e' },
  χ: { write: 'x', hint: 'this is a Greek letter; write the Latin x' },
  '=': 'comparisons are < <= > >=',
  '?': { write: 'where(x > 0, a, b)' },
  '&': { write: 'where(a, where(b, …), …)' },
  '[': 'brackets are ( and )',
  '{': 'brackets are ( and )',
  ']': 'brackets are ( and )',
  '}': 'brackets are ( and )',
};

const tokenPattern =
  /\s*(?:((?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?)|([A-Za-z_π][\w.]*)|([⁰¹²³⁴⁵⁶⁷⁸⁹]+)|(\*\*|<=|>=|[-+*/^(),<>≤≥]))/y;

/** The words of a formula, with an empty one at the end. Throws `BAD_FORMULA` at a character that is none. */
export function tokensOf(expr: string): Token[] {
  const text = expr.replace(/[^\0-\x7f]/g, (c) => signs[c] ?? halfwidth(c));
  const pattern = new RegExp(tokenPattern);
  const tokens: Token[] = [];
  const length = text.trimEnd().length;
  while (pattern.lastIndex < length) {
    const from = pattern.lastIndex;
    const found = pattern.exec(text);
    if (found === null) throw unknownCharacter(expr, from + text.slice(from).search(/\S/));
    const [, number, name, superscript, sign] = found;
    const word = number ?? name ?? superscript ?? sign ?? '';
    const end = pattern.lastIndex;
    tokens.push({
      kind:
        number !== undefined ? 'number' : name !== undefined ? 'name' : superscript ? 'superscript' : 'sign',
      text: superscript?.normalize('NFKC') ?? lookUp(spellings, word) ?? word,
      start: end - word.length,
      end,
    });
  }
  tokens.push({ kind: 'end', text: '', start: expr.length, end: expr.length });
  return tokens;
}

/** U+FF01 … U+FF5E are ! … ~ of double width. */
function halfwidth(c: string): string {
  const code = c.charCodeAt(0);
  return code > 0xff00 && code < 0xff5f ? String.fromCharCode(code - 0xfee0) : c;
}

function unknownCharacter(expr: string, start: number): Error {
  const code = expr.codePointAt(start) ?? 0;
  const c = String.fromCodePoint(code);
  const number = `U+${code.toString(16).toUpperCase().padStart(4, '0')}`;
  const shown = /[\p{C}\p{Z}]/u.test(c) ? number : code < 128 ? `'${c}'` : `'${c}' (${number})`;
  const ascii = c.normalize('NFKC');
  const hint = hints[halfwidth(c)] ?? (ascii !== c && /^[ -~]+$/.test(ascii) ? { write: ascii } : '');
  return badFormula(
    expr,
    { start, end: start + c.length },
    'UNKNOWN_CHARACTER',
    `unknown character ${shown}`,
    hint,
  );
}
