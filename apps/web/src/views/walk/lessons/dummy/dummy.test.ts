import { spawnSync } from 'node:child_process';
import { stripTypeScriptTypes } from 'node:module';
import { fileURLToPath } from 'node:url';
import { item, tensor, zeros, type Tensor } from '@bilayer/tensor';
import { describe, expect, it } from 'vitest';
import { smallNet } from '../../net/small.ts';
import { parameterForms, parameterListing, refusal, sharedListing, usedListing } from './forms.ts';
import { firstWeight, gradientOf, memorySteps } from './memory.ts';

describe('the memory', () => {
  it('gives the gradient through the shared box, and exactly nothing with a copy', () => {
    for (const seed of [0, 7]) {
      const small = smallNet(seed);
      const { W1 } = small.net.numericalGradient(small.x, small.t);
      const shared = firstWeight(small, false);
      const grad = gradientOf(small, false, 'unused');
      expect(shared.moments.map(({ step }) => step)).toEqual([...memorySteps]);
      expect(shared.isSame).toBe(true);
      expect(shared.moments.at(-1)?.slope).toBe(grad.data[0]);
      // The library follows nudges and loses less to rounding.
      expect(grad).toBeAllClose(W1, { rtol: 0, atol: 2e-11 });
      const apart = firstWeight(small, true);
      expect(apart.isSame).toBe(false);
      const loss = item(small.net.loss(small.x, small.t));
      expect(apart.moments.at(-1)).toMatchObject({ fxh1: loss, fxh2: loss, slope: 0 });
      expect(Array.from(gradientOf(small, true, 'unused').data)).toEqual(Array<number>(8).fill(0));
      // Used, the argument makes both the same.
      for (const isCopy of [false, true]) {
        expect(gradientOf(small, isCopy, 'used').data).toEqual(grad.data);
      }
    }
  });
});

const hasNumpy: boolean = spawnSync('python3', ['-c', 'import numpy']).status === 0;

describe('the code on the page', () => {
  it('says in TypeScript what is computed', () => {
    const small = smallNet(0);
    const { net, x, t } = small;
    const run = (lines: readonly string[], self: unknown): number[] => {
      // eslint-disable-next-line @typescript-eslint/no-implied-eval -- the page's text is what is tested
      const grad = new Function(
        ...['net', 'x', 't', 'tensor', 'zeros', 'item', 'numericalGradient'],
        `${stripTypeScriptTypes(lines.join('\n'))}\nreturn grad;`,
      ).call(self, net, x, t, tensor, zeros, item, undefined) as Tensor;
      return Array.from(grad.data, Number);
    };
    for (const isCopy of [false, true]) {
      // Its own arrays, which the shared form writes to.
      const own = smallNet(0).net;
      expect(run(sharedListing(isCopy).typescript, own)).toEqual(
        Array.from(gradientOf(small, isCopy, 'unused').data),
      );
    }
    const [, ...functionLines] = sharedListing(false).typescript.slice(4);
    for (const isCopy of [false, true]) {
      const used = [...usedListing(isCopy).typescript, ...functionLines];
      expect(run(used, undefined)).toEqual(Array.from(gradientOf(small, false, 'unused').data));
    }
  });

  it.skipIf(!hasNumpy)('does in Python what is said of it', () => {
    const { x, t } = smallNet(0);
    const block = (lines: readonly string[]): string =>
      JSON.stringify(lines.join('\n').replaceAll('self', 'net'));
    const program = `
import json, numpy as np
from two_layer_net import *
np.random.seed(0)
net = TwoLayerNet(2, 4, 3, 0.5)
x, t = np.array(${JSON.stringify(Array.from(x.data))}).reshape(5, 2), np.array(${JSON.stringify(Array.from(t.data))})
def run(code):
    space = dict(globals())
    exec(code, space)
    return space['grad'].ravel().tolist()
def call(code):
    try:
        return eval(code.split('\\n')[1], {'f': eval(code.split('\\n')[0][4:]), 'net': net})
    except TypeError as error:
        return f'TypeError: {error}'
print(json.dumps([run(${block(sharedListing(false).python)}), run(${block(sharedListing(true).python)}),
    run(${block(usedListing(true).python)}), run(${block(usedListing(false).python)}), [call(code) for code in [${parameterForms.map((one) => block(parameterListing(one).python)).join(', ')}]],
    net.loss(x, t)]))
`;
    const { stdout, stderr } = spawnSync('python3', ['-c', program], {
      cwd: fileURLToPath(new URL('../../code', import.meta.url)),
      encoding: 'utf8',
      env: { ...process.env, PYTHONDONTWRITEBYTECODE: '1' },
    });
    expect(stderr).toBe('');
    const [shared, apart, used, usedShared, calls, loss] = JSON.parse(stdout) as [
      number[],
      number[],
      number[],
      number[],
      (number | string)[],
      number,
    ];
    const ours = Array.from(gradientOf(smallNet(0), false, 'unused').data);
    // 2e-16 / 2e-4, and two ways to add up.
    expect(shared).toBeAllClose(ours, { rtol: 0, atol: 2e-11 });
    expect(used).toBeAllClose(ours, { rtol: 0, atol: 2e-11 });
    expect(usedShared).toEqual(used);
    expect(apart).toEqual(Array<number>(8).fill(0));
    expect(calls).toEqual([loss, loss, refusal([], [0])]);
    expect(refusal(['W'], [0])).toBeUndefined();
  });
});
