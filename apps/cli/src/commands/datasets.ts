import type { Split } from '@bilayer/datasets';
import type { Command } from 'commander';
import { loadData, notesOf, rowOf, sources } from '../data.ts';
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
    .argument('[name]', 'a data set, a CSV file, or a folder of IDX files')
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
    'Or give the path of a CSV file (label in the last column) or of a folder of\nIDX files. bilayer datasets <name> shows one.',
  );
}

async function show(name: string, seed: number, json: boolean, io: Io): Promise<void> {
  const data = await loadData(name, io, seed);
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
  io.out(`${data.name}: ${count(data.train.length)} rows to train on, ${count(data.test.length)} to test on`);
  io.out(`each row ${shape.join(' × ')} numbers${divisor === 1 ? '' : `, divided by ${divisor}`}`);
  if (data.attribution !== undefined) io.out(wrap(data.attribution));
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

function rowsOfClass({ labels }: Split, wanted: number): number {
  let total = 0;
  for (const label of labels) if (label === wanted) total++;
  return total;
}
