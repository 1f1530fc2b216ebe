import { expect, it } from 'vitest';
import { wrap } from './wrap.ts';

it('wrap breaks between words, and measures terminal columns', () => {
  expect(wrap('one two three', 8)).toBe('one two\nthree');
  expect(wrap('one two three', 13)).toBe('one two three');
  expect(wrap('手写 数字', 8)).toBe('手写\n数字');
  expect(wrap('a very-long-word b', 6)).toBe('a\nvery-long-word\nb');
  expect(wrap('', 6)).toBe('');
});

it('wrap indents what follows, and leaves commands and listings as they are', () => {
  expect(wrap('names a, b, c', 10, '      ')).toBe('names a,\n      b, c');
  expect(wrap('go on with:\n  bilayer train --resume x', 8)).toBe('go on\nwith:\n  bilayer train --resume x');
});
