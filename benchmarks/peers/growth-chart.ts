import { show } from './figures.ts';
import type { Growth, Point } from './growth.ts';
import { marksOf, type Mark } from './growth-text.ts';
import type { Machine } from './machine.ts';
import { line, polyline, svg, text } from './svg.ts';

const [PANEL, HEIGHT, LEFT, RIGHT, TOP, BOTTOM] = [430, 330, 60, 46, 60, 50];

/** Steps a second against floating-point operations a step, both logarithmic, and where things outgrow the caches. */
export function growthChart(growth: Growth, machine: Machine): string {
  const marks = marksOf(growth, machine);
  const label = "bilayer's training step as the work grows";
  return svg(2 * PANEL, HEIGHT, label, [
    text(10, 18, `${label}: steps/s against floating-point operations a step`, { style: 'title' }),
    ...panel(0, 'hidden 50 … 4096, batch 100', growth.byHidden, ({ hidden }) => hidden, marks.byHidden),
    ...panel(PANEL, 'batch 10 … 10,000, hidden 50', growth.byBatch, ({ batch }) => batch, marks.byBatch),
  ]);
}

function panel(
  x: number,
  title: string,
  points: readonly Point[],
  size: (point: Point) => number,
  marks: readonly Mark[],
): string[] {
  const [xs, ys] = [points.map(({ operations }) => operations), points.map(({ seconds }) => 1 / seconds)];
  const across = scale(xs, x + LEFT, x + PANEL - RIGHT);
  const up = scale(ys, HEIGHT - BOTTOM, TOP);
  const [left, bottom] = [x + LEFT, HEIGHT - BOTTOM];
  return [
    text(x + LEFT, 40, title, { style: 'quiet' }),
    line(left, bottom, x + PANEL - RIGHT, bottom, 'axis'),
    line(left, TOP, left, bottom, 'axis'),
    ...powers(ys).map((value) =>
      text(left - 6, up(value) + 4, show(value), { anchor: 'end', style: 'quiet' }),
    ),
    ...powers(xs).map((value) =>
      text(across(value), bottom + 16, `${show(value / 1e6)} M`, { anchor: 'middle', style: 'quiet' }),
    ),
    text(x + (LEFT + PANEL - RIGHT) / 2, bottom + 34, 'operations a step', {
      anchor: 'middle',
      style: 'quiet',
    }),
    ...marks.flatMap(({ operations, label }, i) => {
      if (operations < Math.min(...xs) || operations > Math.max(...xs)) return [];
      const at = across(operations);
      return [
        line(at, TOP, at, bottom, 'mark'),
        at < x + PANEL / 2
          ? text(at + 4, bottom - 8 - 14 * i, label, { style: 'marked' })
          : text(at - 4, bottom - 8 - 14 * i, label, { anchor: 'end', style: 'marked' }),
      ];
    }),
    polyline(
      points.map(({ operations, seconds }) => [across(operations), up(1 / seconds)]),
      'line',
    ),
    ...points.map((point, i) =>
      text(across(point.operations) + (i === 0 ? 4 : 14), up(1 / point.seconds) - 6, String(size(point)), {
        style: 'quiet',
        anchor: i === 0 ? 'start' : 'middle',
      }),
    ),
  ];
}

function scale(values: readonly number[], from: number, to: number): (value: number) => number {
  const [least, most] = [Math.log(Math.min(...values)), Math.log(Math.max(...values))];
  return (value) => from + ((to - from) * (Math.log(value) - least)) / (most - least);
}

/** The powers of ten within. */
function powers(values: readonly number[]): number[] {
  const [least, most] = [Math.min(...values), Math.max(...values)];
  const found: number[] = [];
  for (let power = 10 ** Math.ceil(Math.log10(least)); power <= most; power *= 10) found.push(power);
  return found;
}
