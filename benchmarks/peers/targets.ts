import { times, type Table } from './figures.ts';
import type { Results } from './report.ts';
import { BOOK } from './sides.ts';

type Row = readonly [what: string, goal: string, measured: string, verdict: string];

interface Goal {
  readonly workload: string;
  /** Which of ours it is for. */
  readonly ours: readonly string[];
  /** At least so many times as fast as the book's NumPy, and as the fastest peer. */
  readonly book?: number;
  readonly peers?: number;
}

const goals: readonly Goal[] = [
  { workload: 'step-50-100', ours: ['wasm-2'], book: 10, peers: 2.5 },
  { workload: 'step-50-100', ours: ['wasm-1'] },
  { workload: 'step-512-100', ours: ['wasm-2'], book: 10, peers: 1.5 },
  { workload: 'step-50-1000', ours: ['wasm-2'], peers: 2 },
  { workload: 'main', ours: ['wasm-2', 'wasm-1'], book: 10, peers: 2.5 },
  { workload: 'main', ours: ['cli'], book: 10, peers: 2.5 },
  { workload: 'gradient', ours: ['wasm-2', 'wasm-1'], book: 1000 },
  { workload: 'predict-10000', ours: ['wasm-2', 'wasm-1'], peers: 1 },
];

/** What the project set itself, beside what came out. */
export function targetRows({ tables, sides, dense, peaks }: Results): Row[] {
  const isOurs = (id: string): boolean => id === 'cli' || sides.some((side) => side.id === id && side.ours);
  const name = (id: string): string => sides.find((side) => side.id === id)?.name ?? 'the command';
  const rows = goals.flatMap(({ workload, ours, book, peers }): Row[] => {
    const table = tables.find((one) => one.workload.id === workload);
    const best = table && fastest(table, (id) => ours.includes(id));
    if (table === undefined || best === undefined) return [];
    const [theBook, peer] = [fastest(table, (id) => id === BOOK), fastest(table, (id) => !isOurs(id))];
    const ratios = [
      { of: "the book's", ratio: theBook && theBook.seconds / best.seconds, goal: book },
      { of: name(peer?.side ?? ''), ratio: peer && peer.seconds / best.seconds, goal: peers },
    ].flatMap(({ of, ratio, goal }) => (ratio === undefined ? [] : [{ of, ratio, goal }]));
    const goalText = [
      ...(book === undefined ? [] : [`≥ ${times(book)} the book's`]),
      ...(peers === undefined ? [] : [`≥ ${times(peers)} the fastest peer`]),
    ].join(', ');
    const missed = ratios.some(({ ratio, goal }) => goal !== undefined && ratio < goal);
    const verdict = goalText === '' ? '' : missed ? 'missed' : 'met';
    const measured = ratios.map(({ of, ratio }) => `${times(ratio)} ${of}`).join(', ');
    return [[`${table.workload.title}: ${name(best.side)}`, goalText, measured, verdict]];
  });
  const row = tables.find(({ workload }) => workload.id === 'predict-1');
  const one = row && fastest(row, (id) => id.startsWith('wasm'));
  if (one !== undefined) rows.push(below('predict one row', 1e6 * one.seconds, 5, 'µs'));
  const cold = tables.find(({ workload }) => workload.id === 'cold');
  const command = cold && fastest(cold, (id) => id === 'cli');
  if (command !== undefined)
    rows.push(below('the command on the digits, one update', 1e3 * command.seconds, 150, 'ms'));
  const peak = peaks.get('cli');
  if (peak !== undefined) rows.push(below('most memory of the command on MNIST', peak / 1e6, 300, 'MB'));
  const [single] = dense?.steps ?? [];
  if (dense !== undefined && single !== undefined) {
    const share = single.rate / dense.limit;
    rows.push([
      'data without zeros, hidden 512',
      '≥ 60 % of what 128-bit SIMD allows',
      `${(100 * share).toFixed(0)} %`,
      share < 0.6 ? 'missed' : 'met',
    ]);
  }
  return rows;
}

function below(what: string, value: number, goal: number, unit: string): Row {
  return [what, `≤ ${goal} ${unit}`, `${value.toPrecision(3)} ${unit}`, value <= goal ? 'met' : 'missed'];
}

/** The least median of those sides. */
function fastest(
  { figures }: Table,
  of: (id: string) => boolean,
): { readonly side: string; readonly seconds: number } | undefined {
  const timed = figures.flatMap(({ side, timing }) =>
    timing !== undefined && of(side) ? [{ side, seconds: timing.median }] : [],
  );
  return timed.sort((a, b) => a.seconds - b.seconds)[0];
}
