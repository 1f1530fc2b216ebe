import { spawnSync } from 'node:child_process';
import { runInNewContext } from 'node:vm';
import * as activations from '@bilayer/activations';
import { numericalGradient } from '@bilayer/gradient';
import * as losses from '@bilayer/losses';
import { TwoLayerNet } from '@bilayer/models';
import { twoLayerNet, twoLayerNetChapter5 } from '@bilayer/models/book';
import { add, item, matmul, randomState, sum, tensor, type Tensor } from '@bilayer/tensor';
import { describe, expect, it } from 'vitest';
import { listings } from '../../code/listings.ts';
import { smallNet } from '../../net/small.ts';
import { chapter, chapters } from './chapters.ts';
import { codeOf, hiddenNames, lossNames, partsOf } from './choices.ts';
import { layerCode } from './layer-code.ts';
import { netOf, slopeOf, zerosIn } from './net-of.ts';
import { course, race, RACE, type Lap } from './race.ts';
import { Relu } from './relu-layer.ts';
import { overRightScore } from './right-score.ts';
import { upstream } from './upstream.ts';

/** What TypeScript on the page makes, without types to strip. */
function made(lines: readonly string[], seed: number): TwoLayerNet {
  const given = { ...activations, ...losses, TwoLayerNet, random: randomState(seed) };
  return runInNewContext(lines.join('\n'), given) as TwoLayerNet;
}

describe('the parts that can be swapped', () => {
  it('are in the code as they are in the network', () => {
    const { x, t } = smallNet(3);
    for (const [hidden, loss] of [
      ...hiddenNames.map((one) => [one, 'crossEntropy'] as const),
      ...lossNames.map((one) => ['sigmoid', one] as const),
    ]) {
      const net = made(codeOf(hidden, loss).typescript, 3);
      const parts = partsOf(hidden, loss);
      expect([net.hidden, net.output, net.lossFunction]).toEqual([parts.hidden, parts.output, parts.loss]);
      expect(net.hidden.name).toBe(hidden);
      expect(net.lossFunction?.name).toBe(loss);
      expect(item(net.loss(x, t))).toBeGreaterThan(0);
    }
  });

  it('have slopes that central differences find', () => {
    // Away from all kinks.
    const a = tensor(Float64Array.of(-3.7, -0.6, 0.3, 2.2, 4.1));
    for (const name of hiddenNames) {
      const { hidden } = partsOf(name, 'crossEntropy');
      const numerical = numericalGradient((v) => sum(hidden.forward(v, hidden.config)), a);
      // h² of the difference, 1e-8, times a third derivative of about 1.
      expect(slopeOf(hidden, a), name).toBeAllClose(numerical, { rtol: 1e-6, atol: 1e-8 });
    }
  });

  it('leave weights without a gradient where ReLU is off', () => {
    const small = smallNet(0);
    const parts = partsOf('relu', 'crossEntropy');
    expect(zerosIn(netOf(small, parts, 20).gradient(small.x, small.t).W1)).toBe(0);
    expect(zerosIn(netOf(small, parts, -99).gradient(small.x, small.t).W1)).toBe(8);
  });
});

it('finds the loss and its slope for other scores of the right answer', () => {
  const range = [-2, 0.5, 3];
  for (const name of lossNames) {
    const parts = partsOf('sigmoid', name);
    const { loss, slope } = overRightScore(parts, [0.3, 9, -0.4], 1, range);
    const at = (x: number): number => {
      const a = tensor(Float64Array.of(0.3, x, -0.4), [1, 3]);
      const y = parts.output.forward(a, parts.output.config);
      return item(sum(parts.loss.perRow(y, tensor(Int32Array.of(1)), parts.loss.config)));
    };
    expect(loss).toEqual(range.map(at));
    const central = range.map((x) => (at(x + 1e-4) - at(x - 1e-4)) / 2e-4);
    expect(slope, name).toBeAllClose(central, { rtol: 1e-6, atol: 1e-7 });
  }
});

it('races on the digits', async () => {
  const data = await course();
  expect(data.train[0].shape[1]).toBe(64);
  const run = (): Lap[] =>
    [...race(data, partsOf('relu', 'crossEntropy'), 1)].filter((lap) => lap !== undefined);
  const laps = run();
  expect(laps.length).toBe(RACE.updates / RACE.every + 1);
  expect(laps[0]?.accuracy).toBeLessThan(0.3);
  // 150 batches of 100 of 1,438 digits; a linear classifier gets about 0.95.
  expect(laps.at(-1)?.accuracy).toBeGreaterThan(0.9);
  expect(run()).toEqual(laps);
});

