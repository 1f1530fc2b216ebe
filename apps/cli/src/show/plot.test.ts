import { expect, it } from 'vitest';
import { plot } from './plot.ts';

const options = { from: -1, to: 1, width: 20, height: 5, color: false };
const line = (f: (x: number) => number): number[] =>
  Array.from({ length: 40 }, (_, i) => f((2 * i) / 39 - 1));

it('plot draws a line from corner to corner, with axes and labels', () => {
  const lines = plot([{ values: line((x) => x), dotted: false, colour: 36 }], options);
  expect(lines).toHaveLength(6);
  expect(lines[0]).toMatch(/^ 1\.0 .*[\u2801-\u28ff]$/);
  expect(lines[2]).toMatch(/^ {3}0 ─+[\u2801-\u28ff]+─+$/);
  expect(lines[4]).toMatch(/^−1\.0 [\u2801-\u28ff]/);
  expect(lines[5]).toMatch(/^ +−1\.0 .*0 .*1\.0$/);
  for (const text of lines) expect(text.length).toBeLessThanOrEqual(25);
});

it('plot joins the dots of a steep line, but not across a jump', () => {
  const step = line((x) => (x < 0 ? 0 : 1));
  const dots = (lines: readonly string[]): number =>
    (
      lines
        .slice(1, 4)
        .join('')
        .match(/[\u2801-\u28ff]/g) ?? []
    ).length;
  expect(dots(plot([{ values: step, dotted: false, colour: 36 }], options))).toBe(3);
  expect(dots(plot([{ values: step, dotted: false, colour: 36, jumps: new Set([20]) }], options))).toBe(0);
});

it('plot leaves out what is not finite, and draws a constant', () => {
  const holes = line((x) => (x < 0 ? NaN : x > 0.5 ? Infinity : 1));
  const [top = ''] = plot([{ values: holes, dotted: false, colour: 36 }], options);
  expect(top.match(/[\u2801-\u28ff]/g)?.length).toBeLessThan(8);
  expect(plot([{ values: line(() => 0), dotted: false, colour: 36 }], options)[2]).toMatch(
    /[\u2801-\u28ff]{20}$/,
  );
});

it('plot gives each curve its colour', () => {
  const both = [
    { values: line((x) => x), dotted: false, colour: 36 },
    { values: line(() => 1), dotted: true, colour: 33 },
  ];
  const text = plot(both, { ...options, color: true }).join('\n');
  expect(text).toContain('\u001b[36m');
  expect(text).toContain('\u001b[33m');
  expect(plot(both, options).join('\n')).not.toContain('\u001b');
});
