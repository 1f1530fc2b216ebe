import { overOf } from '@bilayer/models';
import { describe, expect, it } from 'vitest';
import { bilayer, json, plugins } from '../cli.testing.ts';
import { activations } from '../plugins.ts';

const elementwise = Object.values(activations)
  // Without its expression there is nothing to check.
  .filter(({ name }) => name !== 'formula')
  .filter((activation) => overOf(activation, 'test') === 'element')
  .map(({ name }) => name);

/** The largest error of any parameter. */
async function worst(...args: readonly string[]): Promise<number> {
  const { params, passed } = await json('gradcheck', ...args);
  expect(passed).toBe(true);
  const errors = Object.values(params as Record<string, { readonly relativeError: number }>);
  return Math.max(...errors.map(({ relativeError }) => relativeError));
}

describe('bilayer gradcheck', () => {
  it('knows the elementwise activations', () => {
    expect(elementwise).toHaveLength(15);
  });

  it.each(elementwise)('finds %s right', async (name) => {
    // One row of digits, a few neurons: 8 would be 64·8 + 8 + 8·10 + 10 numbers, two losses each.
    const network = ['--hidden', '8', '--rows', '2', '-a', name];
    expect(await worst(...network, '--output', 'identity', '--loss', 'softmaxCrossEntropy')).toBeLessThan(
      1e-7,
    );
    const withEpsilon = await worst(...network, '--output', 'softmax', '--loss', 'crossEntropy');
    expect(withEpsilon).toBeLessThan(2e-5);
  });

  it.each([
    'binaryCrossEntropy',
    'sumSquaredError',
    'meanSquaredError',
    'meanAbsoluteError',
    'huber',
    'hinge',
  ])('finds %s right', async (loss) => {
    expect(await worst('-d', 'iris', '--hidden', '6', '--loss', loss)).toBeLessThan(2e-5);
  });

  it("says why the book's loss has a larger error, and that another has not", async () => {
    const args = ['gradcheck', '-d', 'iris', '--hidden', '5'];
    const { code, out } = await bilayer(...args);
    expect(code).toBe(0);
    expect(out).toMatch(/^TwoLayerNet 4-5-3 on 3 rows of iris:\nsigmoid, softmax, crossEntropy\n/);
    expect(out).toMatch(/\nW1 +\d\.\d\de-\d+ +\d\.\d\de-\d+ {2}\[\d, \d\] +−?\d\.\d{7}e-\d .* ok\n/);
    expect(out.replace(/\n/g, ' ')).toContain(
      'every error is below 2e-5. That bound is larger than 1e-7 because',
    );
    const exact = await bilayer(...args, '--loss', 'softmaxCrossEntropy');
    expect(exact.out).toContain('every error is below 1e-7.');
    expect(exact.out).not.toContain('because');
  });

  it('says where to look for what is wrong with a plugin', async () => {
    await plugins({
      'wrong.ts': `import { defineActivation } from '@bilayer/activations';
        export const wrong = defineActivation({ name: 'wrong', value: (a) => a * a, slope: (a) => 3 * a });`,
    });
    const { code, out } = await bilayer('gradcheck', '-d', 'iris', '--hidden', '5', '-a', './wrong.ts');
    expect(code).toBe(1);
    expect(out).toContain('\nFor what is wrong with it: bilayer check ./wrong.ts\n');
  });

  it('checks networks of several layers, with weight decay', async () => {
    expect(await worst('-d', 'xor', '--hidden', '5,4', '-a', 'tanh', '--weight-decay', '0.1')).toBeLessThan(
      2e-5,
    );
  });

  it('ends with 1 and says so when the gradients differ', async () => {
    // All outputs are within h of 0, where |y − t| has its kink: there the central difference is 0 and not ±1.
    const kink = ['gradcheck', '-d', 'iris', '--hidden', '4', '--init', 'gaussian(std=1e-9)'];
    const args = [...kink, '--output', 'identity', '--loss', 'meanAbsoluteError'];
    const { code, out, err } = await bilayer(...args);
    expect([code, err]).toEqual([1, '']);
    expect(out).toMatch(/\nb2 .* WRONG\n/);
    expect(out).toContain('The gradients differ');
    expect(out).toContain('kink');
    const machine = await bilayer(...args, '--json');
    expect(machine.code).toBe(1);
    expect(JSON.parse(machine.out)).toMatchObject({ passed: false, bound: 1e-7 });
  });

  it('refuses more rows than there are, and float32', async () => {
    expect((await bilayer('gradcheck', '--rows', '1439')).err).toContain('digits has 1438 training rows');
    expect((await bilayer('gradcheck', '--dtype', 'float32')).err).toContain("unknown option '--dtype'");
  });
});
