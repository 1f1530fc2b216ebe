import type { Dataset } from '../dataset.ts';
import { buildToy, type ToyOptions } from './build-toy.ts';

/** The four squares' signs of (x, y); x·y < 0 is class 1. */
const SIGNS = [
  [1, 1],
  [-1, 1],
  [-1, -1],
  [1, -1],
] as const;

/**
 * XOR: four squares around the origin with sides from 0.1 to 1; class 1 where the signs of x and y differ. No
 * straight line parts the classes. `noise` defaults to 0.05.
 */
export function xor({ n = 500, noise = 0.05, random }: ToyOptions): Dataset {
  return buildToy('xor', {
    n,
    noise,
    random,
    groups: 4,
    classOf: (group) => group % 2,
    place: (group) => {
      const [sx, sy] = SIGNS[group as 0 | 1 | 2 | 3];
      return [sx * (0.1 + 0.9 * random.uniform()), sy * (0.1 + 0.9 * random.uniform())];
    },
  });
}
