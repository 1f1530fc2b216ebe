import type { Dataset } from '../dataset.ts';
import { sincos } from '../sincos.ts';
import { buildToy, type ToyClassesOptions } from './build-toy.ts';

/**
 * Round normal clouds, one a class, centred at even angles on the unit circle: class c at 2πc/classes. `noise`
 * is the clouds' standard deviation and defaults to 0.3, `classes` to 3.
 */
export function gaussians({ n = 500, noise = 0.3, classes = 3, random }: ToyClassesOptions): Dataset {
  return buildToy('gaussians', {
    n,
    noise,
    random,
    groups: classes,
    place: (group) => {
      const { sin, cos } = sincos((2 * Math.PI * group) / classes);
      return [cos, sin];
    },
  });
}
