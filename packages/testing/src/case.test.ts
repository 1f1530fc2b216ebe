import { readFileSync } from 'node:fs';
import { defineActivation, relu, type Activation } from '@bilayer/activations';
import type { Dataset } from '@bilayer/datasets';
import { meanSquaredError } from '@bilayer/losses';
import { sgd } from '@bilayer/optimizers';
import { mul, tanh, type Tensor } from '@bilayer/tensor';
import { eager } from '@bilayer/training';
import { describe, expect, it } from 'vitest';
import { activationCases, datasetCases, engineCases, lossCases, optimizerCases, report } from './index.ts';

const wrong = defineActivation({
  name: 'wrong',
  forward: (a) => tanh(a),
  backward: (dz) => mul(dz, 1),
});
const EQUAL = 'has a backward equal to the derived gradient';
const GRADIENT = 'has the gradient that central differences show';

describe('cases', () => {
  it('have stable names, each of them once', () => {
    const kinds = [activationCases(relu), lossCases({} as never), optimizerCases({} as never)];
    for (const cases of [...kinds, datasetCases({} as never), engineCases({} as never)]) {
      const names = cases.map(({ name }) => name);
      expect(new Set(names).size).toBe(names.length);
    }
    expect(activationCases(wrong).map(({ name }) => name)).toEqual(
      activationCases(relu).map(({ name }) => name),
    );
  });

  it('are all in the README', () => {
    const readme = readFileSync(new URL('../README.md', import.meta.url), 'utf8');
    const inTables = [...readme.matchAll(/^\| `([^`]+)` /gm)].map(([, name]) => name);
    const names = [activationCases(relu), lossCases({} as never), optimizerCases({} as never)]
      .concat([datasetCases({} as never), engineCases({} as never)])
      .flatMap((cases) => cases.map(({ name }) => name));
    expect([...new Set(names)].filter((name) => !readme.includes(`\`${name}\``))).toEqual([]);
    expect(
      inTables.filter(
        (name) =>
          name !== undefined && !names.includes(name) && !name.includes('Cases(') && name !== 'report(cases)',
      ),
    ).toEqual([]);
  });

  it('throw a LAW_BROKEN of plugin, law, place, expected, got and advice', () => {
    const broken = activationCases(wrong).find(({ name }) => name === GRADIENT);
    expect(() => broken?.run()).toThrow(
      expect.objectContaining({
        code: 'LAW_BROKEN',
        name: 'BilayerError',
        message: expect.stringMatching(
          /^wrong breaks "has the gradient that central differences show": backward\(dz, \{ a, z \}\), element \[6, 0\] where a = 0\.0844275 and dz = 1: expected 0\.992906, got 1; .+$/,
        ) as string,
      }),
    );
  });

  it('take no arguments, so that no runner waits for a callback', () => {
    for (const { run } of activationCases(relu)) expect(run).toHaveLength(0);
  });

  it('may be run again, in any order', async () => {
    const cases = activationCases(relu);
    const once = await report(cases);
    expect(await report([...cases].reverse())).toEqual({ ...once, results: [...once.results].reverse() });
  });
});

describe('expected failures', () => {
  const reasons = { [EQUAL]: 'it is a demonstration', [GRADIENT]: 'the same' };

  it('are run, counted and reported with their reason', async () => {
    const { passed, results, checks } = await report(activationCases(wrong, { expectedFailures: reasons }));
    expect(passed).toBe(true);
    const known = results.filter(({ outcome }) => outcome === 'expected-failure');
    expect(known.map(({ name, message }) => [name, message])).toEqual([
      [GRADIENT, 'the same'],
      [EQUAL, 'it is a demonstration'],
    ]);
    expect(known.every((result) => result.checks > 0)).toBe(true);
    expect(checks).toBe(results.reduce((total, result) => total + result.checks, 0));
  });

  it('fail when the law holds after all', async () => {
    const { passed, results } = await report(
      activationCases(relu, { expectedFailures: { [EQUAL]: 'once' } }),
    );
    expect(passed).toBe(false);
    expect(results.filter(({ outcome }) => outcome !== 'passed')).toEqual([
      expect.objectContaining({
        name: EQUAL,
        outcome: 'failed',
        message: `relu: "${EQUAL}" is declared an expected failure (once), and it holds; remove it from expectedFailures`,
      }),
    ]);
  });

  it('of a case that does not exist are refused', () => {
    expect(() => activationCases(relu, { expectedFailures: { 'has a gradient': 'no' } })).toThrow(
      expect.objectContaining({
        code: 'BAD_ARGUMENT',
        message: expect.stringContaining(
          'names "has a gradient", and there is no such case; there are: "fills',
        ) as string,
      }),
    );
    // @ts-expect-error: the option is expectedFailures
    expect(() => activationCases(relu, { expected: {} })).toThrow(/no option expected/);
  });
});

