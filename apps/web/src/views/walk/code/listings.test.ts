import { spawnSync } from 'node:child_process';
import { twoLayerNet } from '@bilayer/models/book';
import { item, randomState } from '@bilayer/tensor';
import { describe, expect, it } from 'vitest';
import { smallNet } from '../net/small.ts';
import { listings } from './listings.ts';
import { train, TwoLayerNet } from './two-layer-net.ts';

const names = ['W1', 'b1', 'W2', 'b2'] as const;

describe('the TypeScript on the page', () => {
  it('computes what the library does', () => {
    for (const seed of [0, 7]) {
      const { net: ours, x, t } = smallNet(seed);
      const net = new TwoLayerNet(randomState(seed), 2, 4, 3, 0.5);
      for (const name of names) expect(net.params[name].data).toEqual(ours.params[name].data);
      // The same formulas in the same order, but for the mean's.
      expect(net.predict(x)).toBeAllClose(ours.predict(x), { rtol: 1e-14, atol: 0 });
      expect(item(net.loss(x, t))).toBeCloseTo(item(ours.loss(x, t)), 13);
      expect(item(net.accuracy(x, t))).toBe(ours.accuracy(x, t));
      const [grads, numerical] = [net.gradient(x, t), net.numericalGradient(x, t)];
      for (const name of names) {
        expect(grads[name]).toBeAllClose(ours.gradient(x, t)[name], { rtol: 1e-12, atol: 1e-15 });
        // The library follows nudges and loses less to rounding: 2e-16 / 2e-4 is 1e-12.
        expect(numerical[name]).toBeAllClose(ours.numericalGradient(x, t)[name], { rtol: 0, atol: 2e-11 });
      }
    }
  });

  it('trains', () => {
    const { x, t } = smallNet(0);
    const net = new TwoLayerNet(randomState(0), 2, 4, 3);
    const before = item(net.loss(x, t));
    train(net, x, t, { random: randomState(1), iterations: 300, batchSize: 5, learningRate: 0.5 });
    expect(item(net.loss(x, t))).toBeLessThan(before / 2);
  });
});

const hasNumpy: boolean = spawnSync('python3', ['-c', 'import numpy']).status === 0;

describe('the Python on the page', () => {
  it.skipIf(!hasNumpy)('computes what the library does', () => {
    const net = twoLayerNet({
      inputSize: 2,
      hiddenSize: 4,
      outputSize: 3,
      weightInitStd: 0.5,
      random: randomState(3),
    });
    const { x, t } = smallNet(3);
    const program = `
import json, numpy as np, two_layer_net as m
np.random.seed(3)
net = m.TwoLayerNet(2, 4, 3, 0.5)
x, t = np.array(${JSON.stringify(Array.from(x.data))}).reshape(5, 2), np.array(${JSON.stringify(Array.from(t.data))})
flat = lambda g: {k: v.ravel().tolist() for k, v in g.items()}
print(json.dumps({'params': flat(net.params), 'loss': net.loss(x, t), 'accuracy': net.accuracy(x, t),
  'gradient': flat(net.gradient(x, t)), 'numerical': flat(net.numerical_gradient(x, t))}))
m.train(net, x, t, iters_num=3, batch_size=2)
`;
    const { stdout, stderr } = spawnSync('python3', ['-c', program], {
      cwd: import.meta.dirname,
      env: { ...process.env, PYTHONDONTWRITEBYTECODE: '1' },
      encoding: 'utf8',
    });
    expect(stderr).toBe('');
    const said = JSON.parse(stdout) as Record<
      'params' | 'gradient' | 'numerical',
      Record<string, number[]>
    > & { loss: number; accuracy: number };
    expect(said.loss).toBeCloseTo(item(net.loss(x, t)), 13);
    expect(said.accuracy).toBe(net.accuracy(x, t));
    const [grads, numerical] = [net.gradient(x, t), net.numericalGradient(x, t)];
    for (const name of names) {
      expect(said.params[name]).toEqual(Array.from(net.params[name].data));
      expect(said.gradient[name]).toBeAllClose(Array.from(grads[name].data), { rtol: 1e-12, atol: 1e-15 });
      expect(said.numerical[name]).toBeAllClose(Array.from(numerical[name].data), { rtol: 0, atol: 2e-11 });
    }
  });
});

describe('listings', () => {
  it('cuts whole pieces out of both programs', () => {
    for (const [name, { python, typescript }] of Object.entries(listings)) {
      expect(python[0], name).toMatch(/^def /);
      expect(python.at(-1), name).toMatch(/\S/);
      expect(typescript.at(-1), name).toBe('}');
      expect(
        python.slice(1).every((line) => line === '' || line.startsWith('  ')),
        name,
      ).toBe(true);
    }
    expect(listings.predict.python.at(-1)).toBe('    return y');
    expect(listings.predict.typescript.at(-2)).toBe('  return y;');
    expect(listings.numericalGradientMethod.python[1]).toContain('lambda W');
    expect(listings.numericalGradient.python[1]).toContain('h = 1e-4');
  });
});
