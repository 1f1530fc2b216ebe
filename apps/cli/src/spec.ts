import { Failure } from './failure.ts';
import { shellLine } from './show/shell.ts';

/** Settings of a part, as a command line gives them. */
export type Settings = Readonly<Record<string, number | string | boolean>>;

/** A part as a command line names it. */
export interface Spec {
  /** A built-in name, the path of a file, or a package. */
  readonly name: string;
  /** Which export of the file or package. */
  readonly exported?: string;
  readonly settings: Settings;
}

/** The part whose only setting, `expr`, is all that stands between its brackets. */
export const FORMULA = 'formula';

/** Whether it is a path: `./…`, `../…`, `/…` or with a drive's letter. All else is a name. */
export function isPath(name: string): boolean {
  return /^(\.{0,2}[\\/]|[a-z]:[\\/])/i.test(name);
}

/** What Node imports: the rest of the paths is data. */
export function isModule(name: string): boolean {
  return /\.[cm]?[jt]s$/i.test(name);
}

/**
 * `name`, `name(setting=value, …)`, `./file.ts#exported(setting=value)`: numbers, true and false become such, the rest is
 * text, in quotes where it holds a comma, a quote or a bracket. Throws `BAD_SETTING`.
 */
export function parseSpec(text: string): Spec {
  refuseColon(text);
  const { head, inside } = isPath(text) ? splitPath(text) : splitName(text);
  const [, name = head, exported] = /^(.+)#([\w$]+)$/.exec(head) ?? [];
  if (name === '') throw new Failure('BAD_SETTING', `'${text}': there is no name; ${FORM}`);
  const settings =
    inside === undefined ? {} : name === FORMULA ? formulaIn(text, inside) : settingsIn(text, inside);
  return { name, ...(exported !== undefined && { exported }), settings };
}

const FORM = 'settings are written name(setting=value, setting=value)';

interface Split {
  readonly head: string;
  /** What stands between the brackets, if there are any. */
  readonly inside?: string;
}

function splitName(text: string): Split {
  const open = text.indexOf('(');
  if (open === -1) {
    if (text.includes(')')) throw new Failure('BAD_SETTING', `'${text}': ')' closes no bracket; ${FORM}`);
    return { head: text };
  }
  const close = text.lastIndexOf(')');
  const rest = text.slice(close + 1).trim();
  if (close < open || (rest !== '' && occurrences(text, '(') > occurrences(text, ')'))) throw unclosed(text);
  if (rest !== '') {
    throw new Failure('BAD_SETTING', `'${text}': nothing may follow the closing bracket; got '${rest}'`);
  }
  return { head: text.slice(0, open).trim(), inside: text.slice(open + 1, close) };
}

/** A path may have brackets itself; settings can only stand after the name of a module. */
function splitPath(text: string): Split {
  const [, head, inside] = /^(.+?\.[cm]?[jt]s(?:#[\w$]+)?)\s*\((.*)$/is.exec(text) ?? [];
  if (head === undefined || inside === undefined) return { head: text };
  if (!inside.includes(')')) throw unclosed(text);
  // A path such as ./a.js (old)/b.ts: its brackets are no settings.
  return inside.trimEnd().endsWith(')') ? { head, inside: inside.trimEnd().slice(0, -1) } : { head: text };
}

/** All that stands in the brackets; that is no setting, though the library calls it `expr`. */
function formulaIn(text: string, inside: string): Settings {
  const [, expr] = /^\s*expr\s*=\s*(.*?)\s*$/s.exec(inside) ?? [];
  if (expr === undefined) return { expr: inside };
  const alone = shellLine([`${FORMULA}(${expr.replace(/^(["'])(.*)\1$/s, '$2')})`]);
  throw new Failure('BAD_SETTING', `'${text}': only the formula stands in the brackets: ${alone}`);
}

function occurrences(text: string, character: string): number {
  return text.split(character).length - 1;
}

function unclosed(text: string): Failure {
  return new Failure('BAD_SETTING', `'${text}': the bracket is not closed; write ${shellLine([`${text})`])}`);
}

const SETTING = /\s*([^\s=,"'()]+)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s=,"'()][^=,"'()]*?))\s*(,|$)/y;

function settingsIn(text: string, inside: string): Settings {
  const found = new Map<string, number | string | boolean>();
  let more = inside.trim() !== '';
  SETTING.lastIndex = 0;
  while (more) {
    const from = SETTING.lastIndex;
    const match = SETTING.exec(inside);
    if (match === null) {
      const part = inside.slice(from).trim();
      throw new Failure('BAD_SETTING', `'${text}': ${FORM}; ${complaint(part)}`);
    }
    const [, key = '', double, single, plain = '', end] = match;
    if (found.has(key)) throw new Failure('BAD_SETTING', `'${text}': ${key} is said twice`);
    found.set(key, double ?? single ?? valueOf(plain));
    more = end === ',';
  }
  return Object.fromEntries(found);
}

function complaint(part: string): string {
  if (part === '') return 'nothing follows the last comma';
  const quotes = part.replace(/"[^"]*"|'[^']*'/g, '');
  const quote = /["']/.exec(quotes)?.[0];
  if (quote !== undefined) return `the quote ${quote} is not closed in ${part}`;
  const [first = ''] = part.split(',');
  const [, key] = /^([^=]+)=\s*$/.exec(first) ?? [];
  return key === undefined ? `got '${first.trim()}'` : `${key.trim()} has no value`;
}

function valueOf(text: string): number | string | boolean {
  if (text === 'true' || text === 'false') return text === 'true';
  const number = Number(text);
  return Number.isNaN(number) ? text : number;
}

/** `name:setting=value` was the form once, and is that of other programs. */
function refuseColon(text: string): void {
  const [, name, settings] = /^([^:()]+):([^:()\\/=]+=[^()]*)$/s.exec(text) ?? [];
  if (name === undefined || settings === undefined) return;
  const instead = shellLine([`${name}(${settings})`]);
  throw new Failure(
    'BAD_SETTING',
    `'${text}': settings stand in brackets, not after a colon; write ${instead}`,
  );
}
