import { show } from './figures.ts';
import { rate, type Growth, type Point } from './growth.ts';
import { bytes, type Machine } from './machine.ts';
import { table } from './report.ts';

/** Where something outgrows a cache. */
export interface Mark {
  readonly operations: number;
  readonly label: string;
}

const FLOAT = 4;
const INPUTS = 784;

/** Where W1, and at 50 hidden units the batch's hidden values, no longer fit in a cache of the machine. */
export function marksOf(
  { byHidden }: Growth,
  { L2, L3 }: Machine,
): { readonly byHidden: readonly Mark[]; readonly byBatch: readonly Mark[] } {
  // Operations grow in proportion to both.
  const [first] = byHidden;
  const each = first === undefined ? NaN : first.operations / (first.hidden * first.batch);
  const caches = [
    { name: 'L2', size: L2 },
    { name: 'L3', size: L3 },
  ].flatMap(({ name, size }) => (size === undefined ? [] : [{ name, size }]));
  return {
    byHidden: caches.map(({ name, size }) => ({
      operations: each * 100 * (size / (INPUTS * FLOAT)),
      label: `W1 > ${name} (${bytes(size)})`,
    })),
    byBatch: caches.map(({ name, size }) => ({
      operations: each * 50 * (size / (50 * FLOAT)),
      label: `hidden values > ${name}`,
    })),
  };
}

export function describeGrowth(growth: Growth, machine: Machine): string[] {
  const rows = (points: readonly Point[], size: (point: Point) => number): string[][] =>
    points.map((point) => [
      String(size(point)),
      show(point.operations / 1e6),
      show(1 / point.seconds),
      show(rate(point) / 1e9),
    ]);
  const headings = (what: string): string[] => [what, 'million operations a step', 'steps/s', 'Gflop/s'];
  return [
    '## As the work grows',
    '![Steps a second against operations a step](./growth.svg)',
    'Two threads. Operations are multiplications and additions with what is not 0, of an update.',
    table(
      headings('hidden, batch 100'),
      rows(growth.byHidden, ({ hidden }) => hidden),
    ),
    table(
      headings('batch, hidden 50'),
      rows(growth.byBatch, ({ batch }) => batch),
    ),
    `${drop('hidden units', growth.byHidden)} ${drop('rows', growth.byBatch)} ${caches(machine)}`.trim(),
  ];
}

/** The largest loss of speed from a point to the next. */
function drop(what: string, points: readonly Point[]): string {
  const steps = points.slice(1).map((point, i) => {
    const before = points[i] ?? point;
    return { before, point, kept: rate(point) / rate(before) };
  });
  const worst = steps.reduce((a, b) => (b.kept < a.kept ? b : a), steps[0] ?? never());
  const size = (point: Point): number => (what === 'rows' ? point.batch : point.hidden);
  return `From a number of ${what} to the next at most ${(100 * Math.max(0, 1 - worst.kept)).toFixed(0)} % of the speed is lost (from ${size(worst.before)} to ${size(worst.point)}).`;
}

function never(): never {
  throw new Error('no points');
}

function caches({ L2, L3 }: Machine): string {
  const units = (size: number): number => Math.floor(size / (INPUTS * FLOAT));
  const parts = [
    ...(L2 === undefined ? [] : [`L2 (${bytes(L2)}) at ${units(L2)} hidden units`]),
    ...(L3 === undefined ? [] : [`L3 (${bytes(L3)}) at ${units(L3)}`]),
  ];
  return parts.length === 0 ? '' : `W1 outgrows ${parts.join(', ')}.`;
}