describe('a first law that is broken', () => {
  const UNCHECKED = /^not checked: none breaks "can be called at all": forward\(a\) .*got undefined/;
  const none = (): Activation =>
    defineActivation({ name: 'none', forward: () => undefined as unknown as Tensor });

  it('is the one failure, and keeps the others from being run', async () => {
    const { passed, results } = await report(activationCases(none()));
    expect(passed).toBe(false);
    const [contract, call, ...others] = results;
    expect([contract?.outcome, call?.outcome]).toEqual(['passed', 'failed']);
    expect(others.length).toBeGreaterThan(20);
    for (const { outcome, checks, message } of others) {
      expect([outcome, checks, message]).toEqual(['not-run', 0, expect.stringMatching(UNCHECKED)]);
    }
  });

  it('is known to the others when they are run by themselves', () => {
    const last = activationCases(none()).at(-1);
    expect(() => last?.run()).toThrow(expect.objectContaining({ code: 'LAW_UNCHECKED' }));
  });

  it.each([
    ['a loss', lossCases({ ...meanSquaredError, perRow: () => undefined as never }), 1],
    ['an optimizer', optimizerCases({ ...sgd(), update: () => undefined as never }), 1],
    ['a data set', datasetCases({ ...({} as Dataset), name: 'mine' }), 0],
    [
      'an engine that cannot be prepared',
      engineCases({ ...eager(), prepare: () => Promise.reject(new Error()) }),
      0,
    ],
    ['no plugin', lossCases(undefined as never), 0],
  ])('of %s', async (_, cases, before) => {
    const outcomes = (await report(cases)).results.map(({ outcome }) => outcome);
    const rest = Array.from({ length: cases.length - before - 1 }, () => 'not-run');
    expect(outcomes).toEqual([...Array.from({ length: before }, () => 'passed'), 'failed', ...rest]);
  });

  it('stands in no way where it is expected to fail', async () => {
    const expectedFailures = { 'can be called at all': 'to see the others' };
    const { results } = await report(activationCases(none(), { expectedFailures }));
    expect(results.filter(({ outcome }) => outcome === 'not-run')).toEqual([]);
    expect(results.filter(({ outcome }) => outcome === 'failed').length).toBeGreaterThan(5);
  });
});

describe('report', () => {
  it('counts hundreds of single checks for a built-in', async () => {
    const { passed, checks } = await report(activationCases(relu));
    expect(passed).toBe(true);
    expect(checks).toBeGreaterThan(300);
  });

  it('gives the parts of the message of a broken law', async () => {
    const { results } = await report(activationCases(wrong));
    const { message, fault } = results.find(({ name }) => name === GRADIENT) ?? {};
    expect(fault).toMatchObject({
      at: expect.stringContaining('a = 0.0844275') as string,
      expected: '0.992906',
      got: '1',
    });
    expect(fault?.input).toBeCloseTo(0.0844275, 6);
    expect(message).toContain(`: expected 0.992906, got 1; ${fault?.advice ?? '?'}`);
  });

  it('takes cases from elsewhere, and goes on after one that fails', async () => {
    const cases = [
      { name: 'a', run: () => Promise.reject(new Error('no')) },
      { name: 'b', run: () => undefined },
    ];
    expect(await report(cases)).toEqual({
      passed: false,
      checks: 2,
      results: [
        { name: 'a', outcome: 'failed', message: 'no', checks: 1 },
        { name: 'b', outcome: 'passed', checks: 1 },
      ],
    });
  });
});
