import { identity, sigmoid } from '@bilayer/activations';
import { compareGradients, numericalGradient } from '@bilayer/gradient';
import { softmaxCrossEntropy } from '@bilayer/losses';
import { TwoLayerNet } from '@bilayer/models';
import { astype, item, tensor, type Tensor } from '@bilayer/tensor';
import { expect, it } from 'vitest';
import { show } from '../../src/views/walk/format.ts';
import { smallNet } from '../../src/views/walk/net/small.ts';
import type { Read } from '../use-site.ts';
import { litLines, said, shownArray, slide, turn, written } from './read.ts';
import { open } from './open.ts';

/** The loss without the 1e-7 as a function of W1, in a precision, and its exact gradient. */
function lossOf(seed: number, dtype: 'float64' | 'float32') {
  const { net, x, t } = smallNet(seed);
  const of = (as: 'float64' | 'float32'): TwoLayerNet => {
    const [W1, b1] = [astype(net.params.W1, as), astype(net.params.b1, as)];
    const [W2, b2] = [astype(net.params.W2, as), astype(net.params.b2, as)];
    return new TwoLayerNet({
      ...{ inputSize: 2, hiddenSize: 4, outputSize: 3, hidden: sigmoid, output: identity, dtype: as },
      ...{ loss: softmaxCrossEntropy, params: { W1, b1, W2, b2 } },
    });
  };
  const own = of(dtype);
  const f = (W1: Tensor): Tensor => own.loss(astype(x, dtype), t, { ...own.params, W1 });
  const exact = of('float64').gradient(x, t).W1;
  return { f, W1: own.params.W1, exact };
}

/** The loss with one weight moved. */
function moved({ f, W1 }: ReturnType<typeof lossOf>, at: number, by: number): number {
  const data = W1.data.slice();
  data[at] = (data[at] ?? NaN) + by;
  return item(f(tensor(data, W1.shape)));
}

export function hTests(read: Read): void {
  it('h: has the error of the numerical gradient in both precisions', async () => {
    await read(async (page) => {
      const seen: string[] = [];
      for (const seed of [0, 7]) {
        await open(page, 'h', seed);
        const scene = page.getByTestId('h-curve');
        await scene.locator('svg.draggable').waitFor();
        for (const power of [-4, -8, -1]) {
          await slide(scene, 'h-power', power);
          for (const dtype of ['float64', 'float32'] as const) {
            const { f, W1, exact } = lossOf(seed, dtype);
            const n = numericalGradient(f, W1, { h: Number((10 ** power).toPrecision(2)) });
            expect(await said(scene, `h-${dtype}`)).toBe(show(compareGradients(n, exact).relativeError));
          }
        }
        expect(await litLines(scene, 'python')).toEqual(['h = 0.1']);
        seen.push(await said(scene, 'h-float64'));
        expect(Math.abs(Math.log10(Number(await said(scene, 'h-best64')) / 6e-6))).toBeLessThan(1);
        expect(Math.abs(Math.log10(Number(await said(scene, 'h-best32')) / 5e-3))).toBeLessThan(1);
        expect(await scene.getByRole('status').textContent()).toContain('larger than the best');
        const { f, W1, exact } = lossOf(seed, 'float64');
        const { relativeError } = compareGradients(numericalGradient(f, W1, { h: 1e-4 }), exact);
        expect(await said(scene, 'h-why')).toContain(`The error there is about ${show(relativeError)}`);
        // A drag goes to where the pointer is.
        await scene.locator('svg.draggable').click({ position: { x: 60, y: 60 } });
        expect(Number(await scene.getByRole('slider').inputValue())).toBeLessThan(-11);
        expect(await scene.getByRole('status').textContent()).toContain('too small');
      }
      expect(seen[0]).not.toBe(seen[1]);
    });
  });

  it('h: too large, the error is a quarter with half of it', async () => {
    await read(async (page) => {
      for (const seed of [0, 7]) {
        await open(page, 'h', seed);
        const scene = page.getByTestId('h-large');
        const loss = lossOf(seed, 'float64');
        expect(await shownArray(scene, 'Exact slope, by backprop')).toEqual(written(loss.exact));
        await scene.getByTestId('array-W1').getByRole('button').nth(5).click();
        await slide(scene, 'h-far', 0.1);
        const slope = (moved(loss, 5, 0.1) - moved(loss, 5, -0.1)) / 0.2;
        expect(await said(scene, 'h-exact')).toBe(show(loss.exact.data[5] ?? NaN));
        expect(await said(scene, 'h-secant')).toBe(show(slope));
        expect(Number(await said(scene, 'h-times'))).toBeCloseTo(4, 0);
      }
    });
  });

  it('h: too small, the digits are gone', async () => {
    await read(async (page) => {
      await open(page, 'h', 7);
      const scene = page.getByTestId('h-small');
      await scene.getByTestId('array-W1').getByRole('button').nth(2).click();
      for (const [dtype, power, decimals] of [
        ['float64', -9, 16],
        ['float32', -4, 8],
      ] as const) {
        await turn(scene, 'h-narrow', dtype === 'float32');
        await slide(scene, 'h-tiny', power);
        const loss = lossOf(7, dtype);
        const [above, below] = [moved(loss, 2, 10 ** power), moved(loss, 2, -(10 ** power))];
        const cells = await scene.getByTestId('digits').locator('td').allTextContents();
        expect(cells.slice(0, 2)).toEqual([above.toFixed(decimals), below.toFixed(decimals)]);
        expect(await said(scene, 'h-tiny-slope')).toBe(((above - below) / (2 * 10 ** power)).toPrecision(10));
        const struck = await scene.getByTestId('digits').locator('.alike').first().textContent();
        expect(above.toFixed(decimals).startsWith(struck ?? '?')).toBe(true);
        expect(await said(scene, 'h-left')).not.toBe('0');
      }
      await slide(scene, 'h-tiny', -12);
      expect(await said(scene, 'h-left')).toBe('0');
      expect(await scene.getByRole('status').textContent()).toContain('nothing is left');
    });
  });
}
