import { DatasetError } from './error.ts';

/** One row of a CSV file and the line, from 1, on which it begins. */
export interface CsvRecord {
  readonly line: number;
  readonly cells: readonly string[];
}

/** A quoted cell ("" stands for one quote) or a plain one, and what ends it: a comma, a line end, the text's end. */
const CELL = /(?:[ \t]*"([^"]*(?:""[^"]*)*)"[ \t]*|([^",\r\n]*))(,|\r?\n|\r?$)/y;

/**
 * The rows of a CSV text (RFC 4180: commas, optional double quotes, LF or CRLF); a byte order mark and empty
 * lines are passed over, and spaces around cells dropped.
 * Throws a DatasetError (CSV_QUOTE) where a quote is not closed or stands inside a cell.
 */
export function* csvRecords(text: string, name: string): Generator<CsvRecord> {
  let line = 1;
  let at = text.startsWith('\uFEFF') ? 1 : 0;
  while (at < text.length) {
    const start = line;
    let cells: string[] = [];
    const newline = text.indexOf('\n', at);
    const end = newline === -1 ? text.length : newline;
    const plain = text.slice(at, end);
    if (!plain.includes('"')) {
      cells = plain.split(',');
      at = end + 1;
    } else {
      for (let ended = ','; ended === ',';) {
        CELL.lastIndex = at;
        const match = CELL.exec(text);
        if (match === null) {
          throw new DatasetError(
            'CSV_QUOTE',
            `${name}: line ${line}, column ${cells.length + 1}: a quote is not closed, or stands inside a cell; ` +
              'write the cell in quotes, and a quote in it twice',
          );
        }
        const [whole, quoted, bare = '', terminator = ''] = match;
        cells.push(quoted?.replaceAll('""', '"') ?? bare);
        line += quoted?.split('\n').length ?? 1;
        line -= 1;
        at += whole.length;
        ended = terminator;
      }
    }
    line += 1;
    if (cells.length > 1 || cells[0]?.trim() !== '') {
      yield { line: start, cells: cells.map((cell) => cell.trim()) };
    }
  }
}
