import { pad, textWidth } from './text-width.ts';

export interface TableOptions {
  /** Each column's side; a column that is not named is on the left. */
  readonly align?: readonly ('left' | 'right')[];
}

/**
 * Rows of cells as lines with aligned columns, two spaces apart. Cells may hold colour codes; put a heading in
 * as the first row.
 */
export function table(rows: readonly (readonly string[])[], { align = [] }: TableOptions = {}): string[] {
  const widths: number[] = [];
  for (const row of rows) {
    row.forEach((cell, column) => {
      widths[column] = Math.max(widths[column] ?? 0, textWidth(cell));
    });
  }
  return rows.map((row) =>
    row
      .map((cell, column) => pad(cell, widths[column] ?? 0, align[column]))
      .join('  ')
      .trimEnd(),
  );
}
