import type { Dataset, Split } from '@bilayer/datasets';
import type { Command } from 'commander';
import { namedData, notesOf, rowOf, sources } from '../data.ts';
import type { Io } from '../io.ts';
import { drawDigit, sideBySide } from '../show/digit.ts';
import { count } from '../show/number.ts';
import { table } from '../show/table.ts';
import { wrap } from '../show/wrap.ts';
import { seed } from './parse.ts';

export function addDatasets(program: Command, io: Io): void {
  program
    .command('datasets')
    .description('list the data sets, or show one')
    .argument('[name]', 'a data set, a CSV file, a folder of IDX files, a plugin')
    .option('-s, --seed <n>', 'of generated points', seed, 0)
    .option('--json', 'print the result as JSON')
    .addHelpText('after', '\nExamples:\n  $ bilayer datasets\n  $ bilayer datasets digits')
    .action(
      async (
        name: string | undefined,
        { json = false, seed: from }: { readonly json?: boolean; readonly seed: number },
      ) => {
        if (name === undefined) list(json, io);
        else await show(name, from, json, io);
      },
    );
}

function list(json: boolean, io: Io): void {
  const rows = Object.entries(sources).map(([name, { about }]) => ({ name, about }));
  if (json) {
    io.out(JSON.stringify(rows));
    return;
  }
  for (const line of table(rows.map(({ name, about }) => [name, about]))) io.out(line);
  io.out('');
  io.out(
    'Or give the path of a CSV file (label in the last column), of a folder of IDX\nfiles or of a plugin, ./mine.ts, or a package. bilayer datasets <name> shows it.',
  );
}

async function show(name: string, seed: number, json: boolean, io: Io): Promise<void> {
  const data = await namedData(name, io, seed);
  const { shape, divisor } = notesOf(data);
  const counts = data.classes.map((label, i) => ({
    class: label,
    train: rowsOfClass(data.train, i),
    test: rowsOfClass(data.test, i),
  }));
  if (json) {
    const { name: title, train, test } = data;
    const rows = { train: train.length, test: test.length };
    io.out(JSON.stringify({ name: title, ...rows, shape, divisor, classes: counts }));
    return;
  }
  for (const line of summary(data)) io.out(line);
  io.out('');
  const lines = counts.map((row) => [row.class, count(row.train), count(row.test)]);
  for (const line of table([['class', 'train', 'test'], ...lines], { align: ['left', 'right', 'right'] }))
    io.out(line);
  const [rows, cols] = shape;
  if (shape.length !== 2 || rows === undefined || cols === undefined) return;
  io.out('');
  const blocks = data.classes.slice(0, cols > 16 ? 2 : 4).flatMap((label, i) => {
    const at = data.train.labels.indexOf(i);
    return at === -1
      ? []
      : [{ title: label, lines: drawDigit(rowOf(data.train, at), rows, cols, { color: io.color }) }];
  });
  for (const line of sideBySide(blocks)) io.out(line);
}

/** How many rows a data set has, of what form, and who made it. */
export function summary(data: Dataset): string[] {
  const { shape, divisor } = notesOf(data);
  return [
    `${data.name}: ${count(data.train.length)} rows to train on, ${count(data.test.length)} to test on`,
    `each row ${shape.join(' × ')} numbers${divisor === 1 ? '' : `, divided by ${divisor}`}`,
    ...(data.attribution === undefined ? [] : [wrap(data.attribution)]),
  ];
}

function rowsOfClass({ labels }: Split, wanted: number): number {
  let total = 0;
  for (const label of labels) if (label === wanted) total++;
  return total;
}
