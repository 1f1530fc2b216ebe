import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ended, filesIn, said, start, temporaryFolder } from './cli.testing.ts';

describe('the real program', () => {
  it('prints results to stdout, the rest to stderr, and ends with the exit code', async () => {
    const folder = await temporaryFolder();
    const { code, out, err } = await ended(start(['train', '-d', 'iris', '-e', '2'], folder));
    expect(code).toBe(0);
    expect(out).toMatch(/^test accuracy .*\nmodel {2}iris\.safetensors\n$/);
    expect(err).toMatch(/^4-50-3 on iris: [^\n]*\n/);
    expect(err).not.toContain('\u001b');
    expect(await filesIn(folder)).toEqual(['iris.safetensors']);
    const again = await ended(start(['train', '-d', 'iris'], folder));
    expect(again).toMatchObject({ code: 2, out: '' });
    expect(again.err).toMatch(/^bilayer: iris\.safetensors: is there already; [^\n]*\n$/);
  });

  it('does not mind a reader that has left', async () => {
    for (const args of [['datasets'], ['train', '--help'], ['--help']]) {
      const child = start(args);
      child.stdout?.destroy();
      const { code, err } = await ended(child);
      expect([code, err]).toEqual([0, '']);
    }
  });
});

it('bilayer demo learns, draws and says how to go on, in plain lines of 80 columns', async () => {
  const folder = await temporaryFolder();
  const { code, out, err } = await ended(start(['demo'], folder));
  expect(code).toBe(0);
  const accuracy = Number(/test accuracy (\d+\.\d\d) %/.exec(out)?.[1]);
  expect(accuracy).toBeGreaterThanOrEqual(94);
  expect(out).toContain('rows: true class; columns: predicted class');
  expect(out).toMatch(/says \d, \d+ % /);
  expect(out).toMatch(/says \d, is \d/);
  expect(out).toContain('bilayer train --preset book');
  expect(`${out}${err}`).not.toContain('\u001b');
  for (const line of `${out}\n${err}`.split('\n')) expect(line.length).toBeLessThanOrEqual(80);
  expect(err.trim().split('\n').length).toBeGreaterThan(10);
  expect(await filesIn(join(folder, 'models'))).toEqual(['demo.safetensors', 'demo.svg']);
  expect(await readFile(join(folder, 'models', 'demo.svg'), 'utf8')).toContain('</svg>');
});

describe('Ctrl-C', () => {
  it('keeps the training, ends with 130, and the printed command gives the same bytes', async () => {
    const folder = await temporaryFolder();
    const settings = ['train', '-d', 'iris', '--hidden', '5', '-b', '10', '-i', '4000', '-o', 'momentum'];
    await ended(start([...settings, '--out', 'whole.safetensors', '--curves', 'whole.svg'], folder));
    const child = start([...settings, '--out', 'parted.safetensors', '--curves', 'parted.svg'], folder);
    const end = ended(child);
    await said(child, 2);
    child.kill('SIGINT');
    // The terminal and npx may both send it.
    child.kill('SIGINT');
    const { code, err } = await end;
    expect(code).toBe(130);
    const [, command = ''] = /\n {2}npx -y pnpm@12 bilayer (.*)\n$/.exec(err) ?? [];
    expect(command).toBe('train --resume parted.safetensors.checkpoint');
    expect(await filesIn(folder)).toContain('parted.safetensors.checkpoint');
    expect(await filesIn(folder)).not.toContain('parted.safetensors');
    expect(await ended(start(command.split(' '), folder))).toMatchObject({ code: 0 });
    for (const ending of ['safetensors', 'svg']) {
      expect(await readFile(join(folder, `parted.${ending}`))).toEqual(
        await readFile(join(folder, `whole.${ending}`)),
      );
    }
    expect(await filesIn(folder)).not.toContain('parted.safetensors.checkpoint');
  });

  it('takes effect at once while two threads train in wasm', async () => {
    const folder = await temporaryFolder();
    const child = start(['train', '--hidden', '300', '-i', '1000000', '--out', 'm'], folder);
    const end = ended(child);
    await said(child, 2);
    const asked = performance.now();
    child.kill('SIGINT');
    const { code, err } = await end;
    // As below.
    expect(performance.now() - asked).toBeLessThan(1500);
    expect([code, err.includes('of 1,000,000 updates; go on with')]).toEqual([130, true]);
    expect(await filesIn(folder)).toEqual(['m.checkpoint']);
  });

  it('takes effect in the middle of a numerical gradient', async () => {
    const folder = await temporaryFolder();
    // 2 · (64·1000 + 1000 + 1000·10 + 10) losses of 1,000 rows each: many seconds for one update, however they are found.
    const args = ['train', '-g', 'numerical', '--hidden', '1000', '-b', '1000', '-i', '1'];
    const child = start(args, folder);
    const end = ended(child);
    await said(child, 1);
    await new Promise((resolve) => setTimeout(resolve, 300));
    const asked = performance.now();
    child.kill('SIGINT');
    const { code, err } = await end;
    // The program's own bound is 100 ms; the rest is for the checkpoint and a busy machine.
    expect(performance.now() - asked).toBeLessThan(1500);
    expect([code, err.includes('stopped after 0 of 1 updates')]).toEqual([130, true]);
  });
});
