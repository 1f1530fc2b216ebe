import { identity, relu, sigmoid, softmax, tanh } from '@bilayer/activations';
import { digits } from '@bilayer/datasets';
import { crossEntropy, hinge, softmaxCrossEntropy, type Loss } from '@bilayer/losses';
import { byGain, TwoLayerNet } from '@bilayer/models';
import {
  abs,
  add,
  argMax,
  full,
  item,
  matmul,
  mean,
  mul,
  randomState,
  sub,
  take,
  tensor,
  transpose,
  where,
  greater,
  type Tensor,
} from '@bilayer/tensor';
import type { Locator } from 'playwright-core';
import { expect, it } from 'vitest';
import { show } from '../../src/views/walk/format.ts';
import { smallNet } from '../../src/views/walk/net/small.ts';
import type { Read } from '../use-site.ts';
import { litLines, said, shownArray, slide, turn, unfold, written } from './read.ts';
import { open } from './open.ts';

interface Parts {
  readonly hidden: typeof relu;
  readonly output: typeof relu;
  readonly loss: Loss;
}
const sizes = { inputSize: 2, hiddenSize: 4, outputSize: 3 };
const names = ['W1', 'b1', 'W2', 'b2'] as const;

function netOf(seed: number, parts: Parts, bias = 0): TwoLayerNet {
  return new TwoLayerNet({
    ...sizes,
    ...parts,
    params: { ...smallNet(seed).net.params, b1: full([4], bias) },
  });
}

async function select(scope: Locator, id: string, value: string): Promise<void> {
  await scope.getByTestId(id).locator('select').selectOption(value);
}

/** What part of the test digits a net gets right after the updates that the page speaks of. */
async function raced(seed: number, parts: Parts): Promise<number> {
  const data = await digits();
  const [train, test] = [data.train, data.test].map(
    ({ features, labels, length }) =>
      [
        tensor(
          Float64Array.from(features, (grey) => grey / 16),
          [length, 64],
        ),
        tensor(Int32Array.from(labels)),
      ] as const,
  );
  if (train === undefined || test === undefined) throw new Error('no digits');
  const random = randomState(seed);
  const net = new TwoLayerNet({
    ...{ inputSize: 64, hiddenSize: 50, outputSize: 10 },
    ...parts,
    init: byGain(),
    random,
  });
  for (let i = 0; i < 150; i++) {
    const rows = random.choice(data.train.length, 100);
    const grads = net.gradient(take(train[0], rows), take(train[1], rows));
    const [W1, b1, W2, b2] = names.map((name): Tensor => sub(net.params[name], mul(0.5, grads[name])));
    if (W1 && b1 && W2 && b2) net.params = { W1, b1, W2, b2 };
  }
  return net.accuracy(...test);
}

