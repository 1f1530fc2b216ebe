import { expect, it } from 'vitest';
import { lessons } from '../views/walk/lessons.ts';
import { texts as english } from './en/walk.ts';
import { texts as japanese } from './ja/walk.ts';
import { texts as chinese } from './zh/walk.ts';

/** Every text with its place; of a function what it says of `…`. */
function all(texts: object, place = ''): (readonly [place: string, text: string])[] {
  return Object.entries(texts).flatMap(([name, value]: [string, unknown]): (readonly [string, string])[] => {
    const at = `${place}.${name}`;
    if (typeof value === 'string') return [[at, value]];
    if (typeof value === 'function') {
      return [[at, (value as (...given: string[]) => string)(...Array<string>(value.length).fill('…'))]];
    }
    return all(value as object, at);
  });
}

const isCode = (text: string): boolean => !/[a-z]{2,} [a-z]{2,}/i.test(text.replaceAll(/`[^`]*`/g, ''));

function expectWhole(name: string, en: object, zh: object, ja: object): void {
  const places = all(en).map(([place]) => place);
  for (const texts of [zh, ja]) {
    const found = all(texts);
    expect(
      found.map(([place]) => place),
      name,
    ).toEqual(places);
    for (const [place, text] of found) {
      expect(text.trim(), `${name}${place}`).not.toBe('');
      // Names of the code's own are the same everywhere; sentences are not.
      expect(isCode(text) || /[\u3040-\u30ff\u4e00-\u9fff]/.test(text), `${name}${place}: ${text}`).toBe(
        true,
      );
    }
  }
  for (const [place, text] of all(en))
    expect(/[\u3040-\u30ff\u4e00-\u9fff]/.test(text), `${name}${place}`).toBe(false);
}

it('says all of the walk-through in three languages', async () => {
  expectWhole('walk', english, chinese, japanese);
  for (const [name, { texts }] of Object.entries(lessons)) {
    const [en, zh, ja] = await Promise.all([texts.en(), texts.zh(), texts.ja()]);
    expectWhole(name, en.texts, zh.texts, ja.texts);
  }
});
