import { Failure } from './failure.ts';
import { nearest } from './show/nearest.ts';

/** More than there are of any one kind. */
const MANY = 30;

/** The value under `name`, or a Failure that lists the names and suggests the nearest. */
export function choose<T>(what: string, table: Readonly<Record<string, T>>, name: string): T {
  const found = Object.hasOwn(table, name) ? table[name] : undefined;
  if (found !== undefined) return found;
  throw unknownName(what, Object.keys(table), name);
}

/** The Failure for a name that is not among `names`; `hint` takes the place of the nearest. Many names are not listed. */
export function unknownName(what: string, names: readonly string[], name: string, hint?: string): Failure {
  const close = nearest(name, names);
  const suggestion = hint ?? (close === undefined ? '' : `Did you mean ${close}? `);
  const known =
    names.length === 0 || names.length > MANY
      ? ''
      : names.length === 1
        ? `There is only ${names[0]!}.`
        : `There are ${names.join(', ')}.`;
  return new Failure('UNKNOWN_NAME', `unknown ${what} '${name}'. ${suggestion}${known}`.trimEnd());
}
