import { Failure } from './failure.ts';
import { nearest } from './show/nearest.ts';

/** The value under `name`, or a Failure that lists the names and suggests the nearest. */
export function choose<T>(what: string, table: Readonly<Record<string, T>>, name: string): T {
  const found = Object.hasOwn(table, name) ? table[name] : undefined;
  if (found !== undefined) return found;
  const names = Object.keys(table);
  const close = nearest(name, names);
  const hint = close === undefined ? '' : `Did you mean ${close}? `;
  const known = names.length === 1 ? `There is only ${names[0]!}.` : `There are ${names.join(', ')}.`;
  throw new Failure('UNKNOWN_NAME', `unknown ${what} '${name}'. ${hint}${known}`);
}

/** Settings of a plugin, as a command line gives them. */
export type Settings = Readonly<Record<string, number | string | boolean>>;

/** `leakyRelu:alpha=0.1,…` as the name and its settings; numbers, true and false become such. */
export function parseSpec(text: string): { readonly name: string; readonly settings: Settings } {
  const [name = '', rest] = text.split(/:(.*)/s);
  const settings: Record<string, number | string | boolean> = {};
  for (const part of rest === undefined || rest === '' ? [] : rest.split(',')) {
    const [key = '', value = '', ...more] = part.split('=');
    if (key === '' || value === '' || more.length > 0) {
      throw new Failure(
        'BAD_SETTING',
        `'${text}': settings are written name:setting=value,setting=value; got '${part}'`,
      );
    }
    settings[key] = settingValue(value);
  }
  return { name, settings };
}

function settingValue(text: string): number | string | boolean {
  if (text === 'true' || text === 'false') return text === 'true';
  const number = Number(text);
  return Number.isNaN(number) ? text : number;
}
