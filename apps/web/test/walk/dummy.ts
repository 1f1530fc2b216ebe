import { numericalGradient } from '@bilayer/gradient';
import { item, type Tensor } from '@bilayer/tensor';
import { expect, it } from 'vitest';
import { show } from '../../src/views/walk/format.ts';
import { smallNet, type Small } from '../../src/views/walk/net/small.ts';
import type { Read } from '../use-site.ts';
import { litLines, said, shownArray, slide, stepOn, turn, written } from './read.ts';
import { open } from './open.ts';

/** The loss with W1[0, 0] moved. */
function moved({ net, x, t }: Small, by: number): number {
  const { data, shape, dtype } = net.params.W1;
  const W1: Tensor = { shape, dtype, data: data.slice() };
  W1.data[0] = Number(W1.data[0]) + by;
  return item(net.loss(x, t, { ...net.params, W1 }));
}
const gradient = ({ net, x, t }: Small): Tensor =>
  numericalGradient((W1) => net.loss(x, t, { ...net.params, W1 }), net.params.W1);
const zeros: readonly string[] = Array<string>(8).fill('0');

export function dummyTests(read: Read): void {
  it('dummy: the nudge reaches the loss through the shared box, and not through a copy', async () => {
    await read(async (page) => {
      const seen: string[] = [];
      for (const seed of [0, 7]) {
        await open(page, 'dummy', seed);
        const small = smallNet(seed);
        const { W1 } = small.net.params;
        const four = (x: number): string => x.toFixed(4);
        const scene = page.getByTestId('dummy-memory');
        const boxes = async (): Promise<string | null> =>
          scene.getByTestId('dummy-picture').getAttribute('data-boxes');
        const nudged = written(W1, four).map((one, i) => (i === 0 ? four(Number(W1.data[0]) + 1e-4) : one));
        expect(await boxes()).toBe('1');
        expect(await said(scene, 'dummy-is')).toBe('True');
        await stepOn(scene, 'dummy');
        expect(await litLines(scene, 'python')).toEqual(['x[idx] = tmp_val + h']);
        expect(await shownArray(scene, 'W1')).toEqual(nudged);
        await stepOn(scene, 'dummy', 2);
        expect(await litLines(scene, 'python')).toEqual([
          'loss_W = lambda W: self.loss(x, t)',
          'fxh1 = f(x)',
        ]);
        expect(await said(scene, 'dummy-fxh1')).toBe(moved(small, 1e-4).toFixed(8));
        await stepOn(scene, 'dummy', 4);
        expect(await said(scene, 'dummy-fxh2')).toBe(moved(small, -1e-4).toFixed(8));
        expect(await shownArray(scene, 'W1')).toEqual(written(W1, four));
        expect(await shownArray(scene, 'grad')).toEqual(written(gradient(small)));
        seen.push(await said(scene, 'dummy-slope'));

        await turn(scene, 'dummy-copy', true);
        // From the first step again.
        expect(await litLines(scene, 'python')).toEqual([
          "grad = numerical_gradient(loss_W, self.params['W1'].copy())",
        ]);
        expect(await boxes()).toBe('2');
        await stepOn(scene, 'dummy', 7);
        expect(await said(scene, 'dummy-is')).toBe('False');
        expect(await said(scene, 'dummy-slope')).toBe('0');
        expect(await said(scene, 'dummy-fxh1')).toBe(moved(small, 0).toFixed(8));
        expect(await said(scene, 'dummy-fxh2')).toBe(moved(small, 0).toFixed(8));
        expect(await shownArray(scene, 'grad')).toEqual(zeros);
        const back = scene.getByRole('button', { name: 'Step back' });
        for (let i = 0; i < 6; i++) await back.click();
        expect(await shownArray(scene, 'W1')).toEqual(written(W1, four));
        expect(await shownArray(scene, 'W1.copy()')).toEqual(nudged);
      }
      expect(seen[0]).not.toBe(seen[1]);
    });
  });

  it('dummy: the loss is the same for every argument, and used or without a parameter it is as said', async () => {
    await read(async (page) => {
      await open(page, 'dummy', 7);
      const small = smallNet(7);
      const scene = page.getByTestId('dummy-anything');
      const value = async (): Promise<string> => said(scene, 'dummy-value');
      expect(await value()).toBe(moved(small, 0).toFixed(8));
      await scene.getByRole('button', { name: "'hello'" }).click();
      expect(await scene.textContent()).toContain("loss_W('hello')");
      expect(await value()).toBe(moved(small, 0).toFixed(8));
      await scene.getByRole('button', { name: '[1, 2, 3]' }).click();
      expect(await value()).toBe(moved(small, 0).toFixed(8));
      await slide(scene, 'dummy-box', -1.5);
      expect(await value()).toBe(moved(small, -1.5).toFixed(8));
      expect(await scene.textContent()).toContain('loss_W([1, 2, 3])');

      // Without a parameter Python refuses the call.
      const without = page.getByTestId('dummy-without');
      const loss = show(moved(small, 0));
      expect(await said(without, 'dummy-result')).toBe(loss);
      await without.getByRole('button', { name: 'lambda _: …' }).click();
      expect(await said(without, 'dummy-result')).toBe(loss);
      await without.getByRole('button', { name: 'lambda: …' }).click();
      expect(await said(without, 'dummy-result')).toBe(
        'TypeError: <lambda>() takes 0 positional arguments but 1 was given',
      );
      expect(await without.locator('code').filter({ hasText: 'f = lambda: net.loss(x, t)' }).count()).toBe(1);

      // Where W1 is used, a copy gives the same gradient.
      const used = page.getByTestId('dummy-used');
      const grad = written(gradient(small));
      expect(await shownArray(used, 'grad')).toEqual(zeros);
      expect(await shownArray(used, 'grad, W1')).toEqual(grad);
      expect(Number(await said(used, 'dummy-difference'))).toBeGreaterThan(0);
      expect((await litLines(used, 'python'))[1]).toContain('.copy()');
      await turn(used, 'dummy-copy-too', false);
      expect((await litLines(used, 'python'))[1]).not.toContain('.copy()');
      expect(await shownArray(used, 'grad')).toEqual(grad);
      expect(await shownArray(used, 'grad, W1')).toEqual(grad);
      expect(await said(used, 'dummy-difference')).toBe('0');
    });
  });
}
