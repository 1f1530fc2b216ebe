import { csvRecords, type CsvRecord } from './csv-records.ts';
import { DatasetError } from './error.ts';

/** Whether a CSV's first row names the columns; 'auto' says yes where none of its feature cells is a number. */
export type CsvHeader = 'auto' | boolean;

/** A class as it stands in the file. */
export interface LabelCell {
  readonly line: number;
  readonly column: number;
  readonly text: string;
}

export interface CsvTable {
  /** The number of feature columns, F. */
  readonly width: number;
  /** Feature rows, each [F]. */
  readonly rows: readonly Float64Array[];
  /** One a row, or none where no label column was asked for. */
  readonly labels: readonly LabelCell[];
}

/** A cell as an error message shows it: quoted, control characters escaped, cut after 40 characters. */
export function shown(text: string): string {
  return JSON.stringify(text.length > 40 ? `${text.slice(0, 40)}…` : text);
}

/** `1 row`, `2 rows`. */
export function counted(count: number, what: string): string {
  return `${count} ${what}${count === 1 ? '' : 's'}`;
}

const NUMBER = /^[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:e[+-]?\d+)?$/i;
const NOT_FINITE = /^[+-]?(?:nan|inf|infinity)$/i;

/** The finite number that `text` writes in decimal, or undefined. */
export function decimal(text: string): number | undefined {
  const value = NUMBER.test(text) ? Number(text) : Number.NaN;
  return Number.isFinite(value) ? value : undefined;
}

function namesColumns(cells: readonly string[], label: number | undefined): boolean {
  const features = cells.filter((_, i) => i !== label);
  return (
    features.some((cell) => cell !== '') &&
    !features.some((cell) => NUMBER.test(cell) || NOT_FINITE.test(cell))
  );
}

/** The index of the label column: by number, by its name in `first`, or the last. */
function labelColumn(label: string | number, first: readonly string[], name: string): number {
  const index = typeof label === 'string' ? first.indexOf(label) : label;
  if (!Number.isInteger(index) || index < 0 || index >= first.length) {
    throw new DatasetError(
      'CSV_COLUMN',
      typeof label === 'string'
        ? `${name}: there is no column ${shown(label)}; the columns are: ${first.map(shown).join(', ')}`
        : `${name}: label column ${label} is outside 0 … ${first.length - 1}, the indices of the columns`,
    );
  }
  return index;
}

function readFeatures(
  record: CsvRecord,
  label: number | undefined,
  header: readonly string[],
  name: string,
): Float64Array {
  const features: number[] = [];
  record.cells.forEach((cell, column) => {
    if (column === label) return;
    const value = decimal(cell);
    if (value === undefined) {
      const title = header[column] === undefined ? '' : ` (${shown(header[column])})`;
      const problem = cell === '' ? 'the cell is empty' : `${shown(cell)} is not a finite number`;
      throw new DatasetError(
        'CSV_CELL',
        `${name}: line ${record.line}, column ${column + 1}${title}: ${problem}; every feature must be a decimal number`,
      );
    }
    features.push(value);
  });
  return Float64Array.from(features);
}

/** Of a file whose first line has other than `columns` cells, before a cell is read: `1;2` would be no number. */
function wrongColumns(name: string, cells: readonly string[], columns: number): DatasetError {
  let hint = '';
  if (cells.length === 1 || cells.some((cell) => /[;\t]/.test(cell))) {
    hint = ': columns must be separated by commas';
  } else if (cells.length === columns + 1) hint = ': leave the label out';
  const found = counted(cells.length, 'column');
  return new DatasetError('CSV_COLUMN', `${name}: ${found}, and the model takes ${columns}${hint}`);
}

/**
 * Reads a CSV text into feature rows and, where `label` is given ('last', an index or a name), the text of each
 * row's label; `columns` is how many columns there must be, where that is known. Throws a DatasetError: CSV_EMPTY, CSV_QUOTE, CSV_COLUMN, CSV_RAGGED, CSV_CELL.
 */
export function readCsvTable(
  text: string,
  {
    name,
    header,
    label,
    columns,
  }: {
    name: string;
    header: CsvHeader;
    label: 'none' | { readonly column?: string | number };
    columns?: number;
  },
): CsvTable {
  const records = csvRecords(text, name);
  const first = records.next();
  if (first.done === true) throw new DatasetError('CSV_EMPTY', `${name}: the file is empty`);
  const { cells } = first.value;
  if (columns !== undefined && cells.length !== columns) throw wrongColumns(name, cells, columns);
  const labelIndex =
    label === 'none' ? undefined : labelColumn(label.column ?? cells.length - 1, cells, name);
  const byName = label !== 'none' && typeof label.column === 'string';
  if (byName && header === false) {
    throw new DatasetError(
      'BAD_OPTION',
      `${name}: a label column can be named only where header is not false`,
    );
  }
  const hasHeader = header === 'auto' ? byName || namesColumns(cells, labelIndex) : header;
  const titles = hasHeader ? cells : [];
  const width = labelIndex === undefined ? cells.length : cells.length - 1;
  if (width === 0) {
    throw new DatasetError(
      'CSV_COLUMN',
      `${name}: line ${first.value.line}: there is one column, and at least a feature and a label were expected; ` +
        'columns must be separated by commas',
    );
  }
  const rows: Float64Array[] = [];
  const labels: LabelCell[] = [];
  const read = (record: CsvRecord): void => {
    if (record.cells.length !== cells.length) {
      throw new DatasetError(
        'CSV_RAGGED',
        `${name}: line ${record.line}: there are ${record.cells.length} columns, but line ${first.value.line} has ` +
          `${cells.length}; every row must have as many`,
      );
    }
    rows.push(readFeatures(record, labelIndex, titles, name));
    if (labelIndex !== undefined) {
      labels.push({ line: record.line, column: labelIndex + 1, text: record.cells[labelIndex] ?? '' });
    }
  };
  if (!hasHeader) read(first.value);
  for (const record of records) read(record);
  if (rows.length === 0) {
    throw new DatasetError('CSV_EMPTY', `${name}: there is a header and nothing below it`);
  }
  return { width, rows, labels };
}

/** Feature rows one after another, [N, F] row-major. */
export function joinRows({ rows, width }: CsvTable): Float64Array {
  const data = new Float64Array(rows.length * width);
  rows.forEach((row, i) => {
    data.set(row, i * width);
  });
  return data;
}
