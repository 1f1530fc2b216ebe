import type { Dataset } from '../dataset.ts';
import { sincos } from '../sincos.ts';
import { buildToy, type ToyClassesOptions } from './build-toy.ts';

/**
 * Spiral arms, one a class, each turning once as its radius goes evenly from 0 to 1:
 * (r sin φ, r cos φ) with φ = 2π(c/classes + r). `noise` defaults to 0.03, `classes` to 3.
 */
export function spiral({ n = 500, noise = 0.03, classes = 3, random }: ToyClassesOptions): Dataset {
  return buildToy('spiral', {
    n,
    noise,
    random,
    groups: classes,
    place: (group, radius) => {
      const { sin, cos } = sincos(2 * Math.PI * (group / classes + radius));
      return [radius * sin, radius * cos];
    },
  });
}
