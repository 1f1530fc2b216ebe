import { numericalGradient } from '@bilayer/gradient';
import { item, mul, sub, sum, tensor, type Tensor } from '@bilayer/tensor';
import { expect, it } from 'vitest';
import { show } from '../../src/views/walk/format.ts';
import { smallNet } from '../../src/views/walk/net/small.ts';
import type { Read } from '../use-site.ts';
import { litLines, said, shownArray, slide, stepOn, turn, written } from './read.ts';
import { open } from './open.ts';

const names = ['W1', 'b1', 'W2', 'b2'] as const;

/** All gradients of the small network, none of its weights put back; and the weights it is left with. */
function withoutRestoring(seed: number, h: number) {
  const { net, x, t } = smallNet(seed);
  const params = { ...net.params };
  const grads = { ...net.params };
  const loss = (): number => item(net.loss(x, t, params));
  for (const name of names) {
    const { shape } = params[name];
    const slopes: number[] = [];
    for (let i = 0; i < params[name].data.length; i++) {
      const move = (by: number): number => {
        const data = params[name].data.slice();
        data[i] = (data[i] ?? NaN) + by;
        params[name] = tensor(data, shape);
        return loss();
      };
      const value = params[name].data[i] ?? NaN;
      const above = move(h);
      const below = move(value - h - (params[name].data[i] ?? NaN));
      slopes.push((above - below) / (2 * h));
    }
    grads[name] = tensor(Float64Array.from(slopes), shape);
  }
  return { grads, params, loss: loss() };
}

