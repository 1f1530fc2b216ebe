import { sigmoid } from '@bilayer/activations';
import { TwoLayerNet } from '@bilayer/models';
import { mul, randomState, scalar, sub, tensor, zeros, type Tensor } from '@bilayer/tensor';
import { expect, it } from 'vitest';
import { show } from '../../src/views/walk/format.ts';
import { smallNet } from '../../src/views/walk/net/small.ts';
import type { Read } from '../use-site.ts';
import { litLines, said, shownArray, slide, stepOn, turn, written } from './read.ts';
import { open } from './open.ts';

/** Gradient descent on the five flowers. */
function trained(net: TwoLayerNet, x: Tensor, t: Tensor, updates: number): TwoLayerNet['params'] {
  for (let i = 0; i < updates; i++) {
    const grads = net.gradient(x, t);
    const next = (name: 'W1' | 'b1' | 'W2' | 'b2'): Tensor => sub(net.params[name], mul(0.5, grads[name]));
    net.params = { W1: next('W1'), b1: next('b1'), W2: next('W2'), b2: next('b2') };
  }
  return net.params;
}

export function initTests(read: Read): void {
  it('__init__: draws the weights by the seed, line by line', async () => {
    await read(async (page) => {
      const seen: string[] = [];
      for (const seed of [0, 7]) {
        await open(page, 'init', seed);
        const scene = page.getByTestId('init-draw');
        expect(await litLines(scene, 'python')).toEqual(['self.params = {}']);
        expect(new Set(await shownArray(scene, 'W1'))).toEqual(new Set(['·']));
        await stepOn(scene, 'init', 4);
        expect((await litLines(scene, 'python'))[0]).toContain("params['b2'] = np.zeros(output_size)");
        expect((await litLines(scene, 'typescript'))[0]).toContain('b2: zeros([outputSize])');
        // W1 and W2 are the first numbers that the seed gives, times 0.5.
        const random = randomState(seed);
        const [W1, W2] = [mul(0.5, random.randn(2, 4)), mul(0.5, random.randn(4, 3))];
        expect(await shownArray(scene, 'W1')).toEqual(written(W1));
        expect(await shownArray(scene, 'W2')).toEqual(written(W2));
        expect(await shownArray(scene, 'b2')).toEqual(['0', '0', '0']);
        await slide(scene, 'init-std', 0.01);
        expect(await shownArray(scene, 'W1')).toEqual(written(mul(0.02, W1)));
        seen.push((await shownArray(scene, 'W1')).join());
      }
      expect(seen[0]).not.toBe(seen[1]);
      expect(await page.getByTestId('init-draw').textContent()).toContain('39,760');
    });
  });

  it('__init__: from zeros all hidden neurons stay the same', async () => {
    await read(async (page) => {
      for (const seed of [0, 7]) {
        await open(page, 'init', seed);
        const { net, x, t } = smallNet(seed);
        const scene = page.getByTestId('init-zeros');
        await slide(scene, 'init-updates', 30);
        expect(await shownArray(scene, "W1'")).toEqual(written(trained(net, x, t, 30).W1));
        expect(await said(scene, 'init-different')).toBe('4 / 4');
        await turn(scene, 'init-from-zeros', true);
        const params = {
          W1: zeros([2, 4]),
          b1: zeros([4]),
          W2: zeros([4, 3]),
          b2: zeros([3]),
        };
        const { hidden, output, lossFunction } = net;
        const flat = new TwoLayerNet({
          ...{ inputSize: 2, hiddenSize: 4, outputSize: 3, hidden, output, params },
          ...(lossFunction && { loss: lossFunction }),
        });
        expect(await shownArray(scene, "W1'")).toEqual(written(trained(flat, x, t, 30).W1));
        expect(await said(scene, 'init-different')).toBe('1 / 4');
        expect(await scene.getByRole('status').textContent()).toContain('All columns are the same');
      }
    });
  });

  it('__init__: with x = 0 the bias alone is left', async () => {
    await read(async (page) => {
      await open(page, 'init', 3);
      const scene = page.getByTestId('init-bias');
      for (const b of [-4, 0, 2.5]) {
        await slide(scene, 'init-bias-slider', b);
        const z = sigmoid.forward(scalar(b), sigmoid.config).data[0] ?? NaN;
        expect(await shownArray(scene, 'a1')).toEqual([show(b), '0', '0', '0']);
        expect(await shownArray(scene, 'z1')).toEqual([show(z), '0.5000', '0.5000', '0.5000']);
        expect(await said(scene, 'init-fires')).toBe(show(z));
      }
      // A drag on the curve is the slider's.
      await scene.locator('svg.draggable').click({ position: { x: 60, y: 60 } });
      expect(Number(await scene.getByRole('slider').inputValue())).toBeLessThan(-5);
      expect(written(tensor(Float64Array.of(1e-5)))).toEqual(['1.00e-5']);
    });
  });
}
