/** A number as the lessons show it: four digits after the point, and in powers of ten where that would hide it. */
export function show(x: number): string {
  if (!Number.isFinite(x)) return Number.isNaN(x) ? 'nan' : x > 0 ? 'inf' : '-inf';
  if (x === 0) return '0';
  if (Number.isInteger(x) && Math.abs(x) < 1e6) return String(x);
  const size = Math.abs(x);
  return size < 5e-4 || size >= 1e5 ? x.toExponential(2).replace('e+', 'e') : x.toFixed(4);
}

/** A shape as NumPy prints it: (5, 2), (4,), (). */
export function showShape(shape: readonly number[]): string {
  return shape.length === 1 ? `(${shape[0] ?? 0},)` : `(${shape.join(', ')})`;
}
