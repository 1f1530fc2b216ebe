import type { Dataset } from '../dataset.ts';
import { sincos } from '../sincos.ts';
import { buildToy, type ToyClassesOptions } from './build-toy.ts';

/**
 * Rings around the origin, one a class, from the innermost: class c has radius (c + 1)/classes. Points lie at
 * random angles. `noise` defaults to 0.05, `classes` to 2.
 */
export function circles({ n = 500, noise = 0.05, classes = 2, random }: ToyClassesOptions): Dataset {
  return buildToy('circles', {
    n,
    noise,
    random,
    groups: classes,
    place: (group) => {
      const { sin, cos } = sincos(2 * Math.PI * random.uniform());
      const radius = (group + 1) / classes;
      return [radius * cos, radius * sin];
    },
  });
}