describe('the two chapters', () => {
  const options = { inputSize: 2, hiddenSize: 4, outputSize: 3 };

  it('are the two networks of the book entry', () => {
    const { x } = smallNet(5);
    expect(made(chapter(4, 'typescript'), 5).predict(x)).toEqual(
      twoLayerNet({ ...options, random: randomState(5) }).predict(x),
    );
    expect(made(chapter(5, 'typescript'), 5).predict(x)).toEqual(
      twoLayerNetChapter5({ ...options, random: randomState(5) }).predict(x),
    );
    const indented = [...listings.predict.python, '', ...listings.loss.python];
    expect(chapter(4, 'python')).toEqual(indented);
    expect(chapters.python.some((line) => line.startsWith('+'))).toBe(true);
  });
});

const hasNumpy: boolean = spawnSync('python3', ['-c', 'import numpy']).status === 0;

describe.skipIf(!hasNumpy)('the Python', () => {
  it('of chapter 5 returns the scores of the library', () => {
    const net = twoLayerNetChapter5({ ...options(), random: randomState(2), weightInitStd: 0.5 });
    const { x, t } = smallNet(2);
    const program = `
import json, sys
sys.path.insert(0, 'code')
import numpy as np, two_layer_net as m
from two_layer_net import softmax, cross_entropy_error
relu = lambda x: np.maximum(0, x)
class Five(m.TwoLayerNet):
${chapter(5, 'python')
  .map((line) => `    ${line}`)
  .join('\n')}
np.random.seed(2)
net = Five(2, 4, 3, 0.5)
x, t = np.array(${JSON.stringify(Array.from(x.data))}).reshape(5, 2), np.array(${JSON.stringify(Array.from(t.data))})
print(json.dumps([net.predict(x).ravel().tolist(), float(net.loss(x, t))]))
`;
    const [scores, loss] = run(program) as [number[], number];
    expect(net.predict(x)).toBeAllClose(tensor(Float64Array.from(scores), [5, 3]), {
      rtol: 1e-12,
      atol: 1e-14,
    });
    // The library's has no 1e-7 in its logarithm.
    expect(item(net.loss(x, t))).toBeCloseTo(loss, 5);
  });

  it('of the layer does what the TypeScript does, dout and all', () => {
    const { a1, dz1 } = upstream(smallNet(0));
    const dout = tensor(dz1.data.slice(), dz1.shape);
    const layer = new Relu();
    const z1 = layer.forward(a1);
    expect(layer.backward(dout)).toBe(dout);
    const array = ({ data }: Tensor): string => `np.array(${JSON.stringify(Array.from(data))}).reshape(5, 4)`;
    const program = `
import json
import numpy as np
${layerCode.python.join('\n')}
layer = Relu()
z1, dout = layer.forward(${array(a1)}), ${array(dz1)}
layer.backward(dout)
print(json.dumps([z1.ravel().tolist(), dout.ravel().tolist()]))
`;
    const [z, after] = run(program) as [number[], number[]];
    expect(Array.from(z1.data)).toEqual(z);
    expect(Array.from(dout.data)).toEqual(after);
    expect(after).not.toEqual(Array.from(dz1.data));
    expect(layerCode.typescript[0]).toBe('class Relu {');
  });
});

function options(): { inputSize: number; hiddenSize: number; outputSize: number } {
  return { inputSize: 2, hiddenSize: 4, outputSize: 3 };
}

function run(program: string): unknown {
  const { stdout, stderr } = spawnSync('python3', ['-c', program], {
    cwd: `${import.meta.dirname}/../..`,
    env: { ...process.env, PYTHONDONTWRITEBYTECODE: '1' },
    encoding: 'utf8',
  });
  expect(stderr).toBe('');
  return JSON.parse(stdout);
}

it('nets have the sums that the curve starts from', () => {
  const small = smallNet(0);
  const { params, hidden } = netOf(small, partsOf('relu', 'crossEntropy'), -1.5);
  const a1 = add(matmul(small.x, params.W1), params.b1);
  expect(upstream(small).a1).toEqual(a1);
  expect(upstream(small).z1).toEqual(hidden.forward(a1, hidden.config));
});
