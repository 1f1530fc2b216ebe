import { numericalGradient } from '@bilayer/gradient';
import { expect, it } from 'vitest';
import { smallNet } from '../../../views/walk/net/small.ts';
import { raceOrder } from './protocol.ts';
import { compare, entries } from './race.ts';

it('gives the entries of numericalGradient one by one, and tells how far others are', () => {
  const { net, x, t } = smallNet(7);
  const all = [...entries(net, x, t)];
  expect(all.length).toBe(2 * 4 + 4 + 4 * 3 + 3);
  for (const name of raceOrder) {
    const whole = numericalGradient(
      (moved) => net.loss(x, t, { ...net.params, [name]: moved }),
      net.params[name],
    );
    expect(all.filter((one) => one.name === name).map(({ value }) => value)).toEqual(Array.from(whole.data));
  }
  const followed = net.numericalGradient(x, t);
  const { largest, difference } = compare(all, followed);
  expect(largest).toBe(Math.max(...all.map(({ value }) => Math.abs(value))));
  // Some ulps of a loss, 2e-16 each, over 2h = 2e-4.
  expect(difference).toBeLessThan(2e-11);
  expect(compare([{ name: 'b2', index: 1, value: 3 }], followed).difference).toBe(
    Math.abs(3 - (followed.b2.data[1] ?? NaN)),
  );
});
