import type { BrowserResults } from './browser.ts';
import type { Dense } from './dense.ts';
import { show, showFigure, times, type Figure, type Table } from './figures.ts';
import { describeGrowth } from './growth-text.ts';
import type { Growth } from './growth.ts';
import type { Machine } from './machine.ts';
import { BOOK, type Side } from './sides.ts';
import { targetRows } from './targets.ts';

export interface Results {
  readonly machine: Machine;
  readonly versions: Readonly<Record<string, string>>;
  /** The share of pixels that are not 0. */
  readonly inked: number;
  readonly rounds: number;
  readonly sides: readonly Side[];
  /** How far the losses of each side's first updates lie from the book's. */
  readonly agreements: ReadonlyMap<string, string>;
  readonly tables: readonly Table[];
  readonly accuracies: ReadonlyMap<string, number>;
  readonly peaks: ReadonlyMap<string, number>;
  readonly dense: Dense | undefined;
  readonly growth: Growth | undefined;
  readonly browser: BrowserResults | undefined;
}

/** How far the accuracy after the main job may lie from the book's. */
const POINTS = 0.003;

export function report(results: Results): string {
  const { machine, versions, inked, rounds, growth, browser } = results;
  const sections = [
    '# Results',
    'Written by `pnpm bench:peers`; see the [README](./README.md) for what is measured, how, and how to run it again.',
    [
      `- ${machine.text}`,
      `- ${Object.entries(versions)
        .map(([name, version]) => `${name} ${version}`)
        .join(', ')}`,
      `- MNIST, 784-50-10 where nothing else is said, ${(100 * inked).toFixed(1)} % of the pixels not 0; sigmoid, softmax,`,
      '  cross-entropy, SGD; float32 except where it says float64',
      `- medians of ${rounds} rounds in which all took turns; in brackets, how many times as fast as the book's NumPy`,
    ].join('\n'),
    '![How many times as fast as the NumPy of the book](./results.svg)',
    targets(results),
    ...section('Training step', results, ['step-50-100', 'step-512-100', 'step-50-1000'], {
      extra: agreementColumn,
      below:
        'An update alone. `train()` and the TypeScript engine take the loss after it as well, as the book records it.',
    }),
    ...section('Main job', results, ['main'], {
      extra: accuracyColumn,
      below:
        '10,000 updates, the loss on each batch after its update, the accuracy on all 70,000 images at the start of each of' +
        ' 17 epochs; from the start of the process to its end.',
    }),
    ...section('Numerical gradient', results, ['gradient'], {
      extra: noteColumn('gradient'),
      below:
        "All 39,760 elements of the book's network on 100 images. The others compute 79,520 losses (≈: extrapolated from a" +
        ' part); ours follows each nudge to what it changes, in float64.',
    }),
    ...section('Prediction', results, ['predict-1', 'predict-10000']),
    ...section('Cold start', results, ['cold'], {
      below:
        'From the start of the process to its first update done, on 100 images. The command is measured to its end: the' +
        ' digits, one update, evaluation and the file written.',
    }),
    ...denseSection(results),
    ...(growth ? describeGrowth(growth, machine) : []),
    ...(browser ? browserSection(browser) : []),
    slower(results),
    sidesSection(results),
  ];
  return `${sections.filter((text) => text !== '').join('\n\n')}\n`;
}

function nameOf({ sides }: Results, id: string): string {
  return id === 'cli' ? 'the command `bilayer train`' : (sides.find((side) => side.id === id)?.name ?? id);
}

type Column = readonly [heading: string, cell: (id: string, results: Results) => string];

const agreementColumn: Column = [
  "losses differ from the book's by",
  (id, { agreements, sides }) => agreements.get(id) ?? sides.find((side) => side.id === id)?.otherwise ?? '',
];

const accuracyColumn: Column = [
  'test accuracy; most memory',
  (id, { accuracies, peaks, tables }) => {
    const [own, book, peak] = [accuracies.get(id), accuracies.get(BOOK), peaks.get(id)];
    const accuracy =
      own === undefined
        ? (tables.find(({ workload }) => workload.id === 'main')?.figures.find(({ side }) => side === id)
            ?.note ?? '')
        : `${(100 * own).toFixed(2)} %${book !== undefined && Math.abs(own - book) > POINTS ? ": NOT the book's" : ''}`;
    return [accuracy, ...(peak === undefined ? [] : [`${Math.round(peak / 1e6)} MB`])].join('; ');
  },
];

function noteColumn(workload: string): Column {
  return [
    '',
    (id, { tables }) =>
      tables.find((table) => table.workload.id === workload)?.figures.find(({ side }) => side === id)?.note ??
      '',
  ];
}

