import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { bilayer } from './cli.testing.ts';
import { activations, losses } from './plugins.ts';
import { textWidth } from './show/text-width.ts';

const COMMANDS = ['demo', 'train', 'evaluate', 'predict', 'gradcheck', 'check', 'datasets'];

describe('the help', () => {
  it.each([[], ...COMMANDS.map((name) => [name])])(
    'of bilayer %s has examples and fits 80 columns',
    async (...name) => {
      const { code, out, err } = await bilayer(...name, '--help');
      expect([code, err]).toEqual([0, '']);
      expect(out).toContain(`Usage: ${['bilayer', ...name].join(' ')}`);
      expect(out).toMatch(/Examples?:\n {2}\$ bilayer /);
      for (const line of out.split('\n')) expect(textWidth(line)).toBeLessThanOrEqual(80);
    },
  );

  it('lists the commands and the exit codes, also when nothing is asked', async () => {
    const { out } = await bilayer('--help');
    for (const name of COMMANDS) expect(out).toContain(`\n  ${name} `);
    for (const exit of ['0 done', '1 done with', '2 a wrong', '70 a', '130 Ctrl-C']) {
      expect(out).toContain(exit);
    }
    const nothing = await bilayer();
    expect([nothing.code, nothing.out, nothing.err]).toEqual([2, '', out]);
  });

  it('of train names everything there is', async () => {
    const { out } = await bilayer('train', '--help');
    for (const name of [
      ...Object.keys(activations),
      ...Object.keys(losses),
      'adamW',
      'warmUp',
      'byGain',
      'moons',
    ]) {
      expect(out).toContain(name);
    }
  });
});

it('bilayer --version is that of the package', async () => {
  const { version } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8')) as {
    readonly version: string;
  };
  expect(await bilayer('--version')).toEqual({ code: 0, out: version, err: '' });
});

describe('a wrong command line', () => {
  const cases: readonly (readonly [string, string])[] = [
    ['traim', "unknown command 'traim'. Did you mean train? See bilayer --help"],
    ['--foo', "unknown option '--foo'. See bilayer --help"],
    ['train --rat 1', "unknown option '--rat'. Did you mean --rate? See bilayer train --help"],
    ['train -a rellu', "unknown activation 'rellu'. Did you mean relu? There are "],
    ['train --output sofmax', "unknown activation 'sofmax'. Did you mean softmax? "],
    ['train -l crossentropi', "unknown loss 'crossentropi'. Did you mean crossEntropy? "],
    ['train -o addam', "unknown optimizer 'addam'. Did you mean adam? "],
    ['train -d iriss', "unknown data set, file or folder 'iriss'. Did you mean iris? "],
    ['train -d zzz', "unknown data set, file or folder 'zzz'. There are digits, mnist, "],
    ['train -d zzz.csv', 'zzz.csv: there is no such file or folder'],
    ['train --preset bok', "unknown preset 'bok'. Did you mean book? There is only book."],
    ['train --init xavie', "unknown initializer 'xavie'. Did you mean xavier? "],
    ['train --schedule cosin', "unknown schedule 'cosin'. Did you mean cosine? "],
    ['train --schedule stepDecay', "stepDecay needs every: --schedule 'stepDecay(every=500)'"],
    ['train --schedule warmUp(steps=5,foo=2)', 'warmUp: there is no setting foo'],
    ['train --schedule cosine(lr=1)', "'cosine(lr=1)': the learning rate is said with --rate 1"],
    ['train -o sgd(lr=3)', "'sgd(lr=3)': the learning rate is said with --rate 3"],
    ['train -o momentum(speed=2)', 'momentum: there is no setting speed; it has lr, momentum'],
    ['train --init he(std=1)', "initializer 'he(std=1)': only gaussian has a setting"],
    ['train --init gaussian(std=0)', 'only gaussian has a setting, std, a number above 0'],
    ['train -a leakyRelu(alpha=x)', 'leakyRelu: alpha is a finite number; got'],
    ['train -a leakyRelu(beta=1)', 'leakyRelu: there is no setting beta; it has alpha'],
    [
      'train -a leakyRelu(alpha)',
      "'leakyRelu(alpha)': settings are written name(setting=value, setting=value)",
    ],
    ['train -a leakyRelu:alpha=0.1', "not after a colon; write 'leakyRelu(alpha=0.1)'"],
    ['train -a formula', 'formula: the expression stands in brackets'],
    ['train --sampling shufle', "unknown sampling 'shufle'. Did you mean shuffle? "],
    ['train -g num', "unknown gradient method 'num'. There are backprop, numerical."],
    ['train --dtype float16', "unknown dtype 'float16'. Did you mean float"],
    ['train --hidden 5,', '--hidden 5,: expected a whole number from 1 up. See bilayer train --help'],
    ['train --rate 0', '--rate 0: expected a number above 0.'],
    ['train -r abc', '--rate abc: expected a number above 0.'],
    ['train --weight-decay -1', '--weight-decay -1: expected a number from 0 up.'],
    ['train -b 1.5', '--batch 1.5: expected a whole number from 1 up.'],
    ['train -e 1 -i 1', 'say either --iterations or --epochs, not both'],
    ['train --resume nowhere', 'nowhere: there is no such file'],
    ['train extra', "too many arguments for 'train'"],
    ['train --hidden 99999999999999', 'this needs more memory than there is'],
    ['evaluate', "missing required argument 'model'. See bilayer evaluate --help"],
    ['evaluate nowhere', 'nowhere: there is no such file'],
    ['predict nowhere', "missing required argument 'input'"],
    ['gradcheck --rows 0', '--rows 0: expected a whole number from 1 up.'],
  ];

  it.each(cases)('%s: %s', async (line, message) => {
    const args = line.split(' ');
    const { code, out, err } = await bilayer(...args);
    expect(err.split('\n').at(-1)).toContain(
      `bilayer: ${message}`.slice(0, message.startsWith("'") ? undefined : 9),
    );
    expect(err).toContain(message);
    expect([code, out]).toEqual([2, '']);
    const machine = await bilayer(...args, '--json');
    expect([machine.code, machine.err]).toEqual([2, '']);
    const { error } = JSON.parse(machine.out) as {
      readonly error: { readonly code: string; readonly message: string };
    };
    expect(error.code).toMatch(/^[A-Z_]+$/);
    expect(error.message).toContain(message);
  });
});