export function bugsTests(read: Read): void {
  it('bugs: a value that is not put back spoils later slopes and the network', async () => {
    await read(async (page) => {
      const seen: string[] = [];
      for (const seed of [0, 7]) {
        await open(page, 'bugs', seed);
        const scene = page.getByTestId('bugs-restore');
        const { net, x, t } = smallNet(seed);
        const wrong = withoutRestoring(seed, 0.1);
        expect(await said(scene, 'bugs-moved')).toBe('0 / 27');
        await turn(scene, 'bugs-left-out', true);
        for (const name of ['W1', 'b2'] as const) {
          await page.locator('#field-bugs-param').selectOption(name);
          const right = numericalGradient(
            (p) => net.loss(x, t, { ...net.params, [name]: p }),
            net.params[name],
            {
              h: 0.1,
            },
          );
          expect(await shownArray(scene, 'grad, now')).toEqual(written(wrong.grads[name]));
          expect(await shownArray(scene, 'grad, put back')).toEqual(written(right));
          expect(await shownArray(scene, `${name} after − before`)).toEqual(
            written(sub(wrong.params[name], net.params[name])),
          );
        }
        seen.push((await shownArray(scene, 'now − put back')).join());
        expect(await said(scene, 'bugs-moved')).toBe('27 / 27');
        expect(await said(scene, 'bugs-loss-after')).toBe(wrong.loss.toFixed(8));
        expect(await scene.locator('code.out').allTextContents()).toEqual([
          expect.stringContaining('x[idx] = tmp_val  # put it back'),
          expect.stringContaining('nudged.data[i] = value;'),
        ]);
        await turn(scene, 'bugs-left-out', false);
        expect(await said(scene, 'bugs-moved')).toBe('0 / 27');
        expect(new Set(await shownArray(scene, 'now − put back'))).toEqual(new Set(['0']));
        expect(await scene.locator('code.out').count()).toBe(0);
        expect(await litLines(scene, 'python')).toEqual(['x[idx] = tmp_val  # put it back']);
      }
      expect(seen[0]).not.toBe(seen[1]);
    });
  });

  it('bugs: integers are cut off where NumPy goes on, and refused where the library is asked', async () => {
    await read(async (page) => {
      await open(page, 'bugs', 0);
      const scene = page.getByTestId('bugs-integer');
      expect(await shownArray(scene, 'grad')).toEqual(
        written(numericalGradient((x) => sum(mul(x, x)), tensor(Float64Array.of(3, 4)))),
      );
      expect((await litLines(scene, 'python'))[0]).toBe('x = np.array([3.0, 4.0])');
      await turn(scene, 'bugs-integers', true);
      // NumPy 2.4.6: see figures.json beside the lesson.
      expect(await shownArray(scene, 'grad')).toEqual(['25000', '35000']);
      expect(await said(scene, 'bugs-up')).toBe('3.0001 → 3');
      expect(await said(scene, 'bugs-down')).toBe('2.9999 → 2');
      expect(await said(scene, 'bugs-message')).toMatch(/^BAD_DTYPE: numericalGradient: x is int32/);
      await slide(scene, 'bugs-x0', 0);
      await slide(scene, 'bugs-x1', -2);
      expect(await shownArray(scene, 'grad')).toEqual(['0', '-15000']);
      expect((await litLines(scene, 'python'))[0]).toBe('x = np.array([0, -2])');
      await scene.getByTestId('array-x').getByRole('button').nth(1).click();
      expect(await said(scene, 'bugs-down')).toBe('-2.0001 → -2');
      expect(await scene.getByTestId('array-x').textContent()).toContain('int64');
      await turn(scene, 'bugs-integers', false);
      const exact = numericalGradient((x) => sum(mul(x, x)), tensor(Float64Array.of(0, -2)));
      expect(await shownArray(scene, 'grad')).toEqual(written(exact));
      expect((await litLines(scene, 'typescript'))[0]).toContain("[0, -2], 'float64'");
      expect(await scene.getByTestId('bugs-message').count()).toBe(0);
    });
  });

  it('bugs: on a matrix x[idx] is a row that moves', async () => {
    await read(async (page) => {
      for (const seed of [0, 7]) {
        await open(page, 'bugs', seed);
        const scene = page.getByTestId('bugs-rows');
        const { net, x, t } = smallNet(seed);
        const { W1 } = net.params;
        const cells = (): Promise<string[]> => scene.locator('.cell').allTextContents();
        const loss = (value: Tensor): string => item(net.loss(x, t, { ...net.params, W1: value })).toFixed(8);
        await stepOn(scene, 'bugs-rows', 2);
        // Of the vector, tmp_val is a copy, which stays.
        expect(await cells()).toEqual(['0.00010', '0.00000', '0.00000', '0.00000', '0.00000']);
        await stepOn(scene, 'bugs-rows', 6);
        const right = net.gradient(x, t).b1;
        const given = (await shownArray(scene, 'grad')).map(Number);
        for (const [i, one] of given.entries()) expect(one).toBeCloseTo(right.data[i] ?? NaN, 4);
        expect(Number(await said(scene, 'bugs-apart'))).toBeLessThan(1e-5);

        await turn(scene, 'bugs-matrix', true);
        await stepOn(scene, 'bugs-rows', 2);
        expect(await litLines(scene, 'python')).toEqual(['x[idx] = tmp_val + h']);
        const up = tensor(
          Float64Array.from(W1.data, (w, i) => (i < 4 ? w + 1e-4 : w)),
          W1.shape,
        );
        expect(await cells()).toEqual(written(up, (w) => w.toFixed(5)));
        expect(await scene.locator('.pointed').textContent()).toContain('tmp_val');
        await stepOn(scene, 'bugs-rows', 2);
        expect(await litLines(scene, 'typescript')).toEqual(['set(x, idx, plus(tmpVal, -h));']);
        expect(await cells()).toEqual(written(W1, (w) => w.toFixed(5)));
        await stepOn(scene, 'bugs-rows', 2);
        expect(await said(scene, 'bugs-rows-fxh1')).toBe(loss(up));
        expect(await said(scene, 'bugs-rows-fxh2')).toBe(loss(W1));
        const slope = (item(net.loss(x, t, { ...net.params, W1: up })) - item(net.loss(x, t))) / 2e-4;
        expect((await shownArray(scene, 'grad')).slice(0, 4)).toEqual(Array(4).fill(show(slope)));
        await stepOn(scene, 'bugs-rows', 9);
        expect(await said(scene, 'bugs-stopped')).toBe(
          'IndexError: index 2 is out of bounds for axis 0 with size 2',
        );
        expect(await litLines(scene, 'python')).toEqual(['tmp_val = x[idx]']);
      }
    });
  });
}