/** A table with a row for each side and a column for each workload that was measured. */
function section(
  title: string,
  results: Results,
  ids: readonly string[],
  { extra, below = '' }: { readonly extra?: Column; readonly below?: string } = {},
): string[] {
  const tables = results.tables.filter(({ workload }) => ids.includes(workload.id));
  if (tables.length === 0) return [];
  const sides = [...new Set(tables.flatMap(({ figures }) => figures.map(({ side }) => side)))];
  const order = results.sides.map(({ id }) => id);
  sides.sort((a, b) => order.indexOf(a) - order.indexOf(b));
  const headings = [
    '',
    ...tables.map(({ workload }) =>
      [
        workload.title.replace(/^training step, /, ''),
        ...(workload.unit === 'time' ? [] : [workload.unit]),
      ].join(', '),
    ),
    ...(extra ? [extra[0]] : []),
  ];
  const rows = sides.map((id) => [
    nameOf(results, id),
    ...tables.map((table) => cell(table, id)),
    ...(extra ? [extra[1](id, results)] : []),
  ]);
  return [`## ${title}`, table(headings, rows), below];
}

export function table(headings: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  return [line(headings), line(headings.map((_, i) => (i === 0 ? '---' : '--:'))), ...rows.map(line)].join(
    '\n',
  );
}

function cell({ workload, figures }: Table, id: string): string {
  const figure = figures.find(({ side }) => side === id);
  if (figure === undefined) return '';
  if (figure.timing === undefined) return figure.problem ?? '';
  const book = figures.find(({ side }) => side === BOOK)?.timing;
  const ratio = book === undefined ? '' : ` (${times(book.median / figure.timing.median)})`;
  const about = figure.note === undefined ? '' : '≈ ';
  return `${about}${showFigure(figure.timing.median, workload)}${ratio}`;
}

function targets(results: Results): string {
  const rows = targetRows(results);
  if (rows.length === 0) return '';
  return ['## Against the goals', table(['', 'goal', 'measured', ''], rows)].join('\n\n');
}

/** Whatever some peer is faster at than the best of ours. */
function slower(results: Results): string {
  const ours = (figure: Figure): boolean =>
    results.sides.some(({ id, ours: own }) => own && id === figure.side);
  const lines = results.tables.flatMap(({ workload, figures }) => {
    const timed = figures.filter((figure) => figure.timing !== undefined && figure.side !== 'cli');
    const best = Math.min(...timed.filter(ours).map(({ timing }) => timing?.median ?? Infinity));
    return timed
      .filter((figure) => !ours(figure) && (figure.timing?.median ?? Infinity) < best)
      .map(
        ({ side, timing }) =>
          `- ${workload.title}: ${nameOf(results, side)}, ${times(best / (timing?.median ?? NaN))} as fast`,
      );
  });
  const text = lines.length > 0 ? lines.join('\n') : 'At none of these workloads was one in this run.';
  return `## Where others are faster than bilayer\n\n${text}`;
}

function denseSection({ dense }: Results): string[] {
  if (dense === undefined) return [];
  const rows = dense.steps.map(({ threads, seconds, rate }) => [
    `${threads} thread${threads === 1 ? '' : 's'}`,
    show(1 / seconds),
    show(rate / 1e9),
    `${((100 * rate) / (threads * dense.limit)).toFixed(0)} %`,
  ]);
  return [
    '## Data without zeros',
    table(['hidden 512, batch 100', 'steps/s', 'Gflop/s', 'of what 128-bit SIMD allows'], rows),
    `The limit, ${show(dense.limit / 1e9)} Gflop/s a thread, is a loop of multiply-adds in registers alone. Of the peers none skips` +
      ' zeros except plain JavaScript: they are as fast here as on images.',
  ];
}

function browserSection({ browser, figures }: BrowserResults): string[] {
  const rows = figures.map(({ name, step, gradient, differ = '' }) => [name, step, gradient, differ]);
  return [
    '## In a browser',
    `${browser}, headless. The machine has no GPU: webgl and webgpu are computed by its processor. The same step (hidden 50, batch` +
      ' 100) and numerical gradient (≈: extrapolated from a part), in cross-origin isolated pages.',
    table(['', 'step, steps/s', 'numerical gradient', "losses differ from TypeScript's by"], rows),
  ];
}

function sidesSection(results: Results): string {
  const rows = results.sides.map(({ name, why }) => `- ${name}: ${why}`);
  return ['## How each does it', rows.join('\n')].join('\n\n');
}
