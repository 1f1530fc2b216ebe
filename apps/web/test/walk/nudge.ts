import { numericalGradient } from '@bilayer/gradient';
import { item, type Tensor } from '@bilayer/tensor';
import { expect, it } from 'vitest';
import { show } from '../../src/views/walk/format.ts';
import { smallNet, type Small } from '../../src/views/walk/net/small.ts';
import type { Read } from '../use-site.ts';
import { litLines, said, shownArray, slide, stepOn, turn, written } from './read.ts';
import { open } from './open.ts';

const names = ['W1', 'b1', 'W2', 'b2'] as const;

/** The loss with one element of one array moved. */
function moved({ net, x, t }: Small, name: (typeof names)[number], i: number, by: number): number {
  const { data, shape, dtype } = net.params[name];
  const other: Tensor = { shape, dtype, data: data.slice() };
  other.data[i] = Number(other.data[i]) + by;
  return item(net.loss(x, t, { ...net.params, [name]: other }));
}

export function nudgeTests(read: Read): void {
  it('nudge: the slope of the chosen weight, for each h', async () => {
    await read(async (page) => {
      const seen: string[] = [];
      for (const seed of [0, 7]) {
        await open(page, 'nudge', seed);
        const small = smallNet(seed);
        const scene = page.getByTestId('nudge-slope');
        // W2[2, 1].
        await scene.getByTestId('array-W2').getByRole('button').nth(7).click();
        for (const [place, h] of [1e-4, 0.01, 0.1, 1].entries()) {
          await slide(scene, 'nudge-h', place);
          const [above, below] = [moved(small, 'W2', 7, h), moved(small, 'W2', 7, -h)];
          expect(await said(scene, 'nudge-above')).toBe(above.toFixed(8));
          expect(await said(scene, 'nudge-below')).toBe(below.toFixed(8));
          const slope = (above - below) / (2 * h);
          expect(await said(scene, 'nudge-slope-value')).toBe(show(slope));
          expect(await scene.getByRole('status').textContent()).toContain(
            `${slope < 0 ? 'falls' : 'rises'} by ${show(Math.abs(slope))} when W2[2, 1] goes up`,
          );
        }
        expect(await scene.locator('svg[role=img] g[clip-path] circle').count()).toBe(3);
        seen.push(await said(scene, 'nudge-slope-value'));
      }
      expect(seen[0]).not.toBe(seen[1]);
    });
  });

  it('nudge: line by line, the array changes in one place; then over the matrix', async () => {
    await read(async (page) => {
      await open(page, 'nudge', 7);
      const small = smallNet(7);
      const scene = page.getByTestId('nudge-lines');
      await page.getByTestId('nudge-slope').getByTestId('array-W1').getByRole('button').nth(2).click();
      const four = (x: number): string => x.toFixed(4);
      const before = written(small.net.params.W1, four);
      const withFirst = (by: number): string[] =>
        before.map((one, i) => (i === 2 ? four(Number(small.net.params.W1.data[2]) + by) : one));
      expect(await shownArray(scene, 'x')).toEqual(before);
      expect(await litLines(scene, 'python')).toEqual(['h = 1e-4', 'grad = np.zeros_like(x)']);
      await stepOn(scene, 'nudge', 2);
      expect(await shownArray(scene, 'x')).toEqual(withFirst(1e-4));
      expect(await said(scene, 'nudge-fxh1')).toBe('·');
      await stepOn(scene, 'nudge');
      expect(await litLines(scene, 'python')).toEqual(['fxh1 = f(x)']);
      expect(await litLines(scene, 'typescript')).toEqual(['const above = item(f(nudged));']);
      expect(await said(scene, 'nudge-fxh1')).toBe(moved(small, 'W1', 2, 1e-4).toFixed(8));
      expect(await said(scene, 'nudge-passes')).toBe('1');
      await stepOn(scene, 'nudge');
      expect(await shownArray(scene, 'x')).toEqual(withFirst(-1e-4));
      await stepOn(scene, 'nudge', 2);
      expect(await said(scene, 'nudge-passes')).toBe('2');
      // The elements before it are done, those after it are not.
      const grad = numericalGradient(
        (W1) => small.net.loss(small.x, small.t, { ...small.net.params, W1 }),
        small.net.params.W1,
      );
      expect(await shownArray(scene, 'grad')).toEqual(written(grad).map((one, i) => (i <= 2 ? one : '0')));
      await stepOn(scene, 'nudge');
      expect(await litLines(scene, 'python')).toEqual(['x[idx] = tmp_val']);
      expect(await shownArray(scene, 'x')).toEqual(before);

      // The walk over a matrix: by pairs, and by rows with range.
      const W1 = written(small.net.params.W1);
      const walk = page.getByTestId('nudge-walk');
      await stepOn(walk, 'walk', 5);
      expect(await said(walk, 'nudge-idx')).toBe('(1, 1)');
      expect(await said(walk, 'nudge-x-idx')).toBe(W1[5]);
      expect(await said(walk, 'nudge-data-i')).toBe(W1[5]);
      await turn(walk, 'nudge-range', true);
      expect(await said(walk, 'nudge-x-idx')).toBe(
        'IndexError: index 2 is out of bounds for axis 0 with size 2',
      );
      expect(await walk.locator('figure code').first().textContent()).toBe('for idx in range(x.size):');
      await walk.getByRole('button', { name: 'Step back' }).click();
      expect(await said(walk, 'nudge-x-idx')).toBe(`[${W1.slice(4).join(', ')}]`);
      expect(await walk.getByTestId('array-x').locator('td.lit').count()).toBe(4);
    });
  });

  it('nudge: all 27 weights take 54 passes, and give the gradient of the library', async () => {
    await read(async (page) => {
      await page.clock.install();
      await open(page, 'nudge', 7);
      const { net, x, t } = smallNet(7);
      const scene = page.getByTestId('nudge-all');
      await scene.getByRole('button', { name: 'One weight' }).click();
      expect(await said(scene, 'nudge-count')).toBe('2 / 54');
      expect((await shownArray(scene, "grads['W1']"))[1]).toBe('0');
      await scene.getByRole('button', { name: 'Play' }).click();
      await page.clock.runFor(1000);
      await scene.getByRole('button', { name: 'Pause' }).click();
      const count = Number.parseInt(await said(scene, 'nudge-count'), 10);
      expect(count).toBeGreaterThan(2);
      expect(count).toBeLessThan(54);
      await page.clock.runFor(1000);
      expect(await said(scene, 'nudge-count')).toBe(`${count} / 54`);
      await scene.getByRole('button', { name: 'Play' }).click();
      await page.clock.runFor(20_000);
      expect(await said(scene, 'nudge-count')).toBe('54 / 54');
      expect(await said(scene, 'nudge-weights')).toBe('27 / 27');
      for (const name of names) {
        const grad = numericalGradient((W) => net.loss(x, t, { ...net.params, [name]: W }), net.params[name]);
        expect(await shownArray(scene, `grads['${name}']`), name).toEqual(written(grad));
      }
      // Rounding of two losses, 2e-16, over 2e-4.
      expect(Number(await said(scene, 'nudge-difference'))).toBeLessThan(2e-11);
      expect(await scene.textContent()).toContain('39,760 weights: 79,520 forward passes');
      await scene.getByRole('button', { name: 'From the start' }).click();
      expect(await said(scene, 'nudge-count')).toBe('0 / 54');
    });
  });
}
