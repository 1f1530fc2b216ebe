import { sigmoid } from '@bilayer/activations';
import { add, matmul, mul, sub, tensor, transpose, type Tensor } from '@bilayer/tensor';
import { expect, it } from 'vitest';
import { show } from '../../src/views/walk/format.ts';
import { smallNet } from '../../src/views/walk/net/small.ts';
import type { Read } from '../use-site.ts';
import { litLines, said, shownArray, slide, stepOn, turn, written } from './read.ts';
import { open } from './open.ts';

/** (y − t) / N of the small net. */
function slopeOfScores(seed: number): Tensor {
  const { net, x, t } = smallNet(seed);
  const y = net.predict(x);
  return tensor(
    Float64Array.from(y.data, (p, i) => (p - (Number(t.data[Math.floor(i / 3)]) === i % 3 ? 1 : 0)) / 5),
    [5, 3],
  );
}

export function backpropTests(read: Read): void {
  it('backprop: goes back line by line to the gradient', async () => {
    await read(async (page) => {
      const starts = [
        'a1 = ',
        'da2 = ',
        "grads['W2']",
        "grads['b2']",
        'dz1 = ',
        'da1 = ',
        "grads['W1']",
        "grads['b1']",
      ];
      const names = ['da2', 'dW2', 'db2', 'dz1', 'da1', 'dW1', 'db1'];
      const seen: string[] = [];
      for (const seed of [0, 7]) {
        await open(page, 'backprop', seed);
        const scene = page.getByTestId('backprop-lines');
        const results = scene.getByTestId('backprop-results');
        const { net, x, t } = smallNet(seed);
        const gradient = net.gradient(x, t);
        if (seed > 0) await stepOn(scene, 'backprop', 7);
        for (const [step, start] of seed > 0 ? [] : starts.entries()) {
          if (step > 0) await stepOn(scene, 'backprop');
          expect((await litLines(scene, 'python'))[0]?.startsWith(start), start).toBe(true);
          for (const language of ['python', 'typescript'] as const) {
            expect((await litLines(scene, language)).length).toBe(step === 0 ? 4 : 1);
          }
          if (step === 5) {
            const z = Number(
              sigmoid.forward(add(matmul(x, net.params.W1), net.params.b1), sigmoid.config).data[0],
            );
            expect(await said(scene, 'backprop-sigmoid-slope')).toBe(show(z * (1 - z)));
            expect(await said(scene, 'backprop-sigmoid-nudged')).toBe(show(z * (1 - z)));
          }
          const after = names[step];
          if (after !== undefined) expect(new Set(await shownArray(results, after))).toEqual(new Set(['·']));
        }
        for (const name of ['W1', 'b1', 'W2', 'b2'] as const) {
          expect(await shownArray(results, `d${name}`)).toEqual(written(gradient[name]));
        }
        const da2 = slopeOfScores(seed);
        expect(await shownArray(results, 'da2')).toEqual(written(da2));
        expect(await shownArray(results, 'dz1')).toEqual(written(matmul(da2, transpose(net.params.W2))));
        seen.push((await shownArray(results, 'dW1')).join());
      }
      expect(seen[0]).not.toBe(seen[1]);
    });
  });

  it('backprop: the two slopes cancel to y − t for any scores', async () => {
    await read(async (page) => {
      for (const seed of [0, 7]) {
        await open(page, 'backprop', seed);
        const { net, x, t } = smallNet(seed);
        const scene = page.getByTestId('backprop-cancel');
        // Until a score is moved, they are the network's own; without the division by 5 rows.
        await scene.getByTestId('backprop-row').selectOption('1');
        const [answers, own] = [net.predict(x), slopeOfScores(seed)];
        const table = [0, 1, 2].flatMap((k) => {
          const slope = show(5 * Number(own.data[3 + k]));
          return [slope, show(Number(answers.data[3 + k])), t.data[1] === k ? '1' : '0', slope];
        });
        const shown = await scene.getByTestId('array-scores').locator('tbody td').allTextContents();
        expect(shown.map((cell) => cell.trim())).toEqual(table);
        await scene.getByTestId('backprop-nudged').getByText('a2[2]').click();
        expect(await said(scene, 'backprop-nudge-slope')).toBe(table[8]);
        const [up, down] = [await said(scene, 'backprop-up'), await said(scene, 'backprop-down')];
        // Two losses of eight digits: 1e-8 over 2e-4.
        expect(Math.abs((Number(up) - Number(down)) / 2e-4 - Number(table[8]))).toBeLessThan(2e-4);
        const scores = [1.5, -2, 0.25];
        for (const row of [0, 4]) {
          await scene.getByTestId('backprop-row').selectOption(String(row));
          for (const [k, score] of scores.entries()) await slide(scene, `backprop-score-${k}`, score);
          const powers = scores.map(Math.exp);
          const y = powers.map((p) => p / powers.reduce((a, b) => a + b));
          const label = Number(t.data[row]);
          const short = y.map((p, k) => show(p - (k === label ? 1 : 0)));
          expect(await shownArray(scene, 'y − t')).toEqual(short);
          expect(await shownArray(scene, '−t/y · ∂y/∂a2')).toEqual(short);
          expect((await shownArray(scene, '−t/y'))[label]).toBe(show(-1 / (y[label] ?? NaN)));
          const inner = y.flatMap((p, i) => y.map((q, j) => show(p * ((i === j ? 1 : 0) - q))));
          expect(await shownArray(scene, '∂y/∂a2')).toEqual(inner);
          expect(Number(await said(scene, 'backprop-apart'))).toBeLessThan(1e-14);
        }
      }
    });
  });

  it('backprop: without the division the gradient grows with the batch', async () => {
    await read(async (page) => {
      for (const seed of [0, 7]) {
        await open(page, 'backprop', seed);
        const { net, x, t } = smallNet(seed);
        const { W2 } = net.gradient(x, t);
        const scene = page.getByTestId('backprop-divide');
        await slide(scene, 'backprop-times', 3);
        expect(await shownArray(scene, 'dW2')).toEqual(written(W2));
        expect(await said(scene, 'backprop-factor')).toBe('1 ×');
        expect((await litLines(scene, 'python'))[0]).toMatch(/\/ N$/);
        await turn(scene, 'backprop-divides', false);
        expect(await shownArray(scene, 'dW2')).toEqual(written(mul(15, W2)));
        expect(await said(scene, 'backprop-factor')).toBe('15 ×');
        expect(await scene.getByRole('status').textContent()).toContain('15 times');
        expect((await litLines(scene, 'python'))[0]).toBe('da2 = y - np.eye(y.shape[1])[t]');
      }
    });
  });

  it('backprop: one arrangement of the factors fits', async () => {
    await read(async (page) => {
      await open(page, 'backprop', 7);
      const { net, x, t } = smallNet(7);
      const scene = page.getByTestId('backprop-shapes');
      const choose = async (first: string, second: string): Promise<string> => {
        await scene.getByTestId('backprop-first').selectOption(first);
        await scene.getByTestId('backprop-second').selectOption(second);
        return said(scene, 'backprop-verdict');
      };
      // The library's own words.
      expect(() =>
        matmul(tensor(new Float64Array(20), [5, 4]), tensor(new Float64Array(15), [5, 3])),
      ).toThrow(/matmul: inner dimensions differ: \[5, 4\] × \[5, 3\]/);
      expect(await choose('z1', 'da2')).toContain('matmul: inner dimensions differ: [5, 4] × [5, 3]');
      expect(await choose('z1', 'W2')).toContain('the result is (5, 3), and (4, 3) is wanted');
      expect(await choose('z1.T', 'da2')).toContain('It fits');
      const { W2, W1 } = net.gradient(x, t);
      expect(await shownArray(scene, 'dW2')).toEqual(written(W2));
      // To a cell by the keyboard: from the first one down and right.
      await scene.getByRole('button', { name: /^dW2\[0, 0\]/ }).focus();
      for (const key of ['ArrowDown', 'ArrowRight', 'Enter']) await page.keyboard.press(key);
      const da2 = slopeOfScores(7);
      const hidden = (await shownArray(page.getByTestId('backprop-shapes'), 'z1.T')).slice(5, 10);
      const sum = (await said(scene, 'backprop-sum')).replaceAll(/\s+/g, ' ');
      for (const [n, z] of hidden.entries()) {
        const d = show(Number(da2.data[3 * n + 1]));
        expect(sum).toContain(`${z} × ${d.startsWith('-') ? `(${d})` : d}`);
      }
      expect(sum.endsWith(`= ${show(Number(W2.data[4]))}`)).toBe(true);
      expect(await scene.textContent()).toContain('Column 1 of z1 meets column 1 of da2');
      await scene.getByText('dz1').first().click();
      expect(await choose('da2', 'W2.T')).toContain('It fits');
      expect(await scene.locator('figure[data-language=python] code').allTextContents()).toEqual([
        'dz1 = np.dot(da2, W2.T)',
      ]);
      expect(await shownArray(scene, 'dz1')).toEqual(written(matmul(da2, transpose(net.params.W2))));
      await scene.getByText('dW1').first().click();
      expect(await choose('x.T', 'da1')).toContain('It fits');
      expect(await shownArray(scene, 'dW1')).toEqual(written(W1));
    });
  });

  it('backprop: the slopes of all rows add up in the bias', async () => {
    await read(async (page) => {
      for (const seed of [0, 7]) {
        await open(page, 'backprop', seed);
        const { net, x, t } = smallNet(seed);
        const scene = page.getByTestId('backprop-bias');
        await scene.getByTestId('backprop-which').selectOption('2');
        await slide(scene, 'backprop-nudge', 0.5);
        expect(await said(scene, 'backprop-node')).toBe('0.5000');
        for (let n = 0; n < 5; n++) {
          const [was = NaN, is = NaN] = (await said(scene, `backprop-row-${n}`)).split('→').map(Number);
          expect(is - was).toBeCloseTo(0.5, 1);
        }
        await stepOn(scene, 'backprop-bias');
        expect(await litLines(scene, 'python')).toEqual(["grads['b2'] = np.sum(da2, axis=0)"]);
        const params = { ...net.params, b2: tensor(Float64Array.of(0, 0, 0.5)) };
        const { b2 } = net.gradient(x, t, params);
        expect(await shownArray(scene, 'np.sum(da2, axis=0)')).toEqual(written(b2));
        expect(await said(scene, 'backprop-node')).toBe(show(Number(b2.data[2])));
        expect(await said(scene, 'backprop-added')).toContain(`= ${show(Number(b2.data[2]))}`);
        // Central differences, and the 1e-7 in the log.
        expect(Number(await said(scene, 'backprop-slope'))).toBeCloseTo(Number(b2.data[2]), 3);
        expect(sub(b2, net.gradient(x, t).b2).data[2]).not.toBe(0);
      }
    });
  });
}
