import { describe, expect, it } from 'vitest';
import { bilayer, CUBIC, ended, plugins, RINGS, SIGN_DESCENT, SQUAREPLUS, start } from '../cli.testing.ts';
import { textWidth } from '../show/text-width.ts';

const FILES = {
  'squareplus.ts': SQUAREPLUS,
  'cubic.ts': CUBIC,
  'sign-descent.ts': SIGN_DESCENT,
  'rings.ts': RINGS,
};

/** Its derivative is 2, and it says 3. */
const WRONG = `
import { defineActivation } from '@bilayer/activations';
import { mul } from '@bilayer/tensor';
export const wrong = defineActivation({ name: 'wrong', forward: (a) => mul(a, 2), backward: (dz) => mul(dz, 3) });
`;

const ENGINE = `
import { eager } from '@bilayer/training';
export const mine = () => ({ ...eager(), name: 'mine' });
`;

function fits(out: string): void {
  const lines = out.split('\n');
  for (const line of lines) expect(textWidth(line)).toBeLessThanOrEqual(80);
  expect(lines.length).toBeLessThan(24);
}

describe('bilayer check', () => {
  it('takes the domain of a loss that has no fused way back', async () => {
    await plugins({
      'surprise.ts': `
        import { defineLoss, targetValues } from '@bilayer/losses';
        import { log, maximum, mul, neg, sum } from '@bilayer/tensor';
        export const surprise = defineLoss({
          name: 'surprise',
          perRow: (y, t) => neg(sum(mul(targetValues('surprise', y, t), log(maximum(y, 1e-30))), { axis: 1 })),
        });`,
    });
    const { code, out } = await bilayer('check', './surprise.ts', '--domain', 'probabilities');
    expect(out).toMatch(/passed: /);
    expect(code).toBe(0);
    const wrong = await bilayer('check', './surprise.ts', '--domain', 'probability');
    expect(wrong.err).toMatch(/unknown domain .probability.\. Did you mean probabilities/);
    expect(wrong.code).toBe(2);
  });

  it('draws an activation and holds it to the laws, on a screen of 80 × 24', async () => {
    await plugins(FILES);
    const { code, out, err } = await bilayer('check', './squareplus.ts(b=1)');
    expect([code, err]).toEqual([0, '']);
    expect(out).toMatch(/^squareplus \(b = 1\), an activation, element by element\n\n/);
    expect(out).toMatch(/[\u2801-\u28ff]{10}/);
    // (x + √(x² + 1)) / 2 and its derivative (1 + x / √(x² + 1)) / 2 at the first and last columns of dots, ±(5 − 5/136).
    expect(out).toContain('\nf from 0.0499 to 5.01; f′ from 0.00985 to 0.99; no kinks declared\n');
    expect(out).toMatch(/\n\npassed: \d\d laws, \d+ checks$/);
    fits(out);
  });

  it.each([
    ['relu', /^relu, an activation, element by element\n[^]*; kink at 0\n/],
    [
      'softmax',
      /^softmax, an activation, row by row; link: softmax\n[^]*the first output for the row \[x, 0\]/,
    ],
    [
      'formula(x*sigmoid(1.702*x))',
      /^formula \(expr = x\*sigmoid\(1\.702\*x\)\), an activation, element by element\n/,
    ],
    ['huber(delta=2)', /^huber \(delta = 2\), a loss, the mean of its rows\n[^]*\nloss +\d/],
    ['./cubic.ts', /^cubic, a loss, the mean of its rows\n/],
    ['adam', /^adam \(lr = 0\.001, .*, an optimizer\n\nminimising ½ x² from x = 1:\n/],
    [
      './sign-descent.ts',
      /^signDescent \(lr = 0\.001, keep = 1\), an optimizer\n[^]*\nx +0\.999 +0\.99 +0\.9 +/,
    ],
    ['iris', /^iris: 120 rows to train on, 30 to test on\n/],
    ['./rings.ts(n=60)', /^rings: 60 rows to train on, 10 to test on\neach row 2 numbers\n/],
    ['eager', /^eager, an engine\n/],
    ['./engine.mjs', /^mine, an engine of \.\/engine\.mjs\n/],
  ])('%s passes and is shown', async (text, shown) => {
    await plugins({ ...FILES, 'engine.mjs': ENGINE });
    const { code, out, err } = await bilayer('check', text);
    expect([code, err]).toEqual([0, '']);
    expect(out).toMatch(shown);
    expect(out).toMatch(/\npassed: \d+ laws, [\d,]+ checks$/);
    expect(out).not.toContain('passed: 0');
    fits(out);
  });

  it('says which laws are broken, and ends with 1', async () => {
    await plugins({ 'wrong.ts': WRONG });
    const { code, out } = await bilayer('check', './wrong.ts');
    expect(code).toBe(1);
    expect(out).toMatch(/\nfailed: \d+ of \d+ laws, \d+ checks\n\n✗ .*\n {2}wrong breaks "/);
    for (const line of out.split('\n')) expect(textWidth(line)).toBeLessThanOrEqual(80);
    const machine = await bilayer('check', './wrong.ts', '--json');
    expect(machine.code).toBe(1);
    const { results, ...rest } = JSON.parse(machine.out) as {
      readonly results: readonly { readonly outcome: string; readonly message?: string }[];
    };
    expect(rest).toMatchObject({ plugin: './wrong.ts', kind: 'activation', name: 'wrong', passed: false });
    expect(results.filter(({ outcome }) => outcome === 'failed').length).toBeGreaterThan(0);
  });

  it('shows the laws that are broken by what cannot be drawn', async () => {
    await plugins({
      'fails.mjs':
        'export default { contract: 1, name: "fails", config: {}, over: "element", with() { return this; },\n forward() { throw new Error("not yet"); } };',
    });
    const { code, out } = await bilayer('check', './fails.mjs');
    expect(code).toBe(1);
    expect(out).toMatch(/^\.\/fails\.mjs: cannot be shown: not yet\n\nfailed: /);
    expect(out).toMatch(/"can be called at all"[^]*\d\d laws could\s+not be checked because of it$/);
  });

  it('runs nothing that may not be meant', async () => {
    const trap = 'globalThis.trapped = true;';
    await plugins({
      'tools.ts': `export function deploy() { ${trap} }\nexport const relu3 = (x) => x;`,
      'class.ts': `export default class Trap { constructor() { ${trap} } }`,
    });
    const tools = await bilayer('check', './tools.ts');
    expect([tools.code, tools.err]).toEqual([2, expect.stringContaining("name it: './tools.ts#deploy'")]);
    expect((await bilayer('check', './class.ts')).err).toMatch(/it exports default, a class$/);
    expect((await bilayer('train', '-o', './class.ts')).err).toMatch(/it exports default, a class$/);
    expect(globalThis).not.toHaveProperty('trapped');
  });

  it('finds the kind by itself, and asks where there are several', async () => {
    await plugins({
      ...FILES,
      'all.mjs': 'export * from "./squareplus.ts"; export * from "./rings.ts";',
      'none.mjs': 'export const n = 1;',
    });
    const several = await bilayer('check', './all.mjs');
    // What makes a plugin counts only where there is none.
    expect(several.out).toMatch(/^squareplus/);
    expect((await bilayer('check', './all.mjs', '--kind', 'dataset')).out).toMatch(/^rings: 40 rows/);
    await plugins({
      ...FILES,
      'two.mjs': 'export * from "./squareplus.ts"; export { default as cubic } from "./cubic.ts";',
      'none.mjs': 'export const n = 1;',
    });
    expect((await bilayer('check', './two.mjs')).err).toBe(
      "bilayer: ./two.mjs: has several plugins; say which:\n  './two.mjs#cubic'  loss\n  './two.mjs#squareplus'  activation",
    );
    expect((await bilayer('check', './two.mjs#cubic')).out).toMatch(/^cubic, a loss/);
    expect((await bilayer('check', './two.mjs', '--kind', 'loss')).out).toMatch(/^cubic, a loss/);
    expect((await bilayer('check', './none.mjs')).err).toContain(
      'exports no activation, loss, optimizer, data set, engine; it exports n, a number',
    );
    expect((await bilayer('check', 'rellu')).err).toBe("bilayer: unknown plugin 'rellu'. Did you mean relu?");
    expect((await bilayer('check', './cubic.ts(a=1)')).err).toContain('cubic: there is no setting a');
  });
});

it('no other command loads the kit', async () => {
  const folder = await plugins(FILES);
  const hook = `import { registerHooks } from 'node:module';
    registerHooks({ load(url, context, next) {
      if (/packages.testing/.test(url)) process.stderr.write('THE KIT');
      return next(url, context);
    } });`;
  const loading = { NODE_OPTIONS: `--import data:text/javascript,${encodeURIComponent(hook)}` };
  const train = await ended(
    start(['train', '-d', './rings.ts', '-a', './squareplus.ts', '-i', '2'], folder, loading),
  );
  expect(train.code).toBe(0);
  expect(train.err).not.toContain('THE KIT');
  expect((await ended(start(['check', 'relu'], folder, loading))).err).toContain('THE KIT');
});
