import { expect, it } from 'vitest';
import { plugins } from '../cli.testing.ts';
import { fileLike, fileNamed, packageLike } from './near.ts';

it('finds the file that is meant', async () => {
  await plugins({ 'snake.ts': '', 'snake.d.ts': '', 'lib/cubic.mjs': '', 'notes.txt': '' });
  expect(await fileNamed('snake')).toBe('./snake.ts');
  expect(await fileNamed('notes')).toBeUndefined();
  for (const name of ['./snak.ts', './snake.js', './snake', './Snake.mts']) {
    expect(await fileLike(name)).toBe('./snake.ts');
  }
  expect(await fileLike('lib/cubci.ts')).toBe('lib/cubic.mjs');
  expect(await fileLike('./relu.ts')).toBeUndefined();
  expect(await fileLike('./nowhere/snake.ts')).toBeUndefined();
});

it('finds the installed package that is meant', async () => {
  const manifest = (name: string): [string, string] => [`node_modules/${name}/package.json`, '{}'];
  const names = ['bilayer-plugin-bent', '@me/bilayer-plugin-snake', 'lodash', 'squareplus-plugin'];
  await plugins({ ...Object.fromEntries(names.map(manifest)), 'below/a.ts': '' });
  process.chdir('below');
  expect(await packageLike('bent')).toBe('bilayer-plugin-bent');
  expect(await packageLike('bilayer-plugin-bnet')).toBe('bilayer-plugin-bent');
  expect(await packageLike('@me/bilayer-plugin-snak')).toBe('@me/bilayer-plugin-snake');
  expect(await packageLike('square-plus-plugin')).toBe('squareplus-plugin');
  // The common prefix is no likeness, and a word is no other package.
  expect(await packageLike('bilayer-plugin-nothing')).toBeUndefined();
  expect(await packageLike('lodahs')).toBeUndefined();
});
