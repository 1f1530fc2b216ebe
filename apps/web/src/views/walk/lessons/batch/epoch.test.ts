import { spawnSync } from 'node:child_process';
import { expect, it } from 'vitest';
import { iterationsPerEpoch, reports } from './epoch.ts';

it('counts the iterations of an epoch, and how often the book’s test for one comes true', () => {
  expect(iterationsPerEpoch(60_000, 100, false)).toBe(600);
  expect(iterationsPerEpoch(60_000, 128, false)).toBe(468.75);
  expect(iterationsPerEpoch(60_000, 128, true)).toBe(468);
  expect(iterationsPerEpoch(100, 1000, true)).toBe(1);
  expect(reports(600)).toHaveLength(17);
  // 4 · 468.75 is the first multiple that is a whole number.
  expect(reports(468.75)).toEqual([0, 1875, 3750, 5625, 7500, 9375]);
});

const hasPython: boolean = spawnSync('python3', ['--version']).status === 0;

it.skipIf(!hasPython)('counts as Python does', () => {
  const sizes = [1, 10, 32, 50, 64, 100, 128, 200, 256, 500, 512, 1000];
  const { stdout } = spawnSync(
    'python3',
    [
      '-c',
      `print([sum(i % max(n / b, 1) == 0 for i in range(10000)) for n in (60000, 1438) for b in ${JSON.stringify(sizes)}])`,
    ],
    { encoding: 'utf8' },
  );
  const ours = [60_000, 1438].flatMap((n) =>
    sizes.map((b) => reports(iterationsPerEpoch(n, b, false)).length),
  );
  expect(ours).toEqual(JSON.parse(stdout));
});
