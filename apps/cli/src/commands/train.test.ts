import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { loadModel } from '@bilayer/models';
import { describe, expect, it } from 'vitest';
import { bilayer, filesIn, json, temporaryFolder } from '../cli.testing.ts';
import { optimizers, schedules } from '../optimizer.ts';
import { activations, initializers, known, losses } from '../plugins.ts';

/** Trains a small network for a moment and returns the model's path and what was printed as JSON. */
async function trained(
  ...args: readonly string[]
): Promise<{ path: string; result: Record<string, unknown> }> {
  const path = join(await temporaryFolder(), 'model.safetensors');
  const length = args.includes('-e') ? [] : ['-i', '3'];
  const result = await json('train', '-d', 'iris', '--hidden', '4', ...length, '--out', path, ...args);
  return { path, result };
}

async function modelAt(path: string): Promise<ReturnType<typeof loadModel>> {
  return loadModel(await readFile(path), known);
}

describe('bilayer train', () => {
  it('says so where it ends no better than guessing', async () => {
    const out = join(await temporaryFolder(), 'm.safetensors');
    const train = (...args: string[]): ReturnType<typeof bilayer> =>
      bilayer('train', '-i', '60', '-q', '-f', '--out', out, ...args);
    const note = 'note: no better than guessing (1 in 10): most often the rate is too high or too low: ';
    expect((await train('-r', '500')).err).toBe(`${note}try --rate 0.1, or --optimizer adam`);
    expect((await train('-r', '1e-6')).err).toBe(`${note}try --rate 1, or --optimizer adam`);
    expect((await train('-r', '1e-9', '-o', 'adam')).err).toBe(`${note}try a smaller or a larger --rate`);
    // It learns, or has no time to.
    expect((await train()).err).toBe('');
    expect((await train('-i', '1')).err).toBe('');
  });

  it.each(['digits', 'iris', 'xor', 'circles', 'moons', 'spiral', 'gaussians'])('learns %s', async (data) => {
    const { result } = await trained('-d', data);
    expect(result).toMatchObject({
      ...{ iterations: 3, reason: 'done' },
      ...{ engine: 'wasm', dtype: 'float32' },
    });
  });

  it.each(Object.keys(activations))('takes the activation %s', async (name) => {
    const { path } = await trained('-a', name === 'formula' ? 'formula(x*sigmoid(x))' : name);
    expect((await modelAt(path)).hidden[0]?.name).toBe(name);
  });

  it.each(Object.keys(losses))('takes the loss %s', async (name) => {
    const { path } = await trained('-l', name, '-r', '0.01');
    expect((await modelAt(path)).loss?.name).toBe(name);
  });

  it.each(Object.keys(optimizers))('takes the optimizer %s', async (name) => {
    await trained('-o', name);
  });

  it.each(Object.keys(initializers))('takes the initial weights %s', async (name) => {
    await trained('--init', name);
  });

  it('has a schedule for each name', async () => {
    const texts = [
      'constant',
      'cosine',
      'cosine(end=0.01)',
      'stepDecay(every=2, factor=0.5)',
      'warmUp(steps=2)',
    ];
    expect(new Set(texts.map((text) => text.split('(')[0]))).toEqual(new Set(Object.keys(schedules)));
    const models = new Set<string>();
    for (const text of texts) {
      const { path } = await trained('--schedule', text);
      models.add((await readFile(path)).toString('base64'));
    }
    expect(models.size).toBe(texts.length);
  });

  it('says which setting a schedule cannot do without', async () => {
    for (const [schedule, message] of [
      ['stepDecay', "stepDecay needs every: --schedule 'stepDecay(every=500)'"],
      ['stepDecay(factor=0.5)', "stepDecay needs every: --schedule 'stepDecay(every=500)'"],
      ['warmUp', "warmUp needs steps: --schedule 'warmUp(steps=50)'"],
    ] as const) {
      const { code, err } = await bilayer('train', '-d', 'iris', '--schedule', schedule);
      expect([code, err]).toEqual([2, `bilayer: ${message}`]);
    }
  });

  it('hands settings on to what they are for', async () => {
    const { path } = await trained(
      '-a',
      'leakyRelu(alpha=0.1)',
      '-l',
      'huber(delta=2)',
      '--output',
      'identity',
    );
    const { hidden, loss } = await modelAt(path);
    expect(hidden[0]?.config).toEqual({ alpha: 0.1 });
    expect(loss?.config).toEqual({ delta: 2 });
    const small = await modelAt((await trained('--init', 'gaussian(std=0.0001)', '-r', '1e-9')).path);
    expect(Math.max(...Array.from(small.params['W1']?.data ?? []).map(Math.abs))).toBeLessThan(0.001);
  });

  it('takes the output activation that the loss is made for, and says when another is named', async () => {
    const outputs = {
      crossEntropy: 'softmax',
      softmaxCrossEntropy: 'identity',
      binaryCrossEntropy: 'sigmoid',
    };
    for (const [loss, output] of Object.entries(outputs)) {
      expect((await modelAt((await trained('-l', loss)).path)).output.name).toBe(output);
    }
    const out = join(await temporaryFolder(), 'odd.safetensors');
    const { err } = await bilayer('train', '-d', 'iris', '-i', '2', '--output', 'sigmoid', '--out', out);
    expect(err).toContain('note: crossEntropy is made for --output softmax, and here it is sigmoid');
  });

  it('makes a MultiLayerNet of several hidden layers or with weight decay, else a TwoLayerNet', async () => {
    const deep = await modelAt((await trained('--hidden', '5,4')).path);
    expect([deep.kind, deep.sizes]).toEqual(['MultiLayerNet', [4, 5, 4, 3]]);
    const decayed = await modelAt((await trained('--weight-decay', '0.1')).path);
    expect([decayed.kind, decayed.weightDecay]).toEqual(['MultiLayerNet', 0.1]);
    expect((await modelAt((await trained()).path)).kind).toBe('TwoLayerNet');
  });

  it('trains in float64, in shuffled epochs, with the numerical gradient', async () => {
    expect((await modelAt((await trained('--dtype', 'float64')).path)).params['W1']?.dtype).toBe('float64');
    const by = async (...args: string[]): Promise<number[]> =>
      Array.from((await modelAt((await trained(...args)).path)).params['W1']?.data ?? []);
    const usual = await by();
    expect(await by('--sampling', 'shuffle')).not.toEqual(usual);
    const numerical = await by('-g', 'numerical');
    expect(numerical).not.toEqual(usual);
    // Central differences with h = 1e-4 in float64 are off by about 1e-8, three updates long.
    expect(numerical).toBeAllClose(usual, { rtol: 1e-5, atol: 1e-6 });
  });

  it('warns of the price of a numerical gradient', async () => {
    const args = ['train', '-d', 'xor', '--hidden', '3', '-i', '1', '-g', 'numerical'];
    const { err } = await bilayer(...args, '--out', join(await temporaryFolder(), 'n.safetensors'));
    // 2 · (2·3 + 3 + 3·2 + 2) for a 2-3-2 network.
    expect(err).toContain('numerical gradient: 17 central differences for each update');
  });

  it('stops early and keeps the best', async () => {
    const out = join(await temporaryFolder(), 'early.safetensors');
    const args = ['train', '-d', 'gaussians', '--hidden', '4', '-e', '300', '--early-stopping', '3'];
    const { result } = await trained(...args.slice(1));
    expect(result['reason']).toBe('early-stopping');
    expect(result['iterations']).toBeLessThan(1500);
    const { out: text } = await bilayer(...args, '--out', out);
    expect(text).toMatch(
      /^stopped early after \d+ of 1,500 updates; kept the best, from \d+\ntest accuracy /,
    );
    const evaluated = await json('evaluate', out);
    expect(evaluated['accuracy']).toBe(result['testAccuracy']);
  });

  it("takes the book's settings, on other data too, and single options beside them", async () => {
    const { path, result } = await trained('--preset', 'book', '-d', 'digits', '--hidden', '6');
    expect(result['sizes']).toEqual([64, 6, 10]);
    const accuracies = result['accuracies'] as readonly { readonly iteration: number }[];
    // Like the book's script, after the first update of each epoch.
    expect(accuracies[0]?.iteration).toBe(1);
    const { params } = await modelAt(path);
    expect(Math.max(...Array.from(params['W1']?.data ?? []).map(Math.abs))).toBeLessThan(0.06);
    const own = await trained('--preset', 'book', '-d', 'iris', '-o', 'adam', '-e', '1');
    expect(own.result['iterations']).toBe(2);
  });

  it('draws the curves', async () => {
    const curves = join(await temporaryFolder(), 'curves.svg');
    const { result } = await trained('--curves', curves);
    expect(result['curves']).toBe(curves);
    expect(await readFile(curves, 'utf8')).toMatch(/^<svg [^]*TwoLayerNet 4-4-3 on iris[^]*<\/svg>\n$/);
  });

  it('says what it does, plainly where nobody watches, and not at all with --quiet', async () => {
    const out = join(await temporaryFolder(), 'told.safetensors');
    const args = ['train', '-d', 'iris', '-i', '40', '--out', out, '--force'];
    const { out: result, err } = await bilayer(...args);
    const lines = err.split('\n');
    expect(lines[0]).toBe('4-50-3 on iris: sigmoid, softmax, crossEntropy, sgd; 40 updates');
    expect(lines.length).toBeGreaterThan(15);
    expect(lines.length).toBeLessThan(24);
    expect(lines.at(-1)).toMatch(
      /^40\/40 {2}loss \d\.\d{4} {2}train \d+\.\d % {2}test \d+\.\d % {2}epoch 20\.0$/,
    );
    expect(result).toMatch(/^test accuracy \d+\.\d\d %, train \d+\.\d\d %\nmodel {2}.*told\.safetensors$/);
    expect((await bilayer(...args, '--quiet')).err).toBe('');
  });

  it('gives the same bytes for the same seed, and others for another', async () => {
    const bytes = async (...args: string[]): Promise<string> =>
      (await readFile((await trained('-d', 'moons', ...args)).path)).toString('base64');
    expect(await bytes('-q')).toBe(await bytes('--checkpoint-every', '1'));
    expect(await bytes('--seed', '1')).not.toBe(await bytes());
  });

  it('keeps the last good parameters when the loss becomes infinite', async () => {
    const own = await temporaryFolder();
    const out = join(own, 'hot.safetensors');
    const args = [
      'train',
      '-d',
      'iris',
      '-r',
      '1e6',
      '-l',
      'sumSquaredError',
      '--output',
      'identity',
      '-a',
      'relu',
    ];
    const { code, err, out: printed } = await bilayer(...args, '--out', out, '--checkpoint-every', '1');
    expect([code, printed]).toEqual([1, '']);
    expect(err).toMatch(
      /bilayer: train: .*learning rate is too high[^]*last good parameters are in .*hot\.last-good/,
    );
    // No model and no checkpoint that would lead there again.
    expect(await filesIn(own)).toEqual(['hot.last-good.safetensors']);
    const { params } = await modelAt(join(own, 'hot.last-good.safetensors'));
    expect(Object.values(params).every(({ data }) => data.every(Number.isFinite))).toBe(true);
    await bilayer(...args, '--out', out);
    expect(await filesIn(own)).toEqual(['hot.last-good-2.safetensors', 'hot.last-good.safetensors']);
    const { code: again, out: error } = await bilayer(...args, '--out', out, '--json');
    expect([again, (JSON.parse(error) as { error: { code: string } }).error.code]).toEqual([1, 'NOT_FINITE']);
  });
});

