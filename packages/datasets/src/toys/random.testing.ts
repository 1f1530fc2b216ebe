import type { RandomSource } from './build-toy.ts';

/** A small seeded generator for tests: a linear congruential uniform, and twelve of them summed for a normal. */
export function testRandom(seed: number): RandomSource {
  let state = seed >>> 0;
  const uniform = (): number => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 0x1_0000_0000;
  };
  const normal = (): number => Array.from({ length: 12 }, uniform).reduce((a, b) => a + b, -6);
  return { uniform, normal };
}
