import { crossEntropy } from '@bilayer/losses';
import { mul, randomState, sub, take } from '@bilayer/tensor';
import type { Locator } from 'playwright-core';
import { expect, it } from 'vitest';
import { smallNet } from '../../src/views/walk/net/small.ts';
import type { Read } from '../use-site.ts';
import { litLines, said, shownArray, slide, stepOn, turn, written } from './read.ts';
import { open } from './open.ts';

/** The digits that the page trains on; packages/datasets tests the number. */
const N = 1438;

/** How many cells of the grid were drawn so often (3: or more). */
async function cells(scene: Locator, level: number): Promise<number> {
  const path = await scene.locator(`path[data-level="${level}"]`).getAttribute('d');
  return path?.split('M').slice(1).length ?? 0;
}

export function batchTests(read: Read): void {
  it('mini-batches: an epoch of draws touches about 63 % of the rows, a shuffle all', async () => {
    await read(async (page) => {
      const seen: string[] = [];
      for (const seed of [0, 7]) {
        await open(page, 'batch', seed);
        const scene = page.getByTestId('batch-cover');
        await scene.getByTestId('batch-one').click();
        const random = randomState(seed);
        const rows = Array.from(random.choice(N, 100).data);
        expect(await said(scene, 'batch-drawn')).toBe('100');
        expect(await said(scene, 'batch-touched')).toContain(`${new Set(rows).size} of 1,438`);
        await scene.getByTestId('batch-epoch-button').click();
        rows.push(...random.choice(N, N - 100).data);
        const touched = new Set(rows).size;
        expect(await said(scene, 'batch-drawn')).toBe('1,438');
        expect(await said(scene, 'batch-touched')).toContain(`${touched} of 1,438`);
        expect(await said(scene, 'batch-expected')).toBe(`${(100 * (1 - (1 - 1 / N) ** N)).toFixed(1)}%`);
        expect(await said(scene, 'batch-limit')).toBe('63.2%');
        expect(await said(scene, 'batch-missed-5')).toBe(`${(100 * 0.8 ** 5).toFixed(1)}%`);
        expect(await cells(scene, 0)).toBe(N - touched);
        const counts = new Map<number, number>();
        for (const row of rows) counts.set(row, (counts.get(row) ?? 0) + 1);
        expect(await cells(scene, 2)).toBe([...counts.values()].filter((count) => count === 2).length);
        seen.push(await said(scene, 'batch-touched'));
        if (seed === 0) continue;
        await turn(scene, 'batch-shuffle', true);
        expect(await said(scene, 'batch-touched')).toContain('1,438 of 1,438 (100.0%)');
        expect(await cells(scene, 1)).toBe(N);
        for (let i = 0; i < 4; i++) await scene.getByTestId('batch-epoch-button').click();
        expect(await said(scene, 'batch-drawn')).toBe('7,190');
        await scene.getByTestId('batch-again').click();
        expect(await said(scene, 'batch-drawn')).toBe('0');
        expect(await cells(scene, 0)).toBe(N);
      }
      expect(seen[0]).not.toBe(seen[1]);
    });
  });

  it('mini-batches: says how many iterations an epoch has, and how often the book’s test for it comes true', async () => {
    await read(async (page) => {
      await open(page, 'batch', 0);
      const scene = page.getByTestId('batch-epoch');
      expect(await said(scene, 'batch-per-epoch')).toBe('600');
      expect(await said(scene, 'batch-passes')).toBe('16.67');
      expect(await said(scene, 'batch-reports')).toBe('17');
      expect((await litLines(scene, 'python'))[0]).toContain('train_size / batch_size');
      // 128, which does not divide 60,000.
      await slide(scene, 'batch-size', 9);
      expect(await said(scene, 'batch-per-epoch')).toBe('468.75');
      expect(await said(scene, 'batch-reports')).toBe('6');
      expect(await scene.getByRole('status').textContent()).toContain('only when i is a multiple of 1,875');
      await turn(scene, 'batch-whole', true);
      expect(await said(scene, 'batch-per-epoch')).toBe('468');
      expect(await said(scene, 'batch-reports')).toBe('22');
      expect((await litLines(scene, 'python'))[0]).toContain('train_size // batch_size');
      await turn(scene, 'batch-ours', true);
      expect(await said(scene, 'batch-per-epoch')).toBe('11');
    });
  });

  it('mini-batches: goes round the loop of train, and refuses measurements for labels', async () => {
    await read(async (page) => {
      const seen: string[] = [];
      for (const seed of [0, 7]) {
        await open(page, 'batch', seed);
        const { net, x, t } = smallNet(seed);
        const scene = page.getByTestId('batch-step');
        const random = randomState(seed);
        let { params } = net;
        for (const i of seed === 0 ? [0] : [0, 1]) {
          const mask = random.choice(5, 2);
          const [xBatch, tBatch] = [take(x, mask), take(t, mask)];
          const grads = net.gradient(xBatch, tBatch, params);
          await stepOn(scene, 'batch', i === 0 ? 3 : 2);
          expect(await litLines(scene, 'python')).toEqual(['t_batch = t_train[batch_mask]']);
          expect(await litLines(scene, 'typescript')).toEqual(['const tBatch = take(t, batch);']);
          expect(await shownArray(scene, 'batch_mask')).toEqual(written(mask));
          expect(await shownArray(scene, 'x_batch')).toEqual(written(xBatch));
          expect(await shownArray(scene, 't_batch')).toEqual(written(tBatch));
          expect(new Set(await shownArray(scene, "grad['W1']"))).toEqual(new Set(['·']));
          await stepOn(scene, 'batch', 2);
          expect((await litLines(scene, 'python'))[1]).toContain('-= learning_rate * grad[key]');
          expect(await shownArray(scene, 'W1')).toEqual(written(params.W1));
          expect(await shownArray(scene, "grad['W1']")).toEqual(written(grads.W1));
          const from = params;
          const moved = (name: 'W1' | 'b1' | 'W2' | 'b2'): typeof from.W1 =>
            sub(from[name], mul(0.1, grads[name]));
          params = { W1: moved('W1'), b1: moved('b1'), W2: moved('W2'), b2: moved('b2') };
          expect(await shownArray(scene, "W1'")).toEqual(written(params.W1));
          seen.push((await shownArray(scene, "W1'")).join());
          await scene.getByTestId('batch-round').click();
        }
        if (seed === 0) continue;
        await turn(scene, 'batch-slip', true);
        await stepOn(scene, 'batch', 3);
        expect(await litLines(scene, 'python')).toEqual(['grad = network.gradient(x_batch, t_batch)']);
        const wrong = take(x, random.choice(5, 2));
        expect(await shownArray(scene, 't_batch')).toEqual(written(wrong));
        let message = '';
        try {
          crossEntropy.perRow(net.predict(wrong), wrong);
        } catch (error) {
          message = (error as Error).message;
        }
        const refused = await said(scene, 'batch-refused');
        expect(refused).toContain(message);
        expect(refused).toContain('IndexError: arrays used as indices must be of integer (or boolean) type');
        expect(message).toContain('expected labels (int32 [2])');
      }
      expect(new Set(seen).size).toBe(3);
    });
  });

  it('mini-batches: counts layers of weights or columns of neurons, and leads to MNIST', async () => {
    await read(async (page) => {
      await open(page, 'batch', 5, 'zh');
      const scene = page.getByTestId('batch-layers');
      expect(await scene.getByTestId('batch-layer').count()).toBe(2);
      expect(await scene.getByRole('status').textContent()).toContain('2 层网络');
      await turn(scene, 'batch-neurons', true);
      expect(await scene.getByTestId('batch-layer').count()).toBe(3);
      expect(await scene.getByRole('status').textContent()).toContain('三层网络');
      await page.getByTestId('batch-mnist').getByRole('link').click();
      await page.waitForURL(/data=mnist/);
      await expect.poll(() => page.locator('main').textContent()).toContain('MNIST');
      expect(await page.locator('.walk').count()).toBe(0);
    });
  });
}
