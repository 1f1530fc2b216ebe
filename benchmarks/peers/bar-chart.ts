import { times, type Table } from './figures.ts';
import type { Results } from './report.ts';
import { BOOK } from './sides.ts';
import { line, rect, svg, text } from './svg.ts';

const [PANEL, NAMES, VALUES, ROW, GAP, TOP] = [430, 165, 62, 18, 30, 58];
/** Not all, which would be too many to look at: the others are in the tables. */
const SHOWN: readonly string[] = ['step-50-100', 'main', 'gradient', 'predict-1'];

interface Bar {
  readonly name: string;
  readonly ours: boolean;
  /** How many times as fast as the book's NumPy. */
  readonly ratio: number;
}

/**
 * A panel for each of four workloads: how many times as fast as the book's NumPy each side is, on a logarithmic scale of which 1 is
 * the middle line.
 */
export function barChart(results: Results): string {
  const panels = SHOWN.flatMap((id) => {
    const table = results.tables.find(({ workload }) => workload.id === id);
    const bars = table === undefined ? [] : barsOf(table, results);
    return table !== undefined && bars.length > 1 ? [{ title: table.workload.title, bars }] : [];
  });
  const heights = panels.map(({ bars }) => 24 + bars.length * ROW + GAP);
  const parts: string[] = [];
  const [left, right] = [
    panels.map((_, i) => i).filter((i) => i % 2 === 0),
    panels.map((_, i) => i).filter((i) => i % 2 === 1),
  ];
  let lowest = TOP;
  for (const [column, indices] of [left, right].entries()) {
    let y = TOP;
    for (const i of indices) {
      const { title, bars } = panels[i] ?? { title: '', bars: [] };
      parts.push(...panel(column * PANEL, y, title, bars));
      y += heights[i] ?? 0;
    }
    lowest = Math.max(lowest, y);
  }
  const heading = "How many times as fast as the book's NumPy";
  parts.unshift(
    text(10, 18, heading, { style: 'title' }),
    text(10, 34, 'logarithmic; bars to the right are faster, to the left slower', { style: 'quiet' }),
  );
  return svg(2 * PANEL, lowest, heading, parts);
}

function barsOf({ figures }: Table, { sides }: Results): Bar[] {
  const book = figures.find(({ side }) => side === BOOK)?.timing?.median;
  if (book === undefined) return [];
  const bars = figures.flatMap(({ side, timing }): Bar[] => {
    if (timing === undefined) return [];
    const known = sides.find(({ id }) => id === side);
    const name = known?.name.replaceAll('`', '') ?? 'bilayer, the command';
    return [{ name, ours: known?.ours ?? true, ratio: book / timing.median }];
  });
  return bars.sort((a, b) => b.ratio - a.ratio);
}

function panel(x: number, y: number, title: string, bars: readonly Bar[]): string[] {
  const logs = bars.map(({ ratio }) => Math.log10(ratio));
  const [least, most] = [Math.min(-0.1, ...logs), Math.max(0.1, ...logs)];
  const room = PANEL - NAMES - 2 * VALUES - 10;
  const at = (log: number): number => x + NAMES + VALUES + (room * (log - least)) / (most - least);
  const rows = bars.flatMap(({ name, ours, ratio }, i) => {
    const [from, to, top] = [at(0), at(Math.log10(ratio)), y + 14 + i * ROW];
    const label = times(ratio);
    return [
      text(x + NAMES - 6, top + 12, name, { anchor: 'end' }),
      rect(Math.min(from, to), top + 2, Math.max(1, Math.abs(to - from)), ROW - 5, ours ? 'ours' : 'other'),
      ratio >= 1
        ? text(to + 4, top + 12, label, { style: 'quiet' })
        : text(to - 4, top + 12, label, { style: 'quiet', anchor: 'end' }),
    ];
  });
  const bottom = y + 14 + bars.length * ROW;
  return [
    text(x + 10, y + 6, title, { style: 'title' }),
    ...rows,
    line(at(0), y + 12, at(0), bottom, 'axis'),
  ];
}
