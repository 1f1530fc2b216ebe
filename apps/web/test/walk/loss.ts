import type { TwoLayerNet } from '@bilayer/models';
import { add, item, log, mul, oneHot, slice, sub, sum, tensor, type Tensor } from '@bilayer/tensor';
import type { Locator } from 'playwright-core';
import { expect, it } from 'vitest';
import { show } from '../../src/views/walk/format.ts';
import { smallNet } from '../../src/views/walk/net/small.ts';
import type { Read } from '../use-site.ts';
import { litLines, said, shownArray, slide, stepOn, turn, written } from './read.ts';
import { open } from './open.ts';

/** The numbers in a column of the table of picked cells. */
async function column(scene: Locator, name: string): Promise<string[]> {
  return scene
    .locator(`[data-testid=loss-table] [data-column=${name}]`)
    .evaluateAll((cells) => cells.map((cell) => cell.textContent.trim()));
}

/** The numbers and errors in the table of targets, row by row. */
async function answers(scene: Locator): Promise<string[]> {
  return scene
    .locator('[data-testid=loss-answers] td > span:last-child')
    .evaluateAll((cells) => cells.map((cell) => cell.textContent.trim()));
}

const lossAt = (net: TwoLayerNet, x: Tensor, labels: readonly number[]): number =>
  item(net.loss(x, tensor(Int32Array.from(labels))));

