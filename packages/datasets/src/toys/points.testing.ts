import type { Dataset } from '../dataset.ts';

/** Every point of a 2-D set with its class. */
export function pointsOf({ train, test }: Dataset): { x: number; y: number; label: number }[] {
  return [train, test].flatMap(({ features, labels }) =>
    Array.from(labels, (label, i) => ({ x: features[2 * i] ?? 0, y: features[2 * i + 1] ?? 0, label })),
  );
}
