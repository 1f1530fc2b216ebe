import { csvClasses } from './csv-classes.ts';
import { counted, joinRows, readCsvTable, type CsvHeader } from './csv-table.ts';
import type { Dataset } from './dataset.ts';
import { DatasetError } from './error.ts';
import { splitRows } from './split-rows.ts';

export interface CsvOptions {
  /** The data set's name, and the file's in error messages; 'CSV' if left out. */
  readonly name?: string;
  /** Whether the first row names the columns; 'auto', the default: yes where none of its feature cells is a number. */
  readonly header?: CsvHeader;
  /** The label column: its name in the header, or its index from 0; the last if left out. */
  readonly label?: string | number;
  /** The classes' names; the labels are then these names, or indices into them. */
  readonly classes?: readonly string[];
  /** Every how manyth row goes to the test split; default 5: rows whose index mod 5 is 4. */
  readonly testEvery?: number;
}

/**
 * A data set from a CSV text of numbers with one label column: float64 features, divisor 1.
 *
 * Labels that are whole numbers from 0 up are the classes' indices. Other labels are class names; the classes are
 * then the different names, sorted by code unit.
 * Throws a DatasetError that names the line and column, from 1: CSV_EMPTY, CSV_QUOTE, CSV_RAGGED, CSV_COLUMN,
 * CSV_CELL (empty, NaN, infinite or not a number), CSV_LABEL; BAD_OPTION.
 */
export function parseCsv(text: string, options: CsvOptions = {}): Dataset {
  const { name = 'CSV', header = 'auto', label, classes: given, testEvery = 5 } = options;
  if (!Number.isInteger(testEvery) || testEvery < 2) {
    throw new DatasetError(
      'BAD_OPTION',
      `${name}: testEvery must be a whole number from 2 up, but is ${testEvery}`,
    );
  }
  const table = readCsvTable(text, { name, header, label: label === undefined ? {} : { column: label } });
  if (table.rows.length < testEvery) {
    throw new DatasetError(
      'CSV_EMPTY',
      `${name}: ${counted(table.rows.length, 'row')}; one row in ${testEvery} is for testing, so at least ` +
        `${testEvery} rows are needed`,
    );
  }
  const { classes, labels } = csvClasses(name, table.labels, given);
  const rows = { shape: [table.width], features: joinRows(table), divisor: 1, labels };
  return { contract: 1, name, classes, ...splitRows(rows, (row) => row % testEvery === testEvery - 1) };
}

export interface CsvRowsOptions {
  /** The file's name in error messages; 'CSV' if left out. */
  readonly name?: string;
  /** Whether the first row names the columns; 'auto', the default: yes where none of its cells is a number. */
  readonly header?: CsvHeader;
  /** How many columns there must be: the size of a row of the model's input. */
  readonly columns: number;
}

/** Unlabelled rows, [rows, columns] row-major. */
export interface CsvRows {
  readonly rows: number;
  readonly columns: number;
  readonly data: Float64Array;
}

/**
 * Unlabelled rows of numbers from a CSV text, to predict on.
 * Throws as parseCsv does; CSV_COLUMN where there are not `columns` columns.
 */
export function parseCsvRows(
  text: string,
  { name = 'CSV', header = 'auto', columns }: CsvRowsOptions,
): CsvRows {
  const table = readCsvTable(text, { name, header, label: 'none', columns });
  return { rows: table.rows.length, columns, data: joinRows(table) };
}
