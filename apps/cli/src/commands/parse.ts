import { InvalidArgumentError } from 'commander';
import { choose } from '../choose.ts';

/** Readers of an option's text; each throws what is wrong with it. */
type Parse<T> = (text: string) => T;

/** A whole number from `least` to `most`. */
export function whole(least: number, most: number = Number.MAX_SAFE_INTEGER): Parse<number> {
  return (text) => {
    const value = Number(text);
    if (!/^\d+$/.test(text) || value < least || value > most) {
      const upTo = most === Number.MAX_SAFE_INTEGER ? 'up' : `to ${most}`;
      throw new InvalidArgumentError(`Expected a whole number from ${least} ${upTo}.`);
    }
    return value;
  };
}

/** What NumPy's RandomState takes, and so ours. */
export const seed: Parse<number> = whole(0, 2 ** 32 - 1);

export const positive: Parse<number> = (text) => {
  const value = Number(text);
  if (!(value > 0 && Number.isFinite(value))) throw new InvalidArgumentError('Expected a number above 0.');
  return value;
};

export const notNegative: Parse<number> = (text) => {
  const value = Number(text);
  if (text.trim() !== '' && value >= 0 && Number.isFinite(value)) return value;
  throw new InvalidArgumentError('Expected a number from 0 up.');
};

/** `50` or `50,20`. */
export const sizes: Parse<number[]> = (text) => text.split(',').map((size) => whole(1)(size.trim()));

/** One of a few words. */
export function oneOf<W extends string>(what: string, words: readonly W[]): Parse<W> {
  const table = Object.fromEntries(words.map((word) => [word, word]));
  return (text) => choose(what, table, text);
}
