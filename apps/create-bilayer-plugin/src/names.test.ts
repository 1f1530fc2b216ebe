import { expect, it } from 'vitest';
import { checkPackageName, pluginNames } from './names.ts';

const withCode = (code: string, message: RegExp): Error =>
  expect.objectContaining({ code, exitCode: 2, message: expect.stringMatching(message) as string }) as Error;

it.each([
  ['squareplus', 'squareplus', 'squareplus'],
  ['soft-square', 'softSquare', 'soft-square'],
  ['softSquare', 'softSquare', 'soft-square'],
  ['soft-square-2', 'softSquare2', 'soft-square-2'],
  ['bilayer-plugin-lion', 'lion', 'lion'],
])('%s is %s in a program and %s in a package name', (text, identifier, slug) => {
  expect(pluginNames(text)).toEqual({ identifier, slug });
});

it.each(['', 'Square', '2nd', 'a b', 'a--b', 'a-', '-a', '../a', 'a_b', '平方', '@me/a', 'a.b'])(
  'refuses the name %j',
  (text) => {
    expect(() => pluginNames(text)).toThrow(withCode('BAD_NAME', /letters, digits and single hyphens/));
  },
);

it.each(['new', 'await', 'package', 'bilayer-plugin-default'])(
  'refuses %s, a word of the language',
  (text) => {
    expect(() => pluginNames(text)).toThrow(withCode('BAD_NAME', /a word of JavaScript; choose another/));
  },
);

it('refuses a name that is taken', () => {
  expect(() => pluginNames('mul', { words: new Set(['mul']), builtIn: [] })).toThrow(
    withCode('BAD_NAME', /something else/),
  );
});

it.each(['leaky-relu', 'leakyRelu'])('refuses %s, which is built in', (text) => {
  const taken = { words: new Set<string>(), builtIn: ['leakyRelu'] };
  expect(() => pluginNames(text, taken)).toThrow(withCode('BAD_NAME', /a built-in one.*choose another/));
});

it.each([
  ['Wavy Thing', 'wavy-thing'],
  ['wavy_thing', 'wavy-thing'],
  [' WavyThing ', 'wavy-thing'],
  ['a--b-', 'a-b'],
])('proposes for %j what it may mean', (text, near) => {
  expect(() => pluginNames(text)).toThrow(withCode('BAD_NAME', new RegExp(`did you mean '${near}'\\?`)));
});

it.each(['a', 'bilayer-plugin-a', '@me/bilayer-plugin-a', '@me/a.b_c', 'a'.repeat(214)])(
  'takes the package %s',
  (name) => {
    expect(checkPackageName(name)).toBe(name);
  },
);

it.each([
  ['', /not one that npm takes/],
  ['Upper', /not one that npm takes/],
  ['.hidden', /not one that npm takes/],
  ['_a', /not one that npm takes/],
  ['a b', /not one that npm takes/],
  ['../a', /not one that npm takes/],
  ['@me', /not one that npm takes/],
  ['@me/', /not one that npm takes/],
  ['a/b', /not one that npm takes/],
  ['fs', /npm refuses/],
  ['node_modules', /npm refuses/],
  ['a'.repeat(215), /has 215 characters/],
])('refuses the package %j', (name, message) => {
  expect(() => checkPackageName(name)).toThrow(withCode('BAD_PACKAGE_NAME', message));
});
