import { expect, it } from 'vitest';
import { backward, forward } from './pass.ts';
import { smallNet } from './small.ts';

it("computes the network's own predictions and gradient", () => {
  for (const seed of [0, 7]) {
    const { net, x, t } = smallNet(seed);
    const of = forward(net.params, x);
    expect(of.y.data).toEqual(net.predict(x).data);
    const [back, whole] = [backward(net.params, x, t, of), net.gradient(x, t)];
    // The same formulas; a fused loss may round otherwise.
    for (const name of ['W1', 'b1', 'W2', 'b2'] as const) {
      expect(back[`d${name}`]).toBeAllClose(whole[name], { rtol: 1e-12, atol: 1e-16 });
    }
    const { db2 } = backward(net.params, x, t, of, false);
    expect(db2).toBeAllClose(
      Array.from(whole.b2.data, (d) => 5 * d),
      { rtol: 1e-12, atol: 1e-15 },
    );
  }
});
