import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { lessonNames } from '../../i18n/walk.ts';

const lessons: string = join(import.meta.dirname, 'lessons');
const table: string = readFileSync(join(import.meta.dirname, '../../../../../docs/walk-through.md'), 'utf8');

it('answers each of the 23 questions in scenes that there are', () => {
  const sources = lessonNames.flatMap((name) =>
    readdirSync(join(lessons, name))
      .filter((file) => file.endsWith('.svelte'))
      .map((file) => readFileSync(join(lessons, name, file), 'utf8')),
  );
  const scenes = new Set(
    sources.flatMap((source) => [...source.matchAll(/<Scene\s[^>]*?id="([\w-]+)"/g)].map(([, id]) => id)),
  );
  expect(scenes.size).toBeGreaterThan(40);
  const rows = table.split('\n').filter((line) => /^\| +\d+ \|/.test(line));
  expect(rows).toHaveLength(23);
  for (const row of rows) {
    const named = [...(row.split('|').at(-2) ?? '').matchAll(/`([\w-]+)`/g)].map(([, id]) => id);
    expect(named.length, row).toBeGreaterThan(0);
    for (const id of named) expect(scenes.has(id), `${row}: ${id ?? ''}`).toBe(true);
  }
});
