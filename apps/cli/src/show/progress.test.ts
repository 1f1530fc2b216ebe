import { stripVTControlCharacters } from 'node:util';
import { expect, it } from 'vitest';
import { progressBar } from './progress-bar.ts';
import { progressLines } from './progress.ts';

/** A terminal of that many columns, and all that is written to it. */
function terminal(columns: number): { readonly stream: NodeJS.WriteStream; readonly written: () => string } {
  let text = '';
  const stream = {
    isTTY: true,
    columns,
    write: (more: string) => {
      text += more;
      return true;
    },
  };
  return { stream: stream as unknown as NodeJS.WriteStream, written: () => text };
}

it.each([40, 80, 200])('the bar stays within %d columns and leaves nothing behind', (columns) => {
  const { stream, written } = terminal(columns);
  const bar = progressBar(stream, 100_000, 50_000);
  bar.loss(75_000, 7e47);
  bar.accuracy(75_000, 1, 1, 0.5);
  bar.stop();
  const drawn = written()
    .split('\u001b[1G')
    .map(stripVTControlCharacters)
    .filter((line) => line.includes('%'));
  expect(drawn.length).toBeGreaterThan(0);
  // Five columns are free for an echoed ^C.
  for (const line of drawn) expect(line.length).toBeLessThanOrEqual(columns - 5);
  expect(drawn[0]).toContain('50 %');
  if (columns >= 80)
    expect(drawn.at(-1)).toMatch(/75 % {2,}75000\/100000 {2}loss 7\.000e\+47 {2}test 50\.0 % {2,}\d+s left$/);
  // Neither a hidden cursor nor another wrapping mode has to be put back; the last thing done is to clear the line.
  expect(written()).not.toMatch(/\u001b\[\?(25|7)/);
  expect(written().endsWith('\u001b[1G\u001b[2K')).toBe(true);
});

it('plain lines come at the first evaluation, then about twenty times', () => {
  const lines: string[] = [];
  const progress = progressLines({ note: (line) => lines.push(line) }, 1000);
  for (let iteration = 1; iteration <= 1000; iteration++) {
    progress.loss(iteration, 1);
    if (iteration % 10 === 0) progress.accuracy(iteration, iteration / 10, 0.5, 0.25);
  }
  expect(lines).toHaveLength(21);
  expect(lines[0]).toBe('  10/1000  loss 1.0000  train 50.0 %  test 25.0 %  epoch 1.0');
  expect(lines.at(-1)).toBe('1000/1000  loss 1.0000  train 50.0 %  test 25.0 %  epoch 100.0');
});

it('plain lines come between evaluations where those are far apart', () => {
  const lines: string[] = [];
  const progress = progressLines({ note: (line) => lines.push(line) }, 100);
  for (let iteration = 1; iteration <= 100; iteration++) progress.loss(iteration, 2);
  progress.accuracy(100, 1, 1, 1);
  expect(lines).toHaveLength(11);
  expect(lines[0]).toBe('  5/100  loss 2.0000');
});