export function swapTests(read: Read): void {
  it('swap: another activation is another word, curve and gradient', async () => {
    await read(async (page) => {
      for (const seed of [0, 7]) {
        await open(page, 'swap', seed);
        const scene = page.getByTestId('swap-word');
        const { x, t } = smallNet(seed);
        for (const [name, hidden] of [
          ['relu', relu],
          ['tanh', tanh],
        ] as const) {
          await select(scene, 'swap-hidden', name);
          expect(await litLines(scene, 'typescript')).toEqual([`hidden: ${name},`]);
          expect(await litLines(scene, 'python')).toEqual([
            `z1 = ${name}(a1)`,
            `da1 = dz1 * ${name}_grad(a1)`,
          ]);
          for (const bias of [-1.5, -8]) {
            await slide(scene, 'swap-bias', bias);
            const net = netOf(seed, { hidden, output: softmax, loss: crossEntropy }, bias);
            const z1 = hidden.forward(add(matmul(x, net.params.W1), net.params.b1), hidden.config);
            const grad = net.gradient(x, t).W1;
            expect(await shownArray(scene, 'z1')).toEqual(written(z1));
            expect(await shownArray(scene, "grads['W1']")).toEqual(written(grad));
            const zeros = Array.from(grad.data).filter((one) => one === 0).length;
            expect(await said(scene, 'swap-zeros')).toBe(`${zeros} / 8`);
            expect(await said(scene, 'swap-size')).toBe(show(item(mean(abs(grad)))));
          }
        }
        await select(scene, 'swap-hidden', 'gelu');
        expect(await scene.getByRole('img').getAttribute('aria-label')).toBe('gelu and its slope');
        const train = scene.getByRole('link', { name: 'Train with gelu' });
        expect(await train.getAttribute('href')).toMatch(/view=train.*activation=gelu/);
        await train.click();
        await page.waitForURL(/view=train.*activation=gelu/);
      }
    });
  });

  it('swap: another loss with its output', async () => {
    await read(async (page) => {
      for (const seed of [0, 7]) {
        await open(page, 'swap', seed);
        const scene = page.getByTestId('swap-loss');
        const { x, t } = smallNet(seed);
        for (const [loss, output] of [
          [crossEntropy, softmax],
          [hinge, identity],
        ] as const) {
          await select(scene, 'swap-loss-menu', loss.name);
          expect(await litLines(scene, 'typescript')).toEqual([
            `output: ${output.name},`,
            `loss: ${loss.name},`,
          ]);
          const net = netOf(seed, { hidden: relu, output, loss: loss });
          const grads = net.gradient(x, t);
          expect(await shownArray(scene, 'y')).toEqual(written(net.predict(x)));
          expect(await shownArray(scene, "grads['W1']")).toEqual(written(grads.W1));
          expect(await shownArray(scene, "grads['b2']")).toEqual(written(grads.b2));
          expect(await said(scene, 'swap-loss-value')).toBe(show(item(net.loss(x, t))));
        }
        // The choice is that of the other scenes too.
        expect(await page.getByTestId('swap-race-loss').locator('select').inputValue()).toBe('hinge');
      }
    });
  });

  it('swap: trains beside sigmoid, and only what is chosen is shown', async () => {
    await read(async (page) => {
      await open(page, 'swap', 7);
      const scene = page.getByTestId('swap-race');
      expect(await said(scene, 'swap-swapped')).toBe('·');
      await scene.getByRole('button').click();
      await expect
        .poll(() => said(scene, 'swap-race-done'), { timeout: 20_000, interval: 100 })
        .toContain('Done.');
      const percent = (share: number): string =>
        share.toLocaleString('en', { style: 'percent', maximumFractionDigits: 1 });
      const usual = { output: softmax, loss: crossEntropy as Loss };
      expect(await said(scene, 'swap-usual')).toBe(percent(await raced(7, { hidden: sigmoid, ...usual })));
      expect(await said(scene, 'swap-swapped')).toBe(percent(await raced(7, { hidden: relu, ...usual })));
      await select(scene, 'swap-race-hidden', 'mish');
      expect(await said(scene, 'swap-swapped')).toBe('·');
      // Another choice stops the training that runs.
      await scene.getByRole('button').click();
      await select(scene, 'swap-race-hidden', 'elu');
      expect(await said(scene, 'swap-race-done')).toBe('Not trained yet.');
    });
  });

  it('swap: chapter 5 returns scores, and relu has a choice at 0 and leaves dout alone', async () => {
    await read(async (page) => {
      for (const seed of [0, 7]) {
        await open(page, 'swap', seed);
        const { x, t } = smallNet(seed);
        const four = netOf(seed, { hidden: sigmoid, output: softmax, loss: crossEntropy });
        const five = netOf(seed, { hidden: relu, output: identity, loss: softmaxCrossEntropy });
        const scores = five.predict(x);
        const chapters = page.getByTestId('swap-chapters');
        expect(await shownArray(chapters, 'chapter 4: predict(x)')).toEqual(written(four.predict(x)));
        expect(await shownArray(chapters, 'chapter 5: predict(x)')).toEqual(written(scores));
        await turn(chapters, 'swap-softmax', true);
        expect(await shownArray(chapters, 'chapter 5: predict(x)')).toEqual(
          written(softmax.forward(scores, softmax.config)),
        );
        const answers = `[${Array.from(argMax(scores, { axis: 1 }).data).join(' ')}]`;
        expect(await said(chapters, 'swap-scores')).toBe(answers);
        expect(await said(chapters, 'swap-probabilities')).toBe(answers);

        await unfold(page);
        const kink = page.getByTestId('swap-kink');
        for (const [a, slopes] of [
          [0, ['0', '1', '0.5000']],
          [-0.5, ['0', '0', '0']],
        ] as const) {
          await slide(kink, 'swap-a', a);
          const found = ['ours', 'other', 'numerical'].map((one) => said(kink, `swap-slope-${one}`));
          expect(await Promise.all(found)).toEqual(slopes);
        }

        const scene = page.getByTestId('swap-overwrite');
        const off = netOf(seed, { hidden: relu, output: identity, loss: softmaxCrossEntropy }, -1.5);
        const { W1, b1, W2 } = off.params;
        const a1 = add(matmul(x, W1), b1);
        const da2 = softmaxCrossEntropy.backward?.(off.predict(x), t, softmaxCrossEntropy.config);
        const dout = matmul(da2 ?? a1, transpose(W2));
        const dx = where(greater(a1, 0), dout, 0);
        const changed = Array.from(dx.data).filter((one, i) => one !== dout.data[i]).length;
        expect(changed).toBeGreaterThan(0);
        expect(await shownArray(scene, 'dout before')).toEqual(written(dout));
        expect(await shownArray(scene, 'dout after')).toEqual(written(dx));
        expect(await said(scene, 'swap-changed')).toBe(`${changed} / 20`);
        await turn(scene, 'swap-ours', true);
        expect(await shownArray(scene, 'dx')).toEqual(written(dx));
        expect(await shownArray(scene, 'dout after')).toEqual(written(dout));
        expect(await said(scene, 'swap-changed')).toBe('0 / 20');
      }
    });
  });
}
