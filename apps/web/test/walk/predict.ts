import { sigmoid, softmax } from '@bilayer/activations';
import { add, argMax, div, exp, max, mul, neg, sub, sum, tensor, matmul, type Tensor } from '@bilayer/tensor';
import type { Locator } from 'playwright-core';
import { expect, it } from 'vitest';
import { show } from '../../src/views/walk/format.ts';
import { smallNet } from '../../src/views/walk/net/small.ts';
import type { Read } from '../use-site.ts';
import { litLines, said, shownArray, slide, stepOn, turn, unfold, written } from './read.ts';
import { open } from './open.ts';

/** The arrays of `predict`, by the library's functions. */
function arraysOf(seed: number): Readonly<Record<'x' | 'W1' | 'W2' | 'a1' | 'z1' | 'a2' | 'y', Tensor>> {
  const { net, x } = smallNet(seed);
  const { W1, b1, W2, b2 } = net.params;
  const a1 = add(matmul(x, W1), b1);
  const z1 = sigmoid.forward(a1, sigmoid.config);
  const a2 = add(matmul(z1, W2), b2);
  return { x, W1, W2, a1, z1, a2, y: softmax.forward(a2, softmax.config) };
}

/** Where the cells of an array are that are lit or picked: `0,1`. */
async function framed(scope: Locator, name: string, kind: 'lit' | 'picked'): Promise<string[]> {
  return scope
    .getByTestId(`array-${name}`)
    .locator('tbody tr')
    .evaluateAll(
      (rows, one) =>
        rows.flatMap((row, r) =>
          [...row.querySelectorAll('td')].flatMap((td, c) =>
            td.classList.contains(one) ? [`${r},${c}`] : [],
          ),
        ),
      kind,
    );
}

async function choose(scope: Locator, id: string, label: string): Promise<void> {
  await scope.getByTestId(id).getByText(label, { exact: true }).click();
}

const cell = (scope: Locator, array: string, row: number, column: number): Locator =>
  scope.getByTestId(`array-${array}`).locator('tbody tr').nth(row).locator('td button').nth(column);

const at = ({ data, shape }: Tensor, row: number, column: number): number =>
  data[row * (shape[1] ?? 1) + column] ?? NaN;
const factor = (x: number): string => (x < 0 ? `(${show(x)})` : show(x));

