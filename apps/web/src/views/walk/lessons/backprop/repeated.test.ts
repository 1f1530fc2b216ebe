import { expect, it } from 'vitest';
import { smallNet } from '../../net/small.ts';
import { gradientOfRepeated, lengthOf } from './repeated.ts';

it('stays with the division, and grows with the rows without it', () => {
  const small = smallNet(7);
  const once = lengthOf(gradientOfRepeated(small, 1, true));
  for (const times of [1, 2, 4]) {
    expect(lengthOf(gradientOfRepeated(small, times, true))).toBeCloseTo(once, 12);
    expect(lengthOf(gradientOfRepeated(small, times, false))).toBeCloseTo(5 * times * once, 11);
  }
});
