import { ones, tensor, type Tensor } from '@bilayer/tensor';
import { describe, expect, it } from 'vitest';
import { vjp } from '../../gradient/src/index.ts';
import { elu, leakyRelu, type Activation } from './index.ts';

const a = tensor(new Float64Array([-2, 0, 2]));

function slope(f: Activation): Tensor | undefined {
  const dz = ones([3]);
  const own = f.backward?.(dz, { a, z: f.forward(a) });
  expect(own).toBeAllClose(vjp((x) => f.forward(x), a).backward(dz)[0]!, { rtol: 1e-14 });
  return own;
}

describe('activations with settings', () => {
  it('leakyRelu: α is the slope below 0 and at 0', () => {
    const f = leakyRelu.with({ alpha: 0.25 });
    expect(f.forward(a).data).toEqual(new Float64Array([-0.5, 0, 2]));
    expect(slope(f)?.data).toEqual(new Float64Array([0.25, 0.25, 1]));
    // He et al. (2015), equation 15: variance 2 / (1 + α²)
    expect(f.gain).toBe(Math.sqrt(2 / 1.0625));
  });

  it('elu: α is the limit below', () => {
    const f = elu.with({ alpha: 3 });
    // e⁻² = 0.1353352832366127
    expect(f.forward(a)).toBeAllClose([3 * (0.1353352832366127 - 1), 0, 2], { rtol: 1e-15 });
    expect(slope(f)).toBeAllClose([3 * 0.1353352832366127, 3, 1], { rtol: 1e-14 });
  });
});
