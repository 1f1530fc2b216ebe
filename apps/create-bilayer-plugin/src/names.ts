import { builtinModules } from 'node:module';
import { Failure } from './failure.ts';

/** The words that JavaScript and TypeScript modules keep to themselves. */
const RESERVED = new Set(
  (
    'arguments await break case catch class const continue debugger default delete do else enum eval export extends ' +
    'false finally for function if implements import in instanceof interface let new null package private protected ' +
    'public return static super switch this throw true try typeof undefined var void while with yield'
  ).split(' '),
);

const NAME = /^[a-z](-?[A-Za-z0-9])*$/;

/** The longest name that npm takes. */
const LONGEST = 214;

export interface Names {
  /** What a program imports, and how a model file refers to the plugin: `softSquare`. */
  readonly identifier: string;
  /** The same as part of a package's name: `soft-square`. */
  readonly slug: string;
}

/** The names that a plugin cannot have. */
export interface Taken {
  /** The words in the file that would be written. */
  readonly words: ReadonlySet<string>;
  /** What Bilayer has of the kind. */
  readonly builtIn: readonly string[];
}

const NOTHING: Taken = { words: new Set(), builtIn: [] };

/**
 * The names of a plugin that the user calls `soft-square` or `softSquare`. Throws `BAD_NAME` for what makes no identifier,
 * and for the names in `taken`.
 */
export function pluginNames(text: string, taken: Taken = NOTHING): Names {
  const name = text.replace(/^bilayer-plugin-/, '');
  const bad = (why: string): Failure => new Failure('BAD_NAME', `the name '${text}' ${why}`);
  if (!NAME.test(name)) {
    const near = nearTo(name);
    throw bad(
      `is not letters, digits and single hyphens with a small letter first; ${
        near === undefined ? "for example 'soft-square'" : `did you mean '${near}'?`
      }`,
    );
  }
  const identifier = name.replaceAll(/-(.)/g, (_, next: string) => next.toUpperCase());
  if (RESERVED.has(identifier)) throw bad('is a word of JavaScript; choose another');
  if (taken.words.has(identifier)) {
    throw bad('is used for something else in the file that would be written; choose another');
  }
  if (taken.builtIn.includes(identifier)) {
    throw bad(
      'is that of a built-in one, and programs and messages would not tell the two apart; choose another',
    );
  }
  const slug = name.replaceAll(/(?<=[a-z0-9])[A-Z]/g, (letter) => `-${letter}`).toLowerCase();
  return { identifier, slug };
}

/** `Wavy Thing` and `wavy_thing` as `wavy-thing`; undefined for what has other signs in it. */
function nearTo(text: string): string | undefined {
  const near = text
    .trim()
    .replaceAll(/(?<=[a-z0-9])[A-Z]/g, (letter) => `-${letter}`)
    .replaceAll(/[\s_-]+/g, '-')
    .replaceAll(/^-|-$/g, '')
    .toLowerCase();
  return NAME.test(near) ? near : undefined;
}

/** Returns `name` if npm takes it as the name of a new package. Throws `BAD_PACKAGE_NAME`. */
export function checkPackageName(name: string): string {
  const bad = (why: string): Failure => new Failure('BAD_PACKAGE_NAME', `the package name '${name}' ${why}`);
  if (name.length > LONGEST) throw bad(`has ${name.length} characters; npm takes ${LONGEST} at most`);
  if (!/^(@[a-z0-9~-][a-z0-9._~-]*\/)?[a-z0-9~-][a-z0-9._~-]*$/.test(name)) {
    throw bad(
      'is not one that npm takes: small letters, digits, hyphens, dots and underscores, with @scope/ before it or not',
    );
  }
  if (builtinModules.includes(name) || name === 'node_modules' || name === 'favicon.ico') {
    throw bad('is one that npm refuses; choose another');
  }
  return name;
}