export function predictTests(read: Read): void {
  it('predict: computes an array a line', async () => {
    await read(async (page) => {
      const seen: string[] = [];
      for (const seed of [0, 7]) {
        await open(page, 'predict', seed);
        const scene = page.getByTestId('predict-steps');
        const { net, x } = smallNet(seed);
        const arrays = arraysOf(seed);
        expect(await litLines(scene, 'python')).toEqual([
          "W1, W2 = self.params['W1'], self.params['W2']",
          "b1, b2 = self.params['b1'], self.params['b2']",
        ]);
        expect(await said(scene, 'predict-shapes')).toMatch(/\(5, 2\) · \(2, 4\)\s+\+ \(4,\)\s+→ \(5, 4\)/);
        for (const [name, line] of [
          ['a1', 'const a1 = add(matmul(x, W1), b1);'],
          ['z1', 'const z1 = sigmoid(a1);'],
          ['a2', 'const a2 = add(matmul(z1, W2), b2);'],
          ['y', 'const y = softmax(a2);'],
        ] as const) {
          expect(new Set(await shownArray(scene, name))).toEqual(new Set(['·']));
          await stepOn(scene, 'predict');
          expect(await litLines(scene, 'typescript')).toEqual([line]);
          expect(await shownArray(scene, name)).toEqual(written(arrays[name]));
        }
        expect(await shownArray(scene, 'y')).toEqual(written(net.predict(x)));
        expect(await said(scene, 'predict-shapes')).toMatch(/\(5, 4\) · \(4, 3\)\s+\+ \(3,\)\s+→ \(5, 3\)/);
        expect(await said(scene, 'predict-answers')).toBe('·');
        await stepOn(scene, 'predict');
        const answers = Array.from(argMax(arrays.y, { axis: 1 }).data);
        expect(await said(scene, 'predict-answers')).toBe(`[${answers.join(' ')}]`);
        expect(await framed(scene, 'y', 'lit')).toEqual(answers.map((column, row) => `${row},${column}`));
        seen.push((await shownArray(scene, 'y')).join());
      }
      expect(seen[0]).not.toBe(seen[1]);
    });
  });

  it('predict: shows the row, the column and the sum of a cell', async () => {
    await read(async (page) => {
      for (const seed of [0, 7]) {
        await open(page, 'predict', seed);
        const scene = page.getByTestId('predict-cell');
        const { x, W1, W2, a1, z1, a2 } = arraysOf(seed);
        await cell(scene, 'a1', 3, 1).click();
        expect(await framed(scene, 'x', 'lit')).toEqual(['3,0', '3,1']);
        expect(await framed(scene, 'W1', 'lit')).toEqual(['0,1', '1,1']);
        expect(await framed(scene, 'b1', 'lit')).toEqual(['0,1']);
        const term = (k: number): string => `${factor(at(x, 3, k))} · ${factor(at(W1, k, 1))}`;
        expect(await said(scene, 'predict-sum')).toBe(`${term(0)} + ${term(1)} + 0 = ${show(at(a1, 3, 1))}`);
        // The keyboard moves on, and the pointer too.
        await page.keyboard.press('ArrowDown');
        expect(await framed(scene, 'x', 'lit')).toEqual(['4,0', '4,1']);
        await choose(scene, 'predict-which', 'a2');
        await cell(scene, 'a2', 0, 2).hover();
        expect(await framed(scene, 'W2', 'lit')).toEqual(['0,2', '1,2', '2,2', '3,2']);
        const terms = [0, 1, 2, 3].map((k) => `${factor(at(z1, 0, k))} · ${factor(at(W2, k, 2))}`);
        expect(await said(scene, 'predict-sum')).toBe(`${terms.join(' + ')} + 0 = ${show(at(a2, 0, 2))}`);
        expect((await litLines(scene, 'python'))[0]).toBe('a2 = np.dot(z1, W2) + b2');
      }
    });
  });

  it('predict: tells the dot product from the product of elements', async () => {
    await read(async (page) => {
      for (const seed of [0, 7]) {
        await open(page, 'predict', seed);
        const scene = page.getByTestId('predict-product');
        const { W1, z1 } = arraysOf(seed);
        const half = (from: number): Tensor =>
          tensor(
            Float64Array.of(at(W1, 0, from), at(W1, 0, from + 1), at(W1, 1, from), at(W1, 1, from + 1)),
            [2, 2],
          );
        const [A, B] = [half(0), half(2)];
        expect(await shownArray(scene, 'np.dot(A, B)')).toEqual(written(matmul(A, B)));
        expect(await shownArray(scene, 'A * B')).toEqual(written(mul(A, B)));
        expect(await framed(scene, 'A', 'lit')).toEqual(['0,0', '0,1']);
        await cell(scene, 'A * B', 1, 0).click();
        expect(await framed(scene, 'A', 'lit')).toEqual(['1,0']);
        expect(await litLines(scene, 'python')).toEqual(['A * B']);
        expect(await said(scene, 'predict-product-sum')).toBe(
          `${factor(at(A, 1, 0))} · ${factor(at(B, 1, 0))} = ${show(at(mul(A, B), 1, 0))}`,
        );
        await choose(scene, 'predict-pair', 'x, W1');
        const times = await said(scene, 'predict-misfit');
        expect(times).toContain('operands could not be broadcast together with shapes (5,2) (2,4)');
        expect(times).toContain('mul: shapes [5, 2] and [2, 4] do not broadcast');
        await choose(scene, 'predict-pair', 'z1, z1');
        const dot = await said(scene, 'predict-misfit');
        expect(dot).toContain('shapes (5,4) and (5,4) not aligned: 4 (dim 1) != 5 (dim 0)');
        expect(dot).toContain('matmul: inner dimensions differ: [5, 4] × [5, 4]');
        expect(await shownArray(scene, 'A * B')).toEqual(written(mul(z1, z1)));
      }
    });
  });

  it('predict: broadcasts the bias, and adds along an axis', async () => {
    await read(async (page) => {
      for (const seed of [0, 7]) {
        await open(page, 'predict', seed);
        const { x, W1, a1 } = arraysOf(seed);
        const b1 = tensor(Float64Array.of(0.1, -0.2, 0.3, -0.4));
        const bias = page.getByTestId('predict-bias');
        expect(await shownArray(bias, 'np.dot(x, W1)')).toEqual(written(a1));
        expect(await shownArray(bias, 'b1')).toEqual(written(b1));
        expect(await shownArray(bias, 'a1')).toEqual(written(add(matmul(x, W1), b1)));
        await turn(bias, 'predict-rows', true);
        expect(await shownArray(bias, 'rows')).toEqual([0, 1, 2, 3, 4].flatMap(() => written(b1)));
        expect(await shownArray(bias, 'a1')).toEqual(written(add(matmul(x, W1), b1)));
        expect(await said(bias, 'predict-difference')).toBe('0');

        await unfold(page);
        const scene = page.getByTestId('predict-axis');
        const { a2, y } = arraysOf(seed);
        const expX = exp(sub(a2, max(a2, { axis: 1, keepDims: true })));
        expect(await shownArray(scene, 's')).toEqual(written(sum(expX, { axis: 1 })));
        expect(await shownArray(scene, 'y')).toEqual(written(y));
        await cell(scene, 's', 2, 0).click();
        expect(await framed(scene, 'exp_x', 'lit')).toEqual(['2,0', '2,1', '2,2']);
        await turn(scene, 'predict-keepdims', false);
        expect(await said(scene, 'predict-axis-misfit')).toContain('shapes (5,3) (5,)');
        expect(await scene.getByTestId('array-s').locator('.shape').textContent()).toBe('(5,)');
        await choose(scene, 'predict-axis-choice', 'axis=0');
        const shared = div(expX, sum(expX, { axis: 0 }));
        expect(await shownArray(scene, 'np.sum(y, axis=1)')).toEqual(written(sum(shared, { axis: 1 })));
        expect(await scene.getByRole('status').textContent()).toContain('the columns add up to 1');
      }
    });
  });

  it('predict: forgets the brackets of sigmoid, and the maximum of softmax', async () => {
    await read(async (page) => {
      for (const seed of [0, 7]) {
        await open(page, 'predict', seed);
        const { a1, z1, a2, y } = arraysOf(seed);
        const scene = page.getByTestId('predict-sigmoid');
        expect(await shownArray(scene, 'z1')).toEqual(written(z1));
        await turn(scene, 'predict-brackets', true);
        const wrong = add(1, exp(neg(a1)));
        expect(await shownArray(scene, 'z1')).toEqual(written(wrong));
        expect(await said(scene, 'predict-least')).toBe(show(Math.min(...wrong.data)));
        expect(await litLines(scene, 'python')).toEqual(['return 1 / 1 + np.exp(-x)']);

        const shares = page.getByTestId('predict-softmax');
        await choose(shares, 'predict-flower', 'Flower 3');
        const scored = [0, 1, 2].map((k) => at(a2, 2, k));
        expect(await shownArray(shares, 'y')).toEqual([0, 1, 2].map((k) => show(at(y, 2, k))));
        expect(await shownArray(shares, 'exp_x')).toEqual(scored.map((one) => show(Math.exp(one))));
        const before = (await shownArray(shares, 'y')).map(Number);
        await slide(shares, 'predict-score-1', 3);
        const powers = [at(a2, 2, 0), 3, at(a2, 2, 2)].map(Math.exp);
        const total = powers.reduce((one, other) => one + other);
        const after = powers.map((one) => one / total);
        expect(await shownArray(shares, 'y')).toEqual(after.map((one) => show(one)));
        expect(after.map((one, k) => one > (before[k] ?? NaN))).toEqual([false, true, false]);
        await cell(shares, 'y', 0, 1).click();
        expect(await said(shares, 'predict-division')).toBe(
          `${show(powers[1] ?? NaN)} / ${show(total)} = ${show(after[1] ?? NaN)}`,
        );
        expect(await said(shares, 'predict-together')).toBe('1.0000');

        const scores = page.getByTestId('predict-max');
        expect(await shownArray(scores, 'y')).toEqual(written(y));
        await slide(scores, 'predict-added', 1000);
        expect(await shownArray(scores, 'x')).toEqual(written(add(a2, 1000)));
        expect(await shownArray(scores, 'y')).toEqual(written(y));
        // 2^-43, what adding 1000 rounds away, is 1.1e-13.
        expect(Number(await said(scores, 'predict-change'))).toBeLessThan(2e-13);
        await turn(scores, 'predict-shift', false);
        expect(new Set(await shownArray(scores, 'exp_x'))).toEqual(new Set(['inf']));
        expect(new Set(await shownArray(scores, 'y'))).toEqual(new Set(['nan']));
        await slide(scores, 'predict-added', -1000);
        expect(new Set(await shownArray(scores, 'exp_x'))).toEqual(new Set(['0']));
        expect(await scores.getByRole('status').textContent()).toContain('underflows');
        await turn(scores, 'predict-shift', true);
        expect(await shownArray(scores, 'y')).toEqual(written(y));
      }
    });
  });
}
