import type { AccuracyPoint, LossPoint } from '@bilayer/training';
import { axis, type Axis } from './axis.ts';
import { CURVES_STYLE } from './curves-style.ts';
import { escapeXml } from './escape-xml.ts';
import { clip } from './text-width.ts';

export interface Curves {
  readonly title: string;
  readonly subtitle?: string;
  /** In the order of their iterations. */
  readonly losses: readonly LossPoint[];
  readonly accuracies: readonly AccuracyPoint[];
}

const WIDTH = 880;
const HEIGHT = 400;
const TOP = 124;
const BOTTOM = 346;
const LOSS_PANEL = { left: 68, right: 420 };
const ACCURACY_PANEL = { left: 496, right: 848 };
/** More losses than this are drawn as the mean and the range of about 200 groups. */
const MOST_POINTS = 400;
const GROUPS = 200;
/** From the first name of a legend to the second. */
const SECOND = 184;
/** Up to this many evaluations get a dot each. */
const MOST_DOTS = 40;
/** A loss beyond this is drawn here, so that no coordinate overflows. */
const LARGEST = 1e300;

/**
 * The curves of a training run as one self-contained SVG file, for light and dark: the loss on the left, the
 * accuracies in per cent on the right, both over the iterations. Equal input gives an equal string.
 * Throws RangeError for a number that is not finite, or an accuracy outside 0 to 1.
 */
