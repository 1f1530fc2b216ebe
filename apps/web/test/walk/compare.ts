import { identity, sigmoid, softmax } from '@bilayer/activations';
import { compareGradients } from '@bilayer/gradient';
import { crossEntropy, softmaxCrossEntropy } from '@bilayer/losses';
import { TwoLayerNet, type TwoLayerParams } from '@bilayer/models';
import { mul, sub } from '@bilayer/tensor';
import type { Locator } from 'playwright-core';
import { expect, it } from 'vitest';
import { show } from '../../src/views/walk/format.ts';
import { realNet } from '../../src/views/walk/net/real.ts';
import { smallNet } from '../../src/views/walk/net/small.ts';
import type { Read } from '../use-site.ts';
import { litLines, said, shownArray, slide, turn, written } from './read.ts';
import { open } from './open.ts';

const names = ['W1', 'b1', 'W2', 'b2'] as const;

function errors(numerical: TwoLayerParams, analytic: TwoLayerParams): string[] {
  return names.map((name) => show(compareGradients(numerical[name], analytic[name]).relativeError));
}
function shownErrors(scene: Locator, id: string): Promise<string[]> {
  return Promise.all(names.map((name) => said(scene, `compare-${id}-${name}`)));
}

export function compareTests(read: Read): void {
  it('compare: both gradients side by side, and a mistake in one of them', async () => {
    await read(async (page) => {
      const seen: string[] = [];
      for (const seed of [0, 7]) {
        await open(page, 'compare', seed);
        const { net, x, t } = smallNet(seed);
        const [n, a] = [net.numericalGradient(x, t), net.gradient(x, t)];
        const scene = page.getByTestId('compare-small');
        for (const name of ['W1', 'b2'] as const) {
          await page.locator('#field-compare-param').selectOption(name);
          expect(await shownArray(scene, 'numerical')).toEqual(written(n[name]));
          expect(await shownArray(scene, 'backprop')).toEqual(written(a[name]));
          expect(await shownArray(scene, 'difference')).toEqual(written(sub(n[name], a[name])));
        }
        expect(await shownErrors(scene, 'small')).toEqual(errors(n, a));
        seen.push((await shownErrors(scene, 'small')).join());

        const slip = page.getByTestId('compare-slip');
        const choose = (one: string): Promise<string[]> =>
          page.locator('#field-compare-slip').selectOption(one);
        await choose('mean');
        const sums = { W1: mul(5, a.W1), b1: mul(5, a.b1), W2: mul(5, a.W2), b2: mul(5, a.b2) };
        expect(await shownErrors(slip, 'slip')).toEqual(errors(n, sums));
        expect(await litLines(slip, 'python')).toEqual(['da2 = y - np.eye(y.shape[1])[t]']);
        await choose('slope');
        expect(await slip.getByRole('status').textContent()).toContain('It shows in W1, b1.');
        expect(await litLines(slip, 'typescript')).toEqual(['const da1 = dz1;']);
        await choose('bias');
        expect(await slip.getByRole('status').textContent()).toContain('It shows in b1.');
        await choose('transpose');
        expect(await said(slip, 'compare-refused')).toBe(
          'matmul: inner dimensions differ: [5, 3] × [4, 3]; did you mean transpose(b)?',
        );
        await choose('none');
        expect(await slip.getByRole('status').textContent()).toContain('Nothing stands out');
        expect(await litLines(slip, 'python')).toEqual([]);
      }
      expect(seen[0]).not.toBe(seen[1]);
    });
  });

  it('compare: without the number in the log the rest is h', async () => {
    await read(async (page) => {
      for (const seed of [0, 7]) {
        await open(page, 'compare', seed);
        const { net, x, t } = smallNet(seed);
        const scene = page.getByTestId('compare-floor');
        await scene.locator('svg.draggable').waitFor();
        for (const [power, epsilon] of [
          [-5, 1e-5],
          [-12, 1e-12],
        ] as const) {
          await slide(scene, 'compare-epsilon', power);
          const own = new TwoLayerNet({
            ...{ inputSize: 2, hiddenSize: 4, outputSize: 3, hidden: sigmoid, output: softmax },
            ...{ loss: crossEntropy.with({ epsilon }), params: net.params },
          });
          const expected = errors(own.numericalGradient(x, t), own.gradient(x, t));
          expect(await shownErrors(scene, 'floor')).toEqual(expected);
          expect((await litLines(scene, 'python'))[0]).toContain(`picked + ${epsilon.toExponential()}`);
        }
        expect(await scene.getByRole('status').textContent()).toContain('no longer matters');
        await slide(scene, 'compare-h', -5);
        for (const one of await shownErrors(scene, 'floor')) expect(Number(one)).toBeLessThan(1e-9);
      }
    });
  });

  it('compare: the book’s network', async () => {
    await read(async (page) => {
      await open(page, 'compare', 7);
      const { net, x, t } = await realNet(7);
      const scene = page.getByTestId('compare-real');
      await scene.getByRole('button', { name: 'Compute both gradients' }).click();
      await scene.getByTestId('compare-real-W1').waitFor();
      const n = net.numericalGradient(x, t);
      expect(await shownErrors(scene, 'real')).toEqual(errors(n, net.gradient(x, t)));
      const most = Array.from(n.W1.data).reduce((top, one) => Math.max(top, Math.abs(one)), 0);
      expect(await said(scene, 'compare-most-numerical')).toBe(show(most));
      const picture = scene.getByRole('img', { name: /neuron 0: numerical/ });
      expect(await picture.count()).toBe(1);
      await slide(scene, 'compare-neuron', 3);
      expect(await scene.getByRole('img', { name: /neuron 3: backprop/ }).count()).toBe(1);

      await turn(scene, 'compare-exact', true);
      await expect.poll(() => said(scene, 'compare-real-W1')).toMatch(/e-(9|1\d)$/);
      const exact = new TwoLayerNet({
        ...{ inputSize: 784, hiddenSize: 50, outputSize: 10, hidden: sigmoid, output: identity },
        ...{ loss: softmaxCrossEntropy, params: net.params },
      });
      expect(await shownErrors(scene, 'real')).toEqual(
        errors(exact.numericalGradient(x, t), exact.gradient(x, t)),
      );
    });
  });
}
