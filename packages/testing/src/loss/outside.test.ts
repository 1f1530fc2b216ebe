import { defineLoss } from '@bilayer/losses';
import { add, mul, sqrt, sum, type Tensor } from '@bilayer/tensor';
import { describe, expect, it } from 'vitest';
import { failuresOf } from '../failures.testing.ts';
import { lossCases } from '../index.ts';
import { define, difference, entropy, slope } from './broken.testing.ts';

describe('losses made as an outsider would make them', () => {
  const powers = [1.5, 2, 3].map((power) =>
    defineLoss({
      name: 'smoothPower',
      config: { power, width: 0.5 },
      reduce: 'sum',
      // (√(d² + w²))^p as (d² + w²) · √… for whole and half powers
      perRow: (y, t, { power: p, width }) => {
        const r = sqrt(add(mul(difference(y, t), difference(y, t)), width * width));
        return sum(p === 1.5 ? mul(r, sqrt(r)) : p === 2 ? mul(r, r) : mul(r, mul(r, r)), { axis: 1 });
      },
    }),
  );
  it.each(powers)('keep all laws', async (loss) => {
    // 1e308² is ∞, and ∞ times a derivative of 0 is NaN: a power is no loss for such outputs.
    const failures = await failuresOf(lossCases(loss));
    expect(Object.keys(failures).filter((name) => !name.startsWith('makes no NaN'))).toEqual([]);
  });

  it('of probabilities too, where the kit is told so', async () => {
    const loss = define({ perRow: entropy });
    expect(await failuresOf(lossCases(loss, { domain: 'probabilities' }))).toEqual({});
  });

  it('with a link of their own', async () => {
    const links = { double: (a: Tensor) => mul(a, 2) };
    const loss = define({ fused: { link: 'double', backward: (y, t) => mul(slope(y, t), 2) } });
    expect(await failuresOf(lossCases(loss, { links }))).toEqual({});
  });
});
