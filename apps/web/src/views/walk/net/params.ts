/** The four arrays in the order in which the network makes them and differentiates them. */
export const paramNames = ['W1', 'b1', 'W2', 'b2'] as const;
export type ParamName = (typeof paramNames)[number];

/** An element's index in Python, of a matrix and of a row: [1, 2] and [2]. */
export function indexOf(shape: readonly number[], i: number): readonly number[] {
  const columns = shape[1];
  return columns === undefined ? [i] : [Math.floor(i / columns), i % columns];
}

/** An element as Python names it: W1[1, 2], b1[2]. */
export function elementName(name: string, shape: readonly number[], i: number): string {
  return `${name}[${indexOf(shape, i).join(', ')}]`;
}
