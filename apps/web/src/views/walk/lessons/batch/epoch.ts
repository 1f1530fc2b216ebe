/** How many updates the book's training makes. */
export const ITERATIONS = 10_000;

/** `max(train_size / batch_size, 1)`, or rounded down as `//` does. */
export function iterationsPerEpoch(rows: number, batch: number, isWhole: boolean): number {
  const number = rows / batch;
  return Math.max(isWhole ? Math.floor(number) : number, 1);
}

/** The iterations of the training at which `i % iter_per_epoch == 0` comes true. */
export function reports(perEpoch: number): readonly number[] {
  const found: number[] = [];
  for (let i = 0; i < ITERATIONS; i++) if (i % perEpoch === 0) found.push(i);
  return found;
}
