const written = (shape: readonly number[]): string =>
  shape.length === 1 ? `(${shape[0] ?? 0},)` : `(${shape.join(',')})`;

/** What NumPy raises where `np.dot` of two matrices has no answer. Source: NumPy 2.4, held to it by a test. */
export function dotError(a: readonly number[], b: readonly number[]): string {
  return `ValueError: shapes ${written(a)} and ${written(b)} not aligned: ${a[1] ?? 0} (dim 1) != ${b[0] ?? 0} (dim 0)`;
}

/** What NumPy raises where `*`, `+` or `/` of two arrays has no answer. */
export function broadcastError(a: readonly number[], b: readonly number[]): string {
  return `ValueError: operands could not be broadcast together with shapes ${written(a)} ${written(b)}`;
}