export function curvesSvg({ title, subtitle, losses, accuracies }: Curves): string {
  check(losses, accuracies);
  const iterations = [...losses, ...accuracies].map(({ iteration }) => iteration);
  const x = iterationAxis(iterations);
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" class="bilayer-curves" viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img">`,
    `<title>${escapeXml(title)}</title>`,
    `<desc>${escapeXml(describe(losses, accuracies))}</desc>`,
    `<style>${CURVES_STYLE}\n</style>`,
    `<rect class="paper" width="${WIDTH}" height="${HEIGHT}"/>`,
    `<text class="title" x="24" y="${subtitle === undefined ? 46 : 34}">${escapeXml(clip(title, 88))}</text>`,
    ...(subtitle === undefined
      ? []
      : [`<text class="subtitle" x="24" y="56">${escapeXml(clip(subtitle, 128))}</text>`]),
    ...lossPanel(losses, x),
    ...accuracyPanel(accuracies, x),
    '</svg>',
    '',
  ].join('\n');
}

interface Panel {
  readonly left: number;
  readonly right: number;
}

function lossPanel(losses: readonly LossPoint[], x: Axis): string[] {
  const values = losses.map(({ loss }) => Math.min(LARGEST, Math.max(-LARGEST, loss)));
  const [least, most] = extent([0, ...values]);
  const y = axis(least, most > least ? most : least + 1, { roundUp: true });
  const at = place(LOSS_PANEL, x, y);
  const frame = panelFrame(LOSS_PANEL, 'Loss', x, y);
  if (losses.length === 0) return [...frame, nothing(LOSS_PANEL, 'no loss was recorded')];
  if (losses.length <= MOST_POINTS) {
    const points = losses.map(({ iteration }, k) => at(iteration, values[k] ?? 0));
    return [...frame, ...legend(LOSS_PANEL, 0, 'loss', 'each mini-batch'), ...curve(points, 'loss', 1)];
  }
  const size = Math.ceil(losses.length / GROUPS);
  const groups = Array.from({ length: Math.ceil(losses.length / size) }, (_, g) => {
    const members = losses.slice(g * size, (g + 1) * size).map(({ iteration }) => iteration);
    const part = values.slice(g * size, (g + 1) * size);
    return { iteration: mean(members), mean: mean(part), range: extent(part) };
  });
  const upper = groups.map(({ iteration, range: [, highest] }) => at(iteration, highest));
  const lower = groups.map(({ iteration, range: [lowest] }) => at(iteration, lowest)).reverse();
  const swatch = LOSS_PANEL.left + SECOND;
  return [
    ...frame,
    ...legend(LOSS_PANEL, 0, 'loss', `mean of ${size} batches`),
    `<rect class="range" x="${swatch}" y="97" width="22" height="10"/>`,
    `<text x="${swatch + 28}" y="106">lowest to highest</text>`,
    `<path class="range" d="M${[...upper, ...lower].join('L')}Z"/>`,
    ...curve(
      groups.map((group) => at(group.iteration, group.mean)),
      'loss',
      1,
    ),
  ];
}

function accuracyPanel(accuracies: readonly AccuracyPoint[], x: Axis): string[] {
  const [least] = extent(accuracies.flatMap(({ train, test }) => [train, test]));
  const y = axis([90, 80, 50].find((percent) => percent <= 100 * least) ?? 0, 100);
  const at = place(ACCURACY_PANEL, x, y);
  const frame = panelFrame(ACCURACY_PANEL, 'Accuracy, %', x, y);
  const last = accuracies.at(-1);
  if (!last) return [...frame, nothing(ACCURACY_PANEL, 'no accuracy was measured')];
  return [
    ...frame,
    ...(['train', 'test'] as const).flatMap((split, k) => [
      ...legend(ACCURACY_PANEL, k * SECOND, split, `${split}, ends at ${(100 * last[split]).toFixed(1)} %`),
      ...curve(
        accuracies.map((point) => at(point.iteration, 100 * point[split])),
        split,
        MOST_DOTS,
      ),
    ]),
  ];
}

/** From 0, unless the run was resumed late; to the last iteration. */
function iterationAxis(iterations: readonly number[]): Axis {
  const [first, last] = extent(iterations);
  const from = first > last / 10 && first < last ? first : Math.min(0, first);
  return axis(from, last > from ? last : from + 1, { whole: true });
}

/** Heading, grid, axes and tick labels. */
function panelFrame({ left, right }: Panel, heading: string, x: Axis, y: Axis): string[] {
  const at = place({ left, right }, x, y);
  const column = (value: number): string => at(value, y.from).split(',')[0] ?? '';
  const row = (value: number): string => at(x.from, value).split(',')[1] ?? '';
  return [
    `<text class="heading" x="${left}" y="86">${heading}</text>`,
    ...y.ticks.flatMap(({ value, label }) => [
      `<line class="grid" x1="${left}" x2="${right}" y1="${row(value)}" y2="${row(value)}"/>`,
      `<text x="${left - 8}" y="${row(value)}" dy="4" text-anchor="end">${label}</text>`,
    ]),
    `<line class="axis" x1="${left}" x2="${right}" y1="${BOTTOM}" y2="${BOTTOM}"/>`,
    ...x.ticks.flatMap(({ value, label }) => [
      `<line class="axis" x1="${column(value)}" x2="${column(value)}" y1="${BOTTOM}" y2="${BOTTOM + 5}"/>`,
      `<text x="${column(value)}" y="${BOTTOM + 19}" text-anchor="middle">${label}</text>`,
    ]),
    `<text x="${(left + right) / 2}" y="${BOTTOM + 40}" text-anchor="middle">iteration</text>`,
  ];
}

/** A line's sample and name above the panel, `offset` from its left side, where no curve comes. */
function legend({ left }: Panel, offset: number, kind: string, text: string): string[] {
  const from = left + offset;
  return [
    `<line class="line ${kind}" x1="${from}" x2="${from + 22}" y1="102" y2="102"/>`,
    `<text x="${from + 28}" y="106">${text}</text>`,
  ];
}

/** The points joined, and a dot on each when there are at most `dots`. */
function curve(points: readonly string[], kind: string, dots: number): string[] {
  const marks = points.length > dots ? [] : points;
  return [
    ...(points.length > 1 ? [`<path class="line ${kind}" d="M${points.join('L')}"/>`] : []),
    ...marks.map((point) => {
      const [cx = '', cy = ''] = point.split(',');
      return `<circle class="dot ${kind}" cx="${cx}" cy="${cy}" r="2.5"/>`;
    }),
  ];
}

function nothing({ left, right }: Panel, text: string): string {
  return `<text x="${(left + right) / 2}" y="${(TOP + BOTTOM) / 2}" text-anchor="middle">${text}</text>`;
}

/** Where a value lies, as 'x,y' to a tenth of a unit. */
function place({ left, right }: Panel, x: Axis, y: Axis): (iteration: number, value: number) => string {
  return (iteration, value) => {
    const across = (iteration - x.from) / (x.to - x.from);
    const up = (value - y.from) / (y.to - y.from);
    return `${(left + across * (right - left)).toFixed(1)},${(BOTTOM - up * (BOTTOM - TOP)).toFixed(1)}`;
  };
}

function describe(losses: readonly LossPoint[], accuracies: readonly AccuracyPoint[]): string {
  const sentences: string[] = [];
  const [first, last, end] = [losses[0], losses.at(-1), accuracies.at(-1)];
  if (first && last) {
    const from = `${first.loss.toPrecision(3)} at iteration ${first.iteration}`;
    sentences.push(`Loss: from ${from} to ${last.loss.toPrecision(3)} at iteration ${last.iteration}.`);
  }
  if (end) {
    const [train, test] = [end.train, end.test].map((share) => (100 * share).toFixed(1));
    sentences.push(
      `Accuracy at iteration ${end.iteration}: ${train} % on the training data, ${test} % on the test data.`,
    );
  }
  return sentences.join(' ') || 'Nothing was recorded.';
}

function check(losses: readonly LossPoint[], accuracies: readonly AccuracyPoint[]): void {
  for (const { iteration, loss } of losses) {
    if (!Number.isFinite(iteration) || !Number.isFinite(loss)) {
      throw new RangeError(`curvesSvg: a finite loss was expected, ${loss} came at iteration ${iteration}`);
    }
  }
  for (const { iteration, train, test } of accuracies) {
    if (!Number.isFinite(iteration) || !(train >= 0 && train <= 1 && test >= 0 && test <= 1)) {
      throw new RangeError(
        `curvesSvg: accuracies of 0 to 1 were expected, ${train} and ${test} came at iteration ${iteration}`,
      );
    }
  }
}

/** The least and the greatest; [0, 0] of none. */
function extent(values: readonly number[]): readonly [number, number] {
  if (values.length === 0) return [0, 0];
  return [values.reduce((a, b) => Math.min(a, b)), values.reduce((a, b) => Math.max(a, b))];
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value / values.length, 0);
}
