import { expect, it } from 'vitest';
import { choose, parseSpec } from './choose.ts';

it('choose finds a name, or says which there are', () => {
  const table = { relu: 1, tanh: 2 };
  expect(choose('activation', table, 'tanh')).toBe(2);
  expect(() => choose('activation', table, 'rulu')).toThrow(
    "unknown activation 'rulu'. Did you mean relu? There are relu, tanh.",
  );
  expect(() => choose('activation', table, 'constructor')).toThrow(
    "unknown activation 'constructor'. There are",
  );
  expect(() => choose('preset', { book: 1 }, 'x')).toThrow("unknown preset 'x'. There is only book.");
});

it('parseSpec reads settings', () => {
  expect(parseSpec('relu')).toEqual({ name: 'relu', settings: {} });
  expect(parseSpec('a:b=1e-3,c=true,d=word,e=-2')).toEqual({
    name: 'a',
    settings: { b: 0.001, c: true, d: 'word', e: -2 },
  });
  for (const text of ['a:b', 'a:b=', 'a:=1', 'a:b=1,', 'a:b=1=2']) {
    expect(() => parseSpec(text)).toThrow('settings are written name:setting=value,setting=value');
  }
});
