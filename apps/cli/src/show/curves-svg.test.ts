import { describe, expect, it } from 'vitest';
import type { AccuracyPoint, LossPoint } from '@bilayer/training';
import { curvesSvg } from './curves-svg.ts';

const losses = (count: number, loss = (i: number): number => 2.3 / (1 + i / 50)): LossPoint[] =>
  Array.from({ length: count }, (_, i) => ({ iteration: i + 1, loss: loss(i) }));
const accuracies: AccuracyPoint[] = [
  { iteration: 0, train: 0.1, test: 0.12 },
  { iteration: 100, train: 0.9, test: 0.85 },
];

/** The points of the path of class `kind`, as [x, y]. */
function points(svg: string, kind: string): number[][] {
  const path = new RegExp(`<path class="${kind}" d="M([^"]*?)Z?"/>`).exec(svg)?.[1];
  return (path ?? '').split('L').map((point) => point.split(',').map(Number));
}

/** Where each tick label of a panel's y axis stands, by its text. */
function rowOf(svg: string, label: string): number {
  const found = new RegExp(`y="([\\d.]+)" dy="4" text-anchor="end">${label}<`).exec(svg)?.[1];
  return Number(found);
}

describe('curvesSvg', () => {
  it('draws losses and accuracies where the axes say', () => {
    const flat = losses(100, (i) => (i < 50 ? 2 : 1));
    const svg = curvesSvg({ title: 't', losses: flat, accuracies });
    const line = points(svg, 'line loss');
    expect(line).toHaveLength(100);
    expect(line[0]?.[1]).toBe(rowOf(svg, '2.0'));
    expect(line[99]?.[1]).toBe(rowOf(svg, '1.0'));
    // The left panel reaches from 68 to 420, iterations from 0 to 100.
    expect(line[49]?.[0]).toBe(244);
    expect(line[99]?.[0]).toBe(420);
    expect(points(svg, 'line train')[0]?.[1]).toBeCloseTo((rowOf(svg, '0') * 9 + rowOf(svg, '100')) / 10, 0);
    expect(svg).toContain('>train, ends at 90.0 %<');
    expect(svg).toContain('>test, ends at 85.0 %<');
  });

  it('draws many losses as mean and range of groups, so that the file stays small', () => {
    const noisy = losses(10_000, (i) => 1 + (i % 2));
    const svg = curvesSvg({ title: 't', losses: noisy, accuracies: [] });
    expect(svg).toContain('>mean of 50 batches<');
    const line = points(svg, 'line loss');
    expect(line).toHaveLength(200);
    for (const [, y] of line) expect(y).toBe(rowOf(svg, '1.5'));
    const range = points(svg, 'range').map(([, y]) => y);
    expect(new Set(range)).toEqual(new Set([rowOf(svg, '1.0'), rowOf(svg, '2.0')]));
    expect(svg.length).toBeLessThan(20_000);
  });

  it('takes one point, none, a constant 0, negative and huge losses', () => {
    const one = curvesSvg({ title: 't', losses: losses(1), accuracies: accuracies.slice(0, 1) });
    expect(one.match(/<circle/g)).toHaveLength(3);
    expect(one).not.toContain('<path');
    const none = curvesSvg({ title: 't', losses: [], accuracies: [] });
    expect(none).toContain('no loss was recorded');
    expect(none).toContain('no accuracy was measured');
    expect(none).toContain('<desc>Nothing was recorded.</desc>');
    const cases = [
      losses(5, () => 0),
      losses(5, (i) => -i),
      losses(5, () => -3),
      losses(5, (i) => (i === 3 ? Number.MAX_VALUE : 1)),
      losses(5, (i) => (i === 3 ? -Number.MAX_VALUE : Number.MAX_VALUE)),
      losses(5, () => Number.MIN_VALUE),
      losses(5, (i) => 5 + i * 1e-15),
      losses(1000, () => 1e300),
      losses(3, () => 2).map(({ loss }) => ({ iteration: 7, loss })),
    ];
    for (const some of [
      ...cases.map((each) => curvesSvg({ title: 't', losses: each, accuracies })),
      one,
      none,
    ]) {
      expect(some).not.toMatch(/NaN|Infinity|undefined/);
      expect(some.length).toBeLessThan(25_000);
    }
  });

  it('starts the axis at 0, and late only for a run that was resumed late', () => {
    const firstLabel = (svg: string): string | undefined => /text-anchor="middle">([\d,]+)</.exec(svg)?.[1];
    expect(firstLabel(curvesSvg({ title: 't', losses: losses(100), accuracies: [] }))).toBe('0');
    const resumed = losses(1000).map(({ iteration, loss }) => ({ iteration: iteration + 5000, loss }));
    expect(firstLabel(curvesSvg({ title: 't', losses: resumed, accuracies: [] }))).toBe('5,200');
  });

  it('cuts the accuracy axis only when every accuracy is high', () => {
    const high = accuracies.map((point) => ({ ...point, train: 0.97, test: 0.93 }));
    expect(rowOf(curvesSvg({ title: 't', losses: [], accuracies: high }), '90')).toBe(346);
    expect(rowOf(curvesSvg({ title: 't', losses: [], accuracies }), '20')).toBeLessThan(346);
  });

  it('is accessible, escaped, self-contained, and the same every time', () => {
    const title = 'digits <b>&"数字"\u0000';
    const input = { title, subtitle: 'SGD & <0.1>', losses: losses(300), accuracies };
    const svg = curvesSvg(input);
    expect(curvesSvg(input)).toBe(svg);
    expect(svg).toContain('<title>digits &lt;b&gt;&amp;&quot;数字&quot;\ufffd</title>');
    expect(svg).toContain('>SGD &amp; &lt;0.1&gt;</text>');
    expect(svg).toContain('role="img"');
    expect(svg).toContain(
      '<desc>Loss: from 2.30 at iteration 1 to 0.330 at iteration 300. Accuracy at iteration 100: 90.0 % on the training data, 85.0 % on the test data.</desc>',
    );
    expect(svg).toContain('prefers-color-scheme: dark');
    expect(svg.replace('http://www.w3.org/2000/svg', '')).not.toMatch(/https?:|<script|href/);
    // Every tag that is opened is closed.
    const open: string[] = [];
    for (const [, closing, name, empty] of svg.matchAll(/<(\/?)(\w+)[^>]*?(\/?)>/g)) {
      if (closing) expect(open.pop()).toBe(name);
      else if (!empty) open.push(name ?? '');
    }
    expect(open).toEqual([]);
  });

  it('refuses numbers that it cannot draw', () => {
    const loss = [{ iteration: 7, loss: Number.NaN }];
    expect(() => curvesSvg({ title: 't', losses: loss, accuracies: [] })).toThrow(/NaN came at iteration 7/);
    const share = [{ iteration: 7, train: 96.5, test: 0.9 }];
    expect(() => curvesSvg({ title: 't', losses: [], accuracies: share })).toThrow(
      /0 to 1 were expected, 96.5/,
    );
  });
});
