import { expect, it } from 'vitest';
import { choose, unknownName } from './choose.ts';

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

it('unknownName lists a few names, and puts a hint in place of the nearest', () => {
  expect(unknownName('plugin', ['relu'], 'rellu', 'Write ./rellu.ts. ').message).toBe(
    "unknown plugin 'rellu'. Write ./rellu.ts. There is only relu.",
  );
  const many = Array.from({ length: 31 }, (_, i) => `name${i}`);
  expect(unknownName('plugin', many, 'zzz').message).toBe("unknown plugin 'zzz'.");
});
