import { existsSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { sigmoid, softmax, type Activation } from '@bilayer/activations';
import { crossEntropy } from '@bilayer/losses';
import { loadModel, saveModel, TwoLayerNet } from '@bilayer/models';
import { randomState } from '@bilayer/tensor';
import { decodeCheckpoint, encodeCheckpoint } from '@bilayer/training';
import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import {
  bilayer,
  CUBIC,
  filesIn,
  plugins,
  RINGS,
  runWith,
  SIGN_DESCENT,
  SQUAREPLUS,
} from '../cli.testing.ts';

const FILES = {
  'squareplus.ts': SQUAREPLUS,
  'cubic.ts': CUBIC,
  'sign-descent.ts': SIGN_DESCENT,
  'rings.ts': RINGS,
};

/** Runs a command line that must succeed. */
async function ok(...args: readonly string[]): Promise<string> {
  const { code, out, err } = await bilayer(...args);
  if (code !== 0) throw new Error(err);
  return out;
}

const SHORT = ['train', '-d', 'iris', '--hidden', '4', '-i', '20', '-q', '--out', 'm.safetensors'];

describe('plugins', () => {
  it('of every kind train, and what is kept is their descriptors', async () => {
    await plugins(FILES);
    await ok(
      ...['train', '-d', './rings.ts(n=60)', '-a', './squareplus.ts(b=1)', '--output', 'sigmoid'],
      ...['-l', './cubic.ts', '-o', './sign-descent.ts(keep=0.99)', '-r', '0.01', '-i', '20', '-q'],
    );
    expect(await filesIn('.')).toContain('rings.safetensors');
    const bytes = await readFile('rings.safetensors');
    const text = bytes.toString('latin1');
    expect(text).toContain(String.raw`\"name\":\"squareplus\"`);
    for (const code of ['squareplus.ts', 'forward', 'cubic.ts', 'rings.ts']) expect(text).not.toContain(code);
    const own = (config: object): Activation => ({
      contract: 1,
      name: 'squareplus',
      config: { ...config },
      with: own,
      forward: (x) => x,
    });
    const { hidden, notes } = loadModel(bytes, { activations: [own({}), sigmoid] });
    expect(hidden[0]?.config).toEqual({ b: 1 });
    expect(notes.data?.name).toBe('rings');
  });

  it('say which settings they do not have', async () => {
    await plugins({ ...FILES, 'data.mjs': 'export const d = { classes: [], train: {}, test: {} };' });
    for (const [option, text, message] of [
      ['-a', './squareplus.ts(c=1)', 'squareplus: there is no setting c; it has b'],
      ['-a', './squareplus.ts(b=x)', 'squareplus: b is a finite number; got'],
      ['-o', './sign-descent.ts(c=1)', 'signDescent: there is no setting c; it has lr, keep'],
      ['-o', './sign-descent.ts(lr=1)', 'the learning rate is said with --rate 1'],
      ['-d', './data.mjs(n=1)', 'only a function that makes a data set has settings'],
      ['-d', 'iris(n=1)', 'iris: this data set has no settings'],
    ] as const) {
      const { code, err } = await bilayer('train', '-d', 'iris', option, text);
      expect([code, err]).toEqual([2, expect.stringContaining(message)]);
    }
  });

  it('take a rate and a schedule; an optimizer without lr refuses a schedule', async () => {
    const own = `export default { contract: 1, name: 'own', config: {}, with() { return this; },
      init: () => ({ step: 0, slots: {} }), update: (params, grads, { step }) => ({ params, state: { step: step + 1, slots: {} } }) };`;
    await plugins({ ...FILES, 'own.mjs': own });
    await ok(...SHORT, '-o', './sign-descent.ts', '-r', '0.01', '--schedule', 'cosine');
    await ok(...SHORT, '-f', '-o', './own.mjs');
    const { err } = await bilayer(...SHORT, '-f', '-o', './own.mjs', '--schedule', 'cosine');
    expect(err).toContain('own has no setting lr; leave --schedule out, or give a --rate');
  });

  it('that are losses get the output activation that they are made for', async () => {
    const fused = (link: string): string =>
      CUBIC.replace("name: 'cubic',", `name: 'cubic', fused: { link: '${link}', backward: (y, t) => y },`);
    await plugins({ 'identity.ts': fused('identity'), 'logistic.ts': fused('logistic'), 'cubic.ts': CUBIC });
    for (const [name, output] of [
      ['identity', 'identity'],
      ['logistic', 'sigmoid'],
      ['cubic', 'softmax'],
    ] as const) {
      const args = ['train', '-d', 'iris', '-i', '1', '-f', '--out', 'm', '-l', `./${name}.ts`];
      expect((await bilayer(...args)).err).toContain(`on iris: sigmoid, ${output}, ./${name}.ts, sgd;`);
      expect((await bilayer(...args, '--output', 'tanh')).err).toContain('on iris: sigmoid, tanh,');
    }
  });

  it('lack nothing by which a model file could refer to them', async () => {
    await plugins({ 'bare.mjs': 'export default { contract: 1, name: "bare", forward: (a) => a };' });
    expect((await bilayer(...SHORT, '-a', './bare.mjs')).err).toBe(
      'bilayer: ./bare.mjs: the activation lacks config and with, by which a file refers to it; ' +
        'defineActivation of @bilayer/activations adds what is missing',
    );
  });

  it('of another contract are refused wherever they are named', async () => {
    const form = 'contract: 2, config: { lr: 1 }, with() { return this; }';
    await plugins({
      'a.mjs': `export default { ${form}, name: 'squareplus', forward: (a) => a };`,
      'l.mjs': `export default { ${form}, name: 'l', reduce: 'mean', perRow: (y) => y };`,
      'o.mjs': `export default { ${form}, name: 'o', init: () => ({}), update: () => ({}) };`,
      'd.mjs': `export default { ${form}, name: 'd', classes: ['a'], train: {}, test: {} };`,
      'squareplus.ts': SQUAREPLUS,
    });
    for (const [option, file, code] of [
      ['-a', './a.mjs', 'INCOMPATIBLE_CONTRACT'],
      ['--output', './a.mjs', 'INCOMPATIBLE_CONTRACT'],
      ['-l', './l.mjs', 'INCOMPATIBLE_CONTRACT'],
      ['-o', './o.mjs', 'INCOMPATIBLE_CONTRACT'],
      ['-d', './d.mjs', 'BAD_DATASET'],
    ] as const) {
      const { code: exit, out } = await bilayer('train', '-d', 'iris', '-i', '1', option, file, '--json');
      const { error } = JSON.parse(out) as {
        readonly error: { readonly code: string; readonly message: string };
      };
      expect([exit, error.code]).toEqual([2, code]);
      expect(error.message).toMatch(/contract .*2/);
    }
    await ok(...SHORT, '-a', './squareplus.ts');
    expect((await bilayer('evaluate', 'm.safetensors', '--plugin', './a.mjs')).err).toContain(
      'the hidden activation squareplus has contract 2, and this version takes contract 1',
    );
  });

  it('may be formulas, which need nothing to be loaded', async () => {
    await plugins({});
    await ok(...SHORT, '-a', 'formula(x*sigmoid(1.702*x))');
    expect(await ok('evaluate', 'm.safetensors')).toContain('accuracy');
    const { code, err } = await bilayer(...SHORT, '-f', '-a', 'formula(x * sigmoidd(x))');
    expect(code).toBe(2);
    expect(err).toContain('sigmoidd');
    // The sign that points at the character stands under it.
    expect(err.split('\n').some((line) => /^ .*\^/.test(line))).toBe(true);
  });

  it.each(['x*sigmoid(x)', 'sigmoid(x)', 'x * sigmoidd(x)'])(
    'are offered for %s, which lacks their name',
    async (text) => {
      await plugins({});
      for (const args of [[...SHORT, '-a'], [...SHORT, '--output'], ['check']]) {
        const { code, err } = await bilayer(...args, text);
        expect([code, err]).toEqual([
          2,
          `bilayer: '${text}': a formula is written in brackets:\n  'formula(${text})'`,
        ]);
      }
    },
  );

  it('that a network refuses are named with their file, before anything is said of a training', async () => {
    const define = (rest: string): string =>
      `import { defineActivation } from '@bilayer/activations';\nimport { mul, tensor } from '@bilayer/tensor';\n${rest}`;
    await plugins({
      'number.ts': define("export const n = defineActivation({ name: 'n', forward: (a) => a * a });"),
      'reads.ts': define(
        "export const r = defineActivation({ name: 'r', forward: (a) =>\n  tensor(a.data.map((v) => v * v), a.shape) });",
      ),
      'typo.ts': define(
        "export const t = defineActivation({ name: 't', config: { beta: 1 }, forward: (a, c) =>\n  mul(a, c.bta) });",
      ),
    });
    const train = async (file: string): Promise<string> =>
      (await bilayer('train', '-d', 'iris', '-i', '1', '--out', 'm', '-a', file)).err;
    expect(await train('./number.ts')).toMatch(
      /^bilayer: \.\/number\.ts: TwoLayerNet: the hidden activation n must .*; for more: bilayer check \.\/number\.ts$/,
    );
    expect(await train('./reads.ts')).toMatch(
      /^bilayer: \.\/reads\.ts:4: TwoLayerNet: the hidden activation r reads numbers .*; for more: bilayer check \.\/reads\.ts$/,
    );
    expect(await train('./typo.ts')).toBe(
      'bilayer: ./typo.ts:4: mul: argument 2 must be a tensor or a number; got undefined',
    );
  });
});

describe('a model with plugins', () => {
  it('is measured and asked when they are named, and else says what to add', async () => {
    await plugins({
      ...FILES,
      'rows.csv': '5.1,3.5,1.4,0.2\n',
      'other.ts': SQUAREPLUS.replace("'squareplus'", "'other'"),
    });
    const trained = JSON.parse(await ok(...SHORT, '-a', './squareplus.ts', '-l', './cubic.ts', '--json')) as {
      readonly testAccuracy: number;
    };
    const line = 'the model uses the activation squareplus, which is not built in; add --plugin and the file';
    for (const args of [
      ['evaluate', 'm.safetensors'],
      ['predict', 'm.safetensors', 'rows.csv'],
    ]) {
      const { code, err } = await bilayer(...args);
      expect([code, err]).toEqual([2, expect.stringContaining(line)]);
      const other = await bilayer(...args, '--plugin', './other.ts');
      expect(other.err).toContain('which is neither built in nor in ./other.ts; add --plugin');
    }
    const without = await bilayer('evaluate', 'm.safetensors', '--plugin', './squareplus.ts');
    expect(without.err).toBe(
      'note: without the loss cubic, which is not built in; for it, add --plugin and the file that exports it, as --plugin ./cubic.ts',
    );
    const both = ['--plugin', './squareplus.ts', '--plugin', './cubic.ts'];
    expect(JSON.parse(await ok('evaluate', 'm.safetensors', ...both, '--json'))).toMatchObject({
      accuracy: trained.testAccuracy,
      loss: expect.any(Number) as number,
    });
    expect(await ok('predict', 'm.safetensors', 'rows.csv', ...both)).toContain('row  class');
  });

  it('says that a plugin of the same name from elsewhere is another', async () => {
    const entry = SQUAREPLUS.replace(', type Activation', '')
      .replace(': Activation<{ b: number }>', '')
      .replace("name: 'squareplus'", "name: 'squareplus', package: 'sp-plugin'");
    await plugins({
      ...FILES,
      'node_modules/sp-plugin/package.json': '{"name":"sp-plugin","type":"module","exports":"./i.js"}',
      'node_modules/sp-plugin/i.js': entry,
    });
    await ok(...SHORT, '-a', './squareplus.ts');
    expect((await bilayer('evaluate', 'm.safetensors', '--plugin', 'sp-plugin')).err).toBe(
      "bilayer: m.safetensors: the model's squareplus was saved without a package; the squareplus given is of sp-plugin; " +
        'give the file it was trained with (--plugin ./squareplus.ts)',
    );
    await ok(...SHORT, '-f', '-a', 'sp-plugin');
    expect((await bilayer('evaluate', 'm.safetensors', '--plugin', './squareplus.ts')).err).toBe(
      "bilayer: m.safetensors: the model's squareplus was saved as one of sp-plugin; the squareplus given has no package; " +
        'give the package it was trained with (--plugin sp-plugin)',
    );
  });

  it('says how to give a data set of its own', async () => {
    await plugins({
      ...FILES,
      'data.ts': 'export const d = { name: "d", classes: [], train: {}, test: {} };',
    });
    await ok('train', '-d', './rings.ts', '-i', '1', '-q', '--out', 'm');
    expect((await bilayer('evaluate', 'm')).err).toBe(
      "bilayer: m: was trained on 'rings', which is not built in; name it with --data, as --data ./rings.ts",
    );
    expect((await bilayer('evaluate', 'm', '--plugin', './data.ts')).err).toBe(
      'bilayer: ./data.ts: d is a data set, not an activation or loss: use --data ./data.ts',
    );
    expect((await bilayer('evaluate', 'm', '--plugin', './rings.ts')).err).toContain(
      'if rings makes a data set, give it with --data ./rings.ts',
    );
    expect((await bilayer('evaluate', 'm', '-a', './squareplus.ts')).err).toBe(
      "bilayer: unknown option '-a': the model names its parts; for those of your own there is --plugin ./<file>. " +
        'See bilayer evaluate --help',
    );
  });

  it('says what is wrong with --plugin', async () => {
    await plugins({ ...FILES, 'empty.mjs': '' });
    await ok(...SHORT, '-a', './squareplus.ts');
    for (const [text, message] of [
      ['./squareplus.ts(b=1)', 'the settings are in the model file; leave them out here'],
      ['./empty.mjs', './empty.mjs: exports no activation, loss; it exports nothing'],
      ['squareplus', "unknown plugin 'squareplus'. For the file here write ./squareplus.ts."],
      ['nowhere', "unknown plugin 'nowhere'."],
    ] as const) {
      const { code, err } = await bilayer('evaluate', 'm.safetensors', '--plugin', text);
      expect([code, err]).toEqual([2, expect.stringContaining(message)]);
    }
  });

  it('names a package that is never run for that', async () => {
    const trap = 'import { writeFileSync } from "node:fs"; writeFileSync("trapped", ""); export default 1;';
    await plugins({
      'node_modules/trap/package.json': '{"name":"trap","type":"module","exports":"./i.js"}',
      'node_modules/trap/i.js': trap,
      'trap.mjs': trap,
    });
    const parts = { inputSize: 4, hiddenSize: 2, outputSize: 3, output: softmax, loss: crossEntropy };
    const save = async (file: string, from: string, data: string): Promise<void> => {
      const hidden = { ...sigmoid, name: 'f', package: from };
      const network = new TwoLayerNet({
        ...parts,
        hidden: from === '' ? sigmoid : hidden,
        random: randomState(0),
      });
      await writeFile(
        file,
        saveModel(network, { data: { name: data, shape: [4], divisor: 1, classes: ['0', '1', '2'] } }),
      );
    };
    await save('package.safetensors', 'trap', 'iris');
    expect((await bilayer('evaluate', 'package.safetensors')).err).toContain(
      'the activation f of trap, which is not built in; add --plugin trap',
    );
    await save('file.safetensors', './trap.mjs', 'iris');
    expect((await bilayer('predict', 'file.safetensors', 'package.json')).code).toBe(2);
    for (const data of ['trap', './trap.mjs', './trap.mjs(n=1)', 'trap(n=1)', 'trap#default']) {
      await save('data.safetensors', '', data);
      expect((await bilayer('evaluate', 'data.safetensors')).code).toBe(2);
    }
    expect(existsSync('trapped')).toBe(false);
    // The trap is one: named on the command line, it is run.
    expect((await bilayer('evaluate', 'package.safetensors', '--plugin', 'trap')).err).toContain('a number');
    expect(existsSync('trapped')).toBe(true);
  });
});

describe('--resume', () => {
  const settings = [
    '-d',
    './rings.ts(n=200)',
    '-a',
    './squareplus.ts(b=1)',
    '-o',
    './sign-descent.ts',
    '--hidden',
    '4',
  ];

  /** Trains until Ctrl-C and returns what is printed then. */
  async function interrupted(...args: readonly string[]): Promise<string> {
    const notes: string[] = [];
    let stop: () => void = () => undefined;
    const { code } = await runWith(
      {
        note(line) {
          if (notes.push(line) === 4) stop();
        },
        onInterrupt(given) {
          stop = given;
          return () => undefined;
        },
      },
      ...args,
    );
    expect(code).toBe(130);
    return notes.join('\n');
  }

  it('needs the plugins named again, says so, and ends in the same bytes', async () => {
    await plugins(FILES);
    await ok('train', ...settings, '-i', '100', '--out', 'whole', '-q');
    const said = await interrupted('train', ...settings, '-i', '100', '--out', 'parted');
    const add =
      "--data './rings.ts(n=200)' --activation './squareplus.ts(b=1)' --optimizer ./sign-descent.ts";
    expect(said).toContain(`go on with:\n  bilayer train --resume parted.checkpoint ${add}`);
    const { code, err } = await bilayer('train', '--resume', 'parted.checkpoint');
    expect([code, err]).toEqual([
      2,
      `bilayer: parted.checkpoint: the training began with ${add}; a plugin is only run when the command line names it, so add that`,
    ]);
    const some = await bilayer('train', '--resume', 'parted.checkpoint', '-d', './rings.ts(n=200)');
    expect(some.err).toContain(
      "began with --activation './squareplus.ts(b=1)' --optimizer ./sign-descent.ts;",
    );
    const other = settings.map((text) => text.replace('b=1', 'b=2'));
    expect((await bilayer('train', '--resume', 'parted.checkpoint', ...other)).err).toContain(
      'this training began with hidden',
    );
    // By another path it is the same plugin.
    const again = settings.map((text) => text.replace('./', `${process.cwd()}/`));
    await ok('train', '--resume', 'parted.checkpoint', ...again, '-q');
    expect(await readFile('parted')).toEqual(await readFile('whole'));
  });

  it('runs nothing on the word of a checkpoint', async () => {
    await plugins({
      ...FILES,
      'trap.mjs': 'import { writeFileSync } from "node:fs"; writeFileSync("trapped", "");',
    });
    await interrupted('train', '-d', 'moons', '--hidden', '4', '-i', '100', '--out', 'parted');
    const { state, notes } = decodeCheckpoint(await readFile('parted.checkpoint'), { name: 'checkpoint' });
    for (const [key, option] of [
      ['data', '--data'],
      ['activation', '--activation'],
      ['output', '--output'],
      ['loss', '--loss'],
      ['optimizer', '--optimizer'],
    ] as const) {
      const rest = { ...notes };
      delete rest['sha256'];
      const plan = JSON.stringify({ ...(JSON.parse(notes['plan'] ?? '') as object), [key]: './trap.mjs' });
      const forged = { ...rest, plan };
      const sha256 = createHash('sha256').update(encodeCheckpoint(state, forged)).digest('hex');
      await writeFile('forged', encodeCheckpoint(state, { ...forged, sha256 }));
      const { code, err } = await bilayer('train', '--resume', 'forged');
      expect([code, err]).toEqual([
        2,
        expect.stringContaining(`the training began with ${option} ./trap.mjs;`),
      ]);
    }
    expect(existsSync('trapped')).toBe(false);
  });
});