describe('bilayer train and the files that are there', () => {
  it('refuses before any work, and leaves them as they are', async () => {
    const own = await temporaryFolder();
    const there = join(own, 'there.safetensors');
    const picture = join(own, 'there.SVG');
    await writeFile(there, 'mine');
    await writeFile(picture, 'mine');
    await writeFile(`${join(own, 'm')}.checkpoint`, 'a training');
    const cases: readonly (readonly [string, ...string[]])[] = [
      [`${there}: is there already; choose another name with --out, or say --force`, '--out', there],
      ['choose another name with --curves', '--out', join(own, 'new'), '--curves', picture],
      ['--curves c.png: the curves are an SVG picture; name it c.svg', '--curves', 'c.png'],
      ['--curves a.b/c: the curves are an SVG picture; name it a.b/c.svg', '--curves', 'a.b/c'],
      ['m.checkpoint: is there already; go on from it with --resume', '--out', join(own, 'm')],
      [`${own}: is a folder; give --out the name of a file`, '--out', own],
      ['a part of the path is a file', '--out', join(there, 'x')],
      ['is a device', '--out', '/dev/null'],
      ['is the file of both --out and --curves', '--out', join(own, 'x.svg'), '--curves', `${own}/./x.svg`],
      ...(process.platform === 'linux' ? [['cannot be made', '--out', '/proc/bilayer/x'] as const] : []),
    ];
    const before = await filesIn(own);
    for (const [message, ...args] of cases) {
      // A data set that does not exist would be the next complaint.
      const { code, err } = await bilayer('train', '-d', 'nothing', ...args);
      expect(err).toContain(message);
      expect(code).toBe(2);
    }
    expect(await filesIn(own)).toEqual(before);
    expect(await readFile(there, 'utf8')).toBe('mine');
  });

  it('replaces them with --force, and leaves no folder behind for data that does not exist', async () => {
    const own = await temporaryFolder();
    const out = join(own, 'deep', 'er', 'm.safetensors');
    expect((await bilayer('train', '-d', 'nothing', '--out', out)).code).toBe(2);
    expect(await filesIn(own)).toEqual([]);
    await writeFile(join(own, 'x'), 'mine');
    const { code } = await bilayer('train', '-d', 'iris', '-i', '1', '--out', join(own, 'x'), '--force');
    expect(code).toBe(0);
    expect((await modelAt(join(own, 'x'))).sizes).toEqual([4, 50, 3]);
  });
});
