import { expect, it } from 'vitest';
import { backward, forward } from '../../net/pass.ts';
import { smallNet } from '../../net/small.ts';
import { choices, factor, multiply } from './puzzle.ts';

it('has one arrangement that fits for each, and it is the right one', () => {
  const { net, x, t } = smallNet(0);
  const { W2 } = net.params;
  const of = forward(net.params, x);
  const back = backward(net.params, x, t, of);
  const arrays = { x, z1: of.z1, da2: back.da2, da1: back.da1, W2 };
  const solutions = { dW2: ['z1.T', 'da2'], dz1: ['da2', 'W2.T'], dW1: ['x.T', 'da1'] };
  for (const wanted of ['dW2', 'dz1', 'dW1'] as const) {
    const found: unknown[] = [];
    const kinds = new Set<string>();
    for (const first of choices(wanted)) {
      for (const second of choices(wanted)) {
        const [a, b] = [factor(arrays, first), factor(arrays, second)];
        if (a === undefined || b === undefined) throw new Error(`${first} or ${second} is no array`);
        const outcome = multiply(a, b, back[wanted].shape);
        kinds.add(outcome.kind);
        if (outcome.kind === 'refused') expect(outcome.message).toMatch(/inner dimensions differ/);
        if (outcome.kind !== 'right') continue;
        found.push([first, second]);
        expect(outcome.product.data).toEqual(back[wanted].data);
      }
    }
    expect(found).toEqual([solutions[wanted]]);
    expect(kinds.size).toBe(3);
  }
});
