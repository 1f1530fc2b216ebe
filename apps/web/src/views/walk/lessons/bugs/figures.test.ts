import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { paramNames } from '../../net/params.ts';
import { smallNet } from '../../net/small.ts';
import { numericalGradient } from './article.ts';
import { articleOn, gradients, wholeWeights } from './network.ts';
import type { NumpyArray } from './numpy-array.ts';
import { run } from './steps.ts';

type ByName = Readonly<Record<string, readonly number[]>>;
interface Figures {
  readonly seed: number;
  readonly x: readonly number[];
  readonly t: readonly number[];
  readonly restoring: readonly {
    readonly h: number;
    readonly putBack: boolean;
    readonly grads: ByName;
    readonly after: ByName;
    readonly loss: number;
  }[];
  readonly squares: readonly {
    readonly x: readonly number[];
    readonly isInteger: boolean;
    readonly dtype: string;
    readonly gradDtype: string;
    readonly seen: readonly number[];
    readonly grad: readonly number[];
  }[];
  readonly whole: { readonly W1: readonly number[]; readonly grad: readonly number[] };
  readonly article: readonly {
    readonly name: 'W1' | 'b1';
    readonly seen: readonly number[];
    readonly grad: readonly number[];
    readonly after: readonly number[];
    readonly error: string | null;
  }[];
}

// Printed by figures.py under NumPy 2.4.6.
const text: string = readFileSync(new URL('figures.json', import.meta.url), 'utf8');
const figures = JSON.parse(text) as Figures;
const small = smallNet(figures.seed);
// The losses of both agree to 1e-15; the quotients by 2h = 2e-4 then to 1e-11.
const close = { rtol: 0, atol: 2e-11 };

describe('arrays that are changed in place do what NumPy does', () => {
  it('on the same batch', () => {
    expect(Array.from(small.x.data)).toEqual(figures.x);
    expect(Array.from(small.t.data)).toEqual(figures.t);
  });

  it('where values are put back, and where they are not', () => {
    for (const { h, putBack, grads, after, loss } of figures.restoring) {
      const ours = gradients(small, h, putBack);
      for (const name of paramNames) {
        expect(ours.grads[name]).toBeAllClose(grads[name] ?? [], close);
        expect(Array.from(ours.after[name].data)).toEqual(after[name]);
      }
      expect(ours.loss).toBeCloseTo(loss, 13);
    }
  });

  it('in integers', () => {
    for (const { x, isInteger, dtype, gradDtype, seen, grad } of figures.squares) {
      expect([dtype, gradDtype]).toEqual(isInteger ? ['int64', 'int64'] : ['float64', 'float64']);
      const array: NumpyArray = { data: isInteger ? Int32Array.from(x) : Float64Array.from(x), shape: [2] };
      const values: number[] = [];
      const f = ({ data }: NumpyArray): number => {
        values.push(Array.from(data).reduce((sum, one) => sum + one * one, 0));
        return values.at(-1) ?? NaN;
      };
      expect(Array.from(numericalGradient(f, array).data)).toEqual(grad);
      expect(values).toEqual(seen);
      expect(Array.from(array.data)).toEqual(x);
    }
    const { W1, grad } = wholeWeights(small, true);
    expect(Array.from(W1.data)).toEqual(figures.whole.W1);
    expect(Array.from(grad.data)).toEqual(figures.whole.grad);
  });

  it('where x[idx] is a row', () => {
    for (const { name, seen, grad, after, error } of figures.article) {
      const { moments, error: stopped } = articleOn(small, name);
      expect(stopped).toBe(error ?? undefined);
      const values = moments.flatMap(({ line, fxh1, fxh2 }) =>
        line === 'above' ? [fxh1] : line === 'below' ? [fxh2] : [],
      );
      expect(values).toBeAllClose(seen, { rtol: 1e-14, atol: 0 });
      expect(moments.at(-1)?.grad).toBeAllClose(grad, close);
      expect(moments.at(-1)?.x).toEqual(after);
    }
  });
});

describe('the helper', () => {
  it('is the same line by line as at once', () => {
    const f = ({ data }: NumpyArray): number => Array.from(data).reduce((sum, one) => sum + one ** 3, 0);
    const make = (): NumpyArray => ({ data: Float64Array.of(0.5, -1, 2), shape: [3] });
    expect(run(f, make()).grad).toEqual(numericalGradient(f, make()));
    expect(() => numericalGradient(f, { data: new Float64Array(6), shape: [2, 3] })).toThrow(
      'IndexError: index 2 is out of bounds for axis 0 with size 2',
    );
  });
});

const hasNumpy: boolean = spawnSync('python3', ['-c', 'import numpy']).status === 0;

it.skipIf(!hasNumpy)('figures.json is what figures.py prints', () => {
  const { stdout, stderr } = spawnSync('python3', ['figures.py'], {
    cwd: import.meta.dirname,
    input: text,
    env: { ...process.env, PYTHONDONTWRITEBYTECODE: '1' },
    encoding: 'utf8',
  });
  expect(stderr).toBe('');
  const now = JSON.parse(stdout) as Figures;
  expect(now.squares).toEqual(figures.squares);
  expect(now.whole).toEqual(figures.whole);
  for (const [i, { grad, error }] of now.article.entries()) {
    expect(error).toBe(figures.article[i]?.error);
    expect(grad).toBeAllClose(figures.article[i]?.grad ?? [], close);
  }
  for (const [i, { grads }] of now.restoring.entries()) {
    for (const name of paramNames) {
      expect(grads[name] ?? []).toBeAllClose(figures.restoring[i]?.grads[name] ?? [], close);
    }
  }
});
