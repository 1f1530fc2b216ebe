import { clip, pad, textWidth } from './text-width.ts';

const WIDTH = 80;
const LONGEST_NAME = 16;
const RECALL = 9;
const HEADING = 'rows: true class; columns: predicted class; recall: right share of the row';

/**
 * A confusion matrix as lines: `matrix[i][j]` test rows of class i were taken for class j. The right ones, on
 * the diagonal, are bold green in colour and in brackets without; 0 is '·'. At most 80 columns for 10 classes
 * of up to 9,999 rows; longer class names are cut.
 */
export function confusionTable(
  matrix: readonly (readonly number[])[],
  classes: readonly string[],
  { color }: { readonly color: boolean },
): string[] {
  if (matrix.length !== classes.length || matrix.some((row) => row.length !== classes.length)) {
    throw new RangeError(`confusionTable: a ${classes.length} × ${classes.length} matrix was expected`);
  }
  const style = (text: string, code: string): string => (color ? `\u001b[${code}m${text}\u001b[0m` : text);
  const digits = Math.max(...matrix.flat().map((count) => String(count).length));
  // One column on each side of a count, for brackets or space, and one after the names.
  const longest = Math.min(LONGEST_NAME, Math.max(4, WIDTH - RECALL - 1 - classes.length * (digits + 2)));
  const names = classes.map((name) => clip(name, longest));
  const label = Math.max(...names.map(textWidth)) + 1;
  const room = Math.floor((WIDTH - label - RECALL) / classes.length) - 2;
  const column = Math.max(digits, Math.min(room, label - 1));

  const heads = names.map((name) => ` ${pad(clip(name, column), column, 'right')} `);
  const lines = [
    style(HEADING, '2'),
    `${' '.repeat(label)}${heads.join('')}${pad('recall', RECALL, 'right')}`,
  ];
  matrix.forEach((row, i) => {
    const total = row.reduce((a, b) => a + b, 0);
    const cells = row.map((count, j) => {
      const text = pad(count === 0 ? '·' : String(count), column, 'right');
      if (i === j && count > 0) return color ? ` ${style(text, '1;32')} ` : bracketed(text);
      return ` ${count === 0 ? style(text, '2') : style(text, '31')} `;
    });
    const recall = total === 0 ? '–' : `${((100 * (row[i] ?? 0)) / total).toFixed(1)} %`;
    lines.push(`${pad(names[i] ?? '', label)}${cells.join('')}${pad(recall, RECALL, 'right')}`);
  });
  return lines;
}

/** '  12' as ' [12]'. */
function bracketed(text: string): string {
  const number = text.trimStart();
  return `${pad(`[${number}`, text.length + 1, 'right')}]`;
}
