import { defineActivation, type Activation } from '@bilayer/activations';
import {
  add,
  div,
  exp,
  greater,
  max,
  maximum,
  mean,
  mergeConfig,
  minimum,
  mul,
  sqrt,
  sub,
  sum,
  tanh,
  where,
  type Config,
  type Tensor,
} from '@bilayer/tensor';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { failuresOf } from '../failures.testing.ts';
import { activationCases } from '../index.ts';

const ROW = { axis: -1, keepDims: true };
const keepsAll = async (plugin: Activation): Promise<void> => {
  expect(await failuresOf(activationCases(plugin))).toEqual({});
};
/** Numbers with few digits, so that a counterexample can be read. */
const number = (min: number, max: number): fc.Arbitrary<number> =>
  fc.integer({ min: min * 100, max: max * 100 }).map((v) => v / 100);

describe('the kit accepts what keeps the laws', () => {
  const squareplus = defineActivation({
    name: 'squareplus',
    config: { b: 4 },
    forward: (a, { b }) => mul(0.5, add(a, sqrt(add(mul(a, a), b)))),
  });

  it('squareplus with any b', async () => {
    await fc.assert(
      fc.asyncProperty(number(0.01, 50), (b) => keepsAll(squareplus.with({ b }))),
      { numRuns: 12 },
    );
  });

  it('lines with a kink anywhere', async () => {
    const lines = defineActivation({
      name: 'lines',
      config: { at: 0, below: 0.1, above: 1 },
      kinks: ({ at }) => [at],
      forward(a, { at, below, above }) {
        const x = sub(a, at);
        return where(greater(x, 0), mul(above, x), mul(below, x));
      },
      backward: (dz, { a }, { at, below, above }) =>
        where(greater(sub(a, at), 0), mul(above, dz), mul(below, dz)),
    });
    await fc.assert(
      fc.asyncProperty(number(-9, 9), number(-3, 3), number(-3, 3), (at, below, above) =>
        keepsAll(lines.with({ at, below, above })),
      ),
      { numRuns: 12 },
    );
  });

  it('a steep and a flat tanh', async () => {
    const scaled = defineActivation({
      name: 'scaled',
      config: { by: 1, times: 1 },
      forward: (a, { by, times }) => mul(times, tanh(mul(by, a))),
      backward: (dz, { a }, { by, times }) => {
        const z = tanh(mul(by, a));
        return mul(dz, mul(by * times, sub(1, mul(z, z))));
      },
    });
    await fc.assert(
      fc.asyncProperty(number(0.01, 8), number(-20, 20), (by, times) => keepsAll(scaled.with({ by, times }))),
      { numRuns: 12 },
    );
  });

  it('functions of rows', async () => {
    const softmax = defineActivation({
      name: 'warmSoftmax',
      config: { temperature: 1 },
      forward(a, { temperature }) {
        const e = exp(div(sub(a, max(a, ROW)), temperature));
        return div(e, sum(e, ROW));
      },
    });
    await fc.assert(
      fc.asyncProperty(number(0.2, 5), (temperature) => keepsAll(softmax.with({ temperature }))),
      { numRuns: 8 },
    );
  });

  it('a row function that says so, and one that is found out', async () => {
    const limited = (a: Tensor): Tensor => minimum(maximum(a, -1e3), 1e3);
    for (const over of ['row', undefined] as const) {
      await keepsAll(
        defineActivation({
          name: 'centred',
          ...(over && { over }),
          forward: (a) => sub(tanh(limited(a)), mean(tanh(limited(a)), ROW)),
        }),
      );
    }
  });

  it('plain loops with a backward and over', async () => {
    const map = (x: Tensor, f: (v: number, i: number) => number): Tensor => ({ ...x, data: x.data.map(f) });
    await keepsAll(
      defineActivation({
        name: 'loops',
        over: 'element',
        forward: (a) => map(a, (v) => v / Math.sqrt(1 + Math.min(v * v, 1e300))),
        backward: (dz, { a }) =>
          map(dz, (d, i) => {
            const s = 1 / Math.sqrt(1 + Math.min(a.data[i]! * a.data[i]!, 1e300));
            return d * s * s * s;
          }),
      }),
    );
  });

  it('an object by hand, of another make', async () => {
    const make = (config: Config): Activation => ({
      contract: 1,
      name: 'byHand',
      package: 'somewhere',
      version: '3.2.1',
      config,
      with: (changes) => make(mergeConfig('byHand', config, changes)),
      forward: (a, settings = config) => mul(a, settings['k'] as number),
    });
    await keepsAll(make({ k: 2, words: ['a', 'b'], deep: { on: true } }));
  });

  it('a link of its own, given its definition', async () => {
    const definition = (a: Tensor): Tensor => mul(a, 2);
    const plugin = defineActivation({ name: 'double', link: 'double', forward: definition });
    expect(await failuresOf(activationCases(plugin, { links: { double: (a) => add(a, a) } }))).toEqual({});
  });
});
