import { matmul, sub, tensor } from '@bilayer/tensor';
import type { Locator } from 'playwright-core';
import { expect, it } from 'vitest';
import { show } from '../../src/views/walk/format.ts';
import { realNet } from '../../src/views/walk/net/real.ts';
import { smallNet } from '../../src/views/walk/net/small.ts';
import type { Read } from '../use-site.ts';
import { litLines, said, shownArray, slide, stepOn, turn, written } from './read.ts';
import { open } from './open.ts';

const tiny = (d: number): string => (d === 0 ? '0' : d.toExponential(1));

/** For workers on a busy machine. */
const patient = { timeout: 20_000 };

/** The first number of a text as `1,134 / 79,520`. */
const count = (text: string): number => Number.parseInt(text.replaceAll(',', ''), 10);

/** Which cells of an array are lit, by their places from the first. */
async function litCells(scope: Locator, name: string): Promise<number[]> {
  return scope
    .getByTestId(`array-${name}`)
    .locator('tbody td')
    .evaluateAll((cells) => cells.flatMap((cell, i) => (cell.classList.contains('lit') ? [i] : [])));
}

export function slowTests(read: Read): void {
  it('slow: counts the passes for any sizes', async () => {
    await read(async (page) => {
      await open(page, 'slow', 0);
      const scene = page.getByTestId('slow-count');
      expect(await litLines(scene, 'python')).toEqual(['fxh1 = f(x)', 'fxh2 = f(x)']);
      expect(await litLines(scene, 'typescript')).toHaveLength(2);
      // 784 · 50 + 50 + 50 · 10 + 10, and 100 · 784 · 50 + 100 · 50 · 10.
      expect(await said(scene, 'slow-parameters')).toBe('39,760');
      expect(await said(scene, 'slow-passes')).toBe('2 · 39,760 = 79,520');
      expect(await said(scene, 'slow-per-pass')).toBe('3,970,000');
      for (const [size, to] of Object.entries({ inputs: 2, hidden: 4, outputs: 3, rows: 5 })) {
        await slide(scene, `slow-${size}`, to);
      }
      expect(await said(scene, 'slow-sum')).toMatch(/2·4 \+ 4 \+ 4·3\s*\+ 3 = 27$/);
      expect(await said(scene, 'slow-passes')).toBe('2 · 27 = 54');
      expect(await said(scene, 'slow-per-pass')).toBe('100');
      expect(await said(scene, 'slow-all')).toBe('5,400');
    });
  });

  it('slow: races against the clock, stops, and ends with the lesson', async () => {
    await read(async (page) => {
      await open(page, 'slow', 0);
      const scene = page.getByTestId('slow-race');
      const passes = async (): Promise<number> => count(await said(scene, 'slow-done'));
      const seconds = async (): Promise<number> => Number.parseFloat(await said(scene, 'slow-clock'));
      expect(await passes()).toBe(0);
      const from = Date.now();
      await scene.getByTestId('slow-start').click();
      // b2 has 10 numbers, so 20 passes; then it is W2's turn.
      await expect.poll(passes, patient).toBeGreaterThan(24);
      expect((await litLines(scene, 'python'))[0]).toContain("grads['W2']");
      expect((await litLines(scene, 'typescript'))[0]).toContain('W2: numericalGradient(');
      expect(await seconds()).toBeGreaterThan(0);
      expect(await seconds()).toBeLessThanOrEqual((Date.now() - from) / 1000 + 0.1);
      await scene.getByTestId('slow-start').click();
      // What was under way comes to its end, and then it stands still.
      const moves = async (): Promise<number> => {
        const before = await passes();
        await page.waitForTimeout(150);
        return (await passes()) - before;
      };
      await expect.poll(moves, patient).toBe(0);
      const stopped = await passes();
      const rate = count(await said(scene, 'slow-rate'));
      expect(rate).toBeGreaterThan(0.8 * (stopped / ((await seconds()) + 0.06)));
      expect(await said(scene, 'slow-left')).toMatch(/min|sec|hr/);
      expect(count(await said(scene, 'slow-meanwhile'))).toBeGreaterThan(0);
      await scene.getByTestId('slow-start').click();
      await expect.poll(passes, patient).toBeGreaterThan(stopped);
      expect(page.workers()).toHaveLength(1);
      await page.evaluate(() => {
        location.hash = 'init';
      });
      await page.locator('article#init').waitFor();
      await expect.poll(() => page.workers().length, patient).toBe(0);
    });
  });

  it('slow: shows that a nudge changes one column, and counts with it', async () => {
    await read(async (page) => {
      const seen: string[] = [];
      for (const seed of [0, 7]) {
        await open(page, 'slow', seed);
        const { net, x } = smallNet(seed);
        const scene = page.getByTestId('slow-column');
        await scene.getByRole('button', { name: /^W1\[0, 3\]/ }).click();
        await turn(scene, 'slow-minus', true);
        expect((await litLines(scene, 'python'))[0]).toMatch(/^a1_j = /);
        const W1 = net.params.W1.data.slice();
        W1[3] = Number(W1[3]) - 1e-4;
        const difference = sub(matmul(x, tensor(W1, [2, 4])), matmul(x, net.params.W1));
        // Adding the biases, which are 0, changes nothing.
        expect(await shownArray(scene, 'Δa1')).toEqual(written(difference, tiny));
        expect(await litCells(scene, 'Δa1')).toEqual([3, 7, 11, 15, 19]);
        expect(new Set(await shownArray(scene, 'Δz1'))).toEqual(new Set(['·']));
        await stepOn(scene, 'slow-column', 3);
        expect((await litLines(scene, 'typescript'))[0]).toMatch(/^return softmax/);
        expect(await litCells(scene, 'Δz1')).toEqual([3, 7, 11, 15, 19]);
        const moved = net.predict(x, { ...net.params, W1: tensor(W1, [2, 4]) });
        expect(await shownArray(scene, 'Δy')).toEqual(written(sub(moved, net.predict(x)), tiny));
        expect(await said(scene, 'slow-again-small')).toBe('5 / 20');
        expect(await said(scene, 'slow-again-real')).toBe('3,970,000 → 100 · (1 + 10) = 1,100');
        expect(Number(await said(scene, 'slow-apart'))).toBeLessThan(1e-15);
        seen.push((await shownArray(scene, 'Δy')).join());
      }
      expect(seen[0]).not.toBe(seen[1]);
    });
  });

  it('slow: measures the short way, and compares it with the loop', async () => {
    await read(async (page) => {
      const seen: string[] = [];
      for (const seed of [0, 7]) {
        await open(page, 'slow', seed);
        const scene = page.getByTestId('slow-follow');
        await scene.getByTestId('slow-measure').click();
        await expect.poll(() => said(scene, 'slow-compared'), patient).toBe('60');
        const { net, x, t } = await realNet(seed);
        const { b2, W2 } = net.gradient(x, t);
        const first = [...b2.data, ...W2.data.slice(0, 50)].map(Math.abs);
        // Backprop leaves out the 1e-7 in the log: 1e-6 of these.
        expect(Number(await said(scene, 'slow-largest'))).toBeCloseTo(Math.max(...first), 3);
        // Some ulps of a loss of 2.3, 4e-16 each, over 2h = 2e-4.
        expect(Number(await said(scene, 'slow-difference'))).toBeLessThan(5e-11);
        expect(Number(await said(scene, 'slow-difference'))).toBeGreaterThan(0);
        for (const way of ['typescript', 'kernels', 'backprop']) {
          const times =
            (await scene.getByTestId(`slow-time-${way}`).locator('td').last().textContent()) ?? '';
          expect(Number(times.replaceAll(/[,×\s]/g, '')), way).toBeGreaterThan(20);
        }
        seen.push(await said(scene, 'slow-largest'), show(Math.max(...first)));
      }
      expect(seen[0]).not.toBe(seen[2]);
    });
  });

  it('slow: trains by both gradients, alike', async () => {
    await read(async (page) => {
      await open(page, 'slow', 0);
      const scene = page.getByTestId('slow-train');
      await scene.getByTestId('slow-train-start').click();
      // An epoch of the digits is 15 updates.
      await expect.poll(() => said(scene, 'slow-accuracy-backprop'), patient).toContain('%');
      await expect.poll(() => said(scene, 'slow-updates'), patient).toMatch(/^[2-9]\d/);
      // Each time that both are at the end of the same epoch.
      const accuracies = async (): Promise<number> =>
        new Set(
          await scene
            .locator('[data-testid^=slow-accuracy]')
            .evaluateAll((all) => all.map((one) => one.textContent)),
        ).size;
      await expect.poll(accuracies, patient).toBe(1);
      await scene.getByTestId('slow-train-start').click();
      const curves = await scene
        .locator('svg[role=img] g path.line')
        .evaluateAll((lines) => lines.map((line) => line.getAttribute('d') ?? ''));
      expect(curves).toHaveLength(2);
      // As far as both are, one lies on the other.
      const common = Math.min(...curves.map(({ length }) => length)) - 20;
      expect(common).toBeGreaterThan(50);
      expect(curves[0]?.slice(0, common)).toBe(curves[1]?.slice(0, common));
      await expect.poll(() => page.workers().length, patient).toBe(0);
      expect(await scene.getByRole('link').getAttribute('href')).toContain(
        'view=train&lang=en&gradient=numerical',
      );
    });
  });
}
