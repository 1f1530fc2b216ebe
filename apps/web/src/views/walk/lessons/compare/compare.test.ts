import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { realNet } from '../../net/real.ts';
import { paramNames } from '../../net/params.ts';
import { smallNet } from '../../net/small.ts';
import { gradientWith, lines, slips, withSlip } from './backprop.ts';
import { EPSILONS, errorsAt, errorsOf, floorCurve } from './floor.ts';
import { bothGradients } from './real-gradients.ts';

function result<Result>(work: Generator<undefined, Result, undefined>): Result {
  let step = work.next();
  while (step.done !== true) step = work.next();
  return step.value;
}

const python: string = readFileSync(new URL('../../code/two_layer_net.py', import.meta.url), 'utf8');
const hasNumpy: boolean = spawnSync('python3', ['-c', 'import numpy']).status === 0;

describe('a slip in backprop', () => {
  const small = smallNet(3);
  const right = small.net.gradient(small.x, small.t);

  it('is what the code beside it says', () => {
    expect(gradientWith('none', small.net.params, small.x, small.t).W1).toBeAllClose(right.W1, {
      rtol: 1e-12,
      atol: 1e-15,
    });
    for (const slip of slips) {
      if (slip === 'none') continue;
      const [py, ts] = lines[slip];
      expect(withSlip(slip).python.map((line) => line.trim())).toContain(py[1]);
      expect(withSlip(slip).typescript.map((line) => line.trim())).toContain(ts[1]);
      expect(withSlip(slip).python.map((line) => line.trim())).not.toContain(py[0]);
    }
  });

  it('shows in the parameters behind it', () => {
    const wrong = (slip: 'slope' | 'mean' | 'bias'): readonly string[] => {
      const errors = errorsOf(right, gradientWith(slip, small.net.params, small.x, small.t));
      return paramNames.filter((name) => errors[name] > 1e-4);
    };
    expect(wrong('slope')).toEqual(['W1', 'b1']);
    expect(wrong('mean')).toEqual(['W1', 'b1', 'W2', 'b2']);
    expect(wrong('bias')).toEqual(['b1']);
    expect(() => gradientWith('transpose', small.net.params, small.x, small.t)).toThrow(
      'matmul: inner dimensions differ: [5, 3] × [4, 3]',
    );
  });

  it.skipIf(!hasNumpy)('gives what the Python gives with it', () => {
    const sources = slips.map((slip) => {
      if (slip === 'none') return python;
      const [[right, wrong]] = lines[slip];
      return python.replace(right, () => wrong);
    });
    const program = `
import json, sys, numpy as np
given = json.load(sys.stdin)
x, t = np.array(given['x']).reshape(5, 2), np.array(given['t'])
out = []
for source in given['sources']:
    m = {}
    exec(source, m)
    np.random.seed(3)
    try:
        out.append({k: v.ravel().tolist() for k, v in m['TwoLayerNet'](2, 4, 3, 0.5).gradient(x, t).items()})
    except ValueError as e:
        out.append({})
print(json.dumps(out))
`;
    const { stdout, stderr } = spawnSync('python3', ['-c', program], {
      input: JSON.stringify({ sources, x: Array.from(small.x.data), t: Array.from(small.t.data) }),
      encoding: 'utf8',
    });
    expect(stderr).toBe('');
    const said = JSON.parse(stdout) as Record<string, number[]>[];
    for (const [i, slip] of slips.entries()) {
      if (slip === 'transpose') {
        expect(said[i]).toEqual({});
        continue;
      }
      const ours = gradientWith(slip, small.net.params, small.x, small.t);
      for (const name of paramNames)
        expect(ours[name]).toBeAllClose(said[i]?.[name] ?? [], { rtol: 1e-12, atol: 1e-15 });
    }
  });
});

describe('what is left between the two gradients', () => {
  it('is the 1e-7 in the log, and then h', () => {
    for (const seed of [0, 3, 7]) {
      const small = smallNet(seed);
      const book = errorsOf(
        small.net.numericalGradient(small.x, small.t),
        small.net.gradient(small.x, small.t),
      );
      expect(errorsAt(small, 1e-7, 1e-4)).toEqual(book);
      expect(book.W2).toBeGreaterThan(5e-8);
      expect(book.W2).toBeLessThan(1e-5);
      // In proportion to ε, until h² is larger: 1e-8 · L‴/L′.
      expect(errorsAt(small, 1e-5, 1e-4).b2 / book.b2).toBeCloseTo(100, -1);
      for (const name of paramNames) {
        expect(errorsAt(small, 1e-16, 1e-4)[name]).toBeLessThan(1e-7);
        expect(errorsAt(small, 1e-16, 1e-5)[name]).toBeLessThan(1e-9);
      }
      const curve = result(floorCurve(small, 1e-4));
      expect(curve).toHaveLength(EPSILONS.length);
      expect(curve.at(-1)?.W1).toBeGreaterThan(100 * (curve[0]?.W1 ?? NaN));
    }
  });

  it('is the same on the book’s network', { timeout: 30_000 }, async () => {
    const real = await realNet(0);
    const book = result(bothGradients(real, false)).errors;
    const exact = result(bothGradients(real, true)).errors;
    for (const name of paramNames) {
      // ε / y is 1e-6 where all ten answers are near 0.1: half of that in this measure.
      expect(book[name]).toBeGreaterThan(4e-7);
      expect(book[name]).toBeLessThan(7e-7);
      expect(exact[name]).toBeLessThan(1e-8);
    }
  });
});
