export type Cell = readonly [row: number, column: number];

const moves: Readonly<Record<string, Cell>> = {
  ArrowUp: [-1, 0],
  ArrowDown: [1, 0],
  ArrowLeft: [0, -1],
  ArrowRight: [0, 1],
};

/** Where an arrow key leads from a cell of a grid, not beyond its edges; undefined for other keys. */
export function cellAfter(key: string, [row, column]: Cell, rows: number, columns: number): Cell | undefined {
  const move = moves[key];
  if (move === undefined) return undefined;
  const within = (to: number, count: number): number => Math.min(count - 1, Math.max(0, to));
  return [within(row + move[0], rows), within(column + move[1], columns)];
}
