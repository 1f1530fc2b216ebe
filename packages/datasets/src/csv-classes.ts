import { decimal, shown, type LabelCell } from './csv-table.ts';
import { DatasetError } from './error.ts';

/** More classes than this are taken for numbers to predict and not for classes. */
const MOST_CLASSES = 10_000;

function fail(name: string, { line, column, text }: LabelCell, problem: string): never {
  const cell = text === '' ? 'the label is empty' : `label ${shown(text)} ${problem}`;
  throw new DatasetError('CSV_LABEL', `${name}: line ${line}, column ${column}: ${cell}`);
}

/** The labels as numbers from 0 to below `count`; `cells` are all decimal. */
function integers(name: string, cells: readonly LabelCell[], count: number): Int32Array {
  return Int32Array.from(cells, (cell) => {
    const value = decimal(cell.text) ?? -1;
    if (!Number.isInteger(value)) fail(name, cell, 'is not a whole number, and so not a class');
    if (value < 0 || value >= count)
      fail(name, cell, `is outside 0 … ${count - 1}, the numbers of the classes`);
    return value;
  });
}

/**
 * The classes of a label column and each row's index into them.
 *
 * Without `given` classes: a column of whole numbers from 0 up gives classes '0' … the largest; a column of words
 * gives the different words, sorted by code unit so that the order of the rows does not matter. A mixture is an
 * error. With `given` classes: every label is one of their names, or every label is an index into them.
 * Throws a DatasetError (CSV_LABEL) with the line and the column.
 */
export function csvClasses(
  name: string,
  cells: readonly LabelCell[],
  given: readonly string[] | undefined,
): { classes: readonly string[]; labels: Int32Array } {
  const isNumber = cells.map((cell) => decimal(cell.text) !== undefined);
  const firstEmpty = cells.find((cell) => cell.text === '' || /^[+-]?nan$/i.test(cell.text));
  if (firstEmpty !== undefined) fail(name, firstEmpty, 'is not a class');
  if (given !== undefined && !cells.every((cell) => given.includes(cell.text))) {
    const odd = cells.find((cell, i) => isNumber[i] !== true && !given.includes(cell.text));
    if (odd !== undefined) fail(name, odd, `is not one of the classes: ${given.join(', ')}`);
    const mixed = cells.find((_, i) => isNumber[i] !== true);
    if (mixed !== undefined) fail(name, mixed, 'is a name, but other labels are numbers; use one kind');
    return { classes: [...given], labels: integers(name, cells, given.length) };
  }
  if (given === undefined && isNumber.includes(true)) {
    const word = cells.find((_, i) => isNumber[i] !== true);
    if (word !== undefined) {
      fail(
        name,
        word,
        'is not a number, but other labels are; if the first row names the columns, pass header: true',
      );
    }
    const labels = integers(name, cells, MOST_CLASSES);
    const count = labels.reduce((a, b) => (a > b ? a : b), 0) + 1;
    return { classes: Array.from({ length: count }, (_, i) => String(i)), labels };
  }
  const classes = given === undefined ? [...new Set(cells.map((cell) => cell.text))].sort() : [...given];
  const index = new Map(classes.map((word, i) => [word, i]));
  return { classes, labels: Int32Array.from(cells, (cell) => index.get(cell.text) ?? 0) };
}
