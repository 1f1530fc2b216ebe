import type { Dataset } from '../dataset.ts';
import { sincos } from '../sincos.ts';
import { buildToy, type ToyOptions } from './build-toy.ts';

/**
 * Two interleaved half circles of radius 1, as scikit-learn's make_moons: class 0 is (cos t, sin t), class 1 is
 * (1 − cos t, ½ − sin t), 0 ≤ t < π at random. `noise` defaults to 0.1.
 */
export function moons({ n = 500, noise = 0.1, random }: ToyOptions): Dataset {
  return buildToy('moons', {
    n,
    noise,
    random,
    groups: 2,
    place: (group) => {
      const { sin, cos } = sincos(Math.PI * random.uniform());
      return group === 0 ? [cos, sin] : [1 - cos, 0.5 - sin];
    },
  });
}
