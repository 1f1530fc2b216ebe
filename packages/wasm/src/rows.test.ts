import type { Split } from '@bilayer/datasets';
import { randomState } from '@bilayer/tensor';
import { expect, it } from 'vitest';
import { Arena, newMemory } from './arena.ts';
import { storeRows } from './rows.ts';

// Fours of pixels are passed over at once where rows begin with whole ones.
it.each([
  ['whole fours', 8, 0],
  ['rows of odd width', 7, 0],
  ['a view that begins within a four', 8, 3],
])('keeps the indices and bytes that are not 0, and nothing else: %s', (_, width, offset) => {
  const length = 50;
  const random = randomState(3).rand(length * width + offset).data;
  // The upper bits too, and bytes of which only one bit is set.
  const all = Uint8Array.from(random, (v) =>
    v < 0.7 ? 0 : [1, 2, 64, 127, 128, 255][Math.floor(v * 600) % 6]!,
  );
  const features = all.subarray(offset);
  const split: Split = { length, shape: [width], features, divisor: 255, labels: new Uint8Array(length) };
  const arena = new Arena(newMemory(false), 64);
  const { rows, longest } = storeRows(arena, split, 'float32', true);
  const offsets = arena.words(rows.offsets ?? 0, length + 1);
  const stored = Array.from({ length }, (__, row) => {
    const [from, count] = [offsets[row]!, offsets[row + 1]! - offsets[row]!];
    const indices = arena.shorts((rows.indices ?? 0) + 2 * from, count);
    const bytes = arena.bytes((rows.bytes ?? 0) + from, count);
    return Array.from(indices, (index, i) => [index, bytes[i]]);
  });
  const expected = Array.from({ length }, (__, row) =>
    Array.from(features.subarray(row * width, (row + 1) * width), (byte, i) => [i, byte]).filter(
      ([, byte]) => byte,
    ),
  );
  expect(stored).toEqual(expected);
  expect(longest).toBe(Math.max(...expected.map((row) => row.length)));
});