export function lossTests(read: Read): void {
  it('loss: picks one cell in each row, and follows a label that is changed', async () => {
    await read(async (page) => {
      const seen: string[] = [];
      for (const seed of [0, 7]) {
        await open(page, 'loss', seed);
        const { net, x, t } = smallNet(seed);
        const y = net.predict(x).data;
        const labels = Array.from(t.data);
        const scene = page.getByTestId('loss-pick');
        expect(await litLines(scene, 'python')).toEqual(['batch_size = y.shape[0]']);
        expect(await column(scene, 'picked')).toEqual(Array(5).fill('·'));
        await stepOn(scene, 'loss', 3);
        expect((await litLines(scene, 'python'))[0]).toBe('picked = y[np.arange(batch_size), t]');
        expect((await litLines(scene, 'typescript'))[0]).toContain('const picked = ');
        expect(await column(scene, 'y')).toEqual(Array.from(y, show));
        const picked = labels.map((label, row) => y[3 * row + label] ?? NaN);
        expect(await column(scene, 'picked')).toEqual(picked.map(show));
        await stepOn(scene, 'loss', 2);
        expect(await column(scene, 'log')).toEqual(picked.map((p) => show(-Math.log(p + 1e-7))));
        expect(await said(scene, 'loss-mean')).toBe(show(lossAt(net, x, labels)));
        seen.push(await said(scene, 'loss-mean'));
        // Another label for flower 1, by the keyboard.
        const other = ((labels[1] ?? 0) + 1) % 3;
        await scene.locator('[data-column=y] button').first().focus();
        await page.keyboard.press('ArrowDown');
        for (let i = 0; i < other; i++) await page.keyboard.press('ArrowRight');
        await page.keyboard.press('Enter');
        labels[1] = other;
        expect(await column(scene, 't')).toEqual(labels.map(String));
        expect(await said(scene, 'loss-mean')).toBe(show(lossAt(net, x, labels)));
        expect(await scene.locator('.canvas circle').count()).toBe(5);
      }
      expect(seen[0]).not.toBe(seen[1]);
    });
  });

  it('loss: is infinite for a probability of 0, but for the 1e-7; and rises when the sign is wrong', async () => {
    await read(async (page) => {
      await open(page, 'loss', 3);
      const { net, x, t } = smallNet(3);
      const zero = page.getByTestId('loss-zero');
      await slide(zero, 'loss-sure', 17);
      expect(await said(zero, 'loss-without')).toBe(show(-Math.log(1e-3)));
      await slide(zero, 'loss-sure', 0);
      expect(await said(zero, 'loss-without')).toBe('inf');
      expect(await said(zero, 'loss-mean-without')).toBe('inf');
      expect(await said(zero, 'loss-with')).toBe(show(-Math.log(1e-7)));
      const rest = Array.from(t.data).map((label, row) => net.predict(x).data[3 * row + label] ?? NaN);
      rest[0] = 0;
      const mean = rest.reduce((sum, p) => sum - Math.log(p + 1e-7), 0) / 5;
      expect(await said(zero, 'loss-mean-with')).toBe(show(mean));
      expect(await zero.getByRole('status').textContent()).toContain('infinite, because of one row');

      const scene = page.getByTestId('loss-sign');
      for (const isUp of [false, true]) {
        await turn(scene, 'loss-up', isUp);
        const other = smallNet(3).net;
        for (let i = 0; i < 40; i++) {
          const grads = other.gradient(x, t);
          const moved = (name: 'W1' | 'b1' | 'W2' | 'b2'): Tensor =>
            (isUp ? add : sub)(other.params[name], mul(0.1, grads[name]));
          other.params = { W1: moved('W1'), b1: moved('b1'), W2: moved('W2'), b2: moved('b2') };
        }
        await expect.poll(() => said(scene, 'loss-last')).toBe(show(item(other.loss(x, t))));
        expect(await said(scene, 'loss-first')).toBe(show(item(net.loss(x, t))));
        expect((await litLines(scene, 'python'))[0]).toContain(isUp ? '+= ' : '-= ');
        expect((await litLines(scene, 'typescript'))[0]).toContain(isUp ? 'add(' : 'sub(');
        expect(await scene.getByRole('status').textContent()).toContain(isUp ? 'rises' : 'falls');
      }
      expect(await said(scene, 'loss-refused')).toBe('TwoLayerNet: x is [5]; this network takes [N, 2]');
    });
  });

  it('loss: says what each formula makes of labels and of one-hot rows', async () => {
    await read(async (page) => {
      for (const seed of [0, 7]) {
        await open(page, 'loss', seed);
        const { net, x, t } = smallNet(seed);
        const scene = page.getByTestId('loss-targets');
        await slide(scene, 'loss-rows', 3);
        const y = net.predict(slice(x, [[0, 3]]));
        const labels = slice(t, [[0, 3]]);
        const right = show(lossAt(net, slice(x, [[0, 3]]), Array.from(labels.data)));
        // y[[0, 1, 2], rows]: cell (i, j) is y[j, rows[i, j]].
        const rows = oneHot(labels, 3).data;
        const logs = log(add(y, 1e-7)).data;
        let byRows = 0;
        let byLabels = 0;
        for (let i = 0; i < 3; i++) {
          for (let j = 0; j < 3; j++) {
            byRows -= (logs[3 * j + (rows[3 * i + j] ?? NaN)] ?? NaN) / 3;
            byLabels -= ((labels.data[j] ?? NaN) * (logs[3 * i + j] ?? NaN)) / 3;
          }
        }
        // In the wrong order y is the truth, and log(t + 1e-7) is nearly always −16.
        const swapped = sub(0, mul(y, log(add(oneHot(labels, 3), 1e-7))));
        expect(await said(scene, 'loss-in-order')).toBe(right);
        expect(await said(scene, 'loss-out-of-order')).toBe(show(item(sum(swapped)) / 3));
        const threeRows = await answers(scene);
        expect(threeRows.slice(0, 5)).toEqual([right, show(byRows), show(byLabels), right, right]);
        expect(threeRows[5]).toContain("use astype(t, 'float64')");
        await slide(scene, 'loss-rows', 5);
        const fiveRows = await answers(scene);
        expect(fiveRows[0]).toBe(show(item(net.loss(x, t))));
        expect(fiveRows[1]).toMatch(/^IndexError: shape mismatch: .* \(5,\) \(5,3\)$/);
        expect(fiveRows[2]).toMatch(/^ValueError: operands could not be broadcast/);
        await turn(scene, 'loss-float', true);
        expect((await answers(scene))[0]).toContain('must be of integer');
        expect((await answers(scene))[4]).toContain("use astype(t, 'int32')");
        expect((await answers(scene))[5]).toBe(show(item(net.loss(x, t))));
      }
      const scene = page.getByTestId('loss-targets');
      expect(await said(scene, 'loss-book-label')).toBe('0.5108');
      expect(await said(scene, 'loss-book-row')).toBe('23.7190');
    });
  });

  it('loss: has a slope along a weight, where the accuracy has steps', async () => {
    await read(async (page) => {
      for (const seed of [0, 7]) {
        await open(page, 'loss', seed);
        const { net, x, t } = smallNet(seed);
        const scene = page.getByTestId('loss-accuracy');
        // The weight that it begins with has a step.
        await expect.poll(() => scene.locator('.canvas path.line').last().getAttribute('d')).toContain('L');
        await scene.getByTestId('loss-next-step').click();
        expect(Math.abs(Number(await said(scene, 'loss-accuracy-slope')))).toBeGreaterThan(900);
        expect(await scene.getByRole('status').textContent()).toContain('jumps over it');
        const first = await said(scene, 'loss-weight');
        await scene.getByTestId('loss-next-step').click();
        expect(await said(scene, 'loss-weight')).not.toBe(first);
        expect(Math.abs(Number(await said(scene, 'loss-accuracy-slope')))).toBeGreaterThan(900);

        await scene.getByRole('button', { name: 'Slide W1[1, 2]' }).click();
        expect(await shownArray(scene, 'W1')).toEqual(written(net.params.W1));
        expect(await said(scene, 'loss-now')).toBe(show(item(net.loss(x, t))));
        await slide(scene, 'loss-weight', 2.5);
        const W1 = tensor(Float64Array.from(net.params.W1.data), [2, 4]);
        W1.data[6] = 2.5;
        const params = { ...net.params, W1 };
        expect(await shownArray(scene, 'W1')).toEqual(written(W1));
        expect(await said(scene, 'loss-now')).toBe(show(item(net.loss(x, t, params))));
        expect(await said(scene, 'loss-accuracy-now')).toBe(show(net.accuracy(x, t, params)));
        const slope = Number(await said(scene, 'loss-slope'));
        expect(slope).toBeCloseTo(net.gradient(x, t, params).W1.data[6] ?? NaN, 3);
        expect(await said(scene, 'loss-accuracy-slope')).toBe('0');
      }
    });
  });
}
