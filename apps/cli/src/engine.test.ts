import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { loadModel } from '@bilayer/models';
import { describe, expect, it } from 'vitest';
import { bilayer, ended, filesIn, json, runWith, start, temporaryFolder } from './cli.testing.ts';
import { known } from './plugins.ts';

const small = ['train', '-d', 'iris', '--hidden', '4', '-i', '3'];

/** What a model file says of its engine and its numbers. */
async function madeBy(path: string): Promise<readonly [engine: string | undefined, dtype: string]> {
  const { notes, dtype } = loadModel(await readFile(path), known);
  return [notes.engine, dtype];
}

describe('the engine of a training', () => {
  it('is wasm with float32, or as is said', async () => {
    const out = join(await temporaryFolder(), 'm');
    for (const [args, engine, dtype] of [
      [[], 'wasm', 'float32'],
      [['--dtype', 'float64'], 'wasm', 'float64'],
      [['--engine', 'eager'], 'eager', 'float32'],
      [['--preset', 'book'], 'eager', 'float64'],
      [['--preset', 'book', '--engine', 'wasm'], 'wasm', 'float64'],
      [['--preset', 'book', '--engine', 'wasm', '--dtype', 'float32'], 'wasm', 'float32'],
    ] as const) {
      const result = await json(...small, ...args, '--force', '--out', out);
      expect(result).toMatchObject({ engine, dtype });
      expect(await madeBy(out)).toEqual([engine, dtype]);
    }
  });

  it('is eager where wasm does not take it, and that is said in one line', async () => {
    const args = ['--hidden', '5,4'];
    const out = join(await temporaryFolder(), 'm');
    const { code, err } = await bilayer(...small, ...args, '--out', out);
    expect(code).toBe(0);
    expect(err.split('\n').filter((line) => line.includes('eager'))).toEqual([
      'note: trained by the eager engine: wasm takes networks with one hidden layer',
    ]);
    expect(await madeBy(out)).toEqual(['eager', 'float32']);
    // Who asks for silence has it; JSON tells.
    expect((await bilayer(...small, ...args, '--out', out, '-f', '-q')).err).toBe('');
    expect(await json(...small, ...args, '--out', out, '-f')).toMatchObject({ engine: 'eager' });
  });

  it('is never another than the one that was said', async () => {
    const own = await temporaryFolder();
    const args = [...small, '--out', join(own, 'm'), '--engine', 'wasm'];
    expect(await bilayer(...args, '--hidden', '5,4')).toEqual({
      code: 2,
      out: '',
      err: 'bilayer: --engine wasm: wasm takes networks with one hidden layer; leave --engine out, or say --engine eager',
    });
    const { out } = await bilayer(...args, '--hidden', '5,4', '--json');
    expect(JSON.parse(out)).toMatchObject({ error: { code: 'ENGINE_UNSUPPORTED' } });
    expect((await bilayer(...args, '--engine', 'eagre')).err).toBe(
      "bilayer: unknown engine 'eagre'. Did you mean eager? There are wasm, eager.",
    );
    expect(await filesIn(own)).toEqual([]);
  });

  it('needs no word for a numerical gradient', async () => {
    const out = join(await temporaryFolder(), 'm');
    const { code, err } = await bilayer(...small, '-g', 'numerical', '--out', out);
    expect([code, err.includes('note:')]).toEqual([0, false]);
    expect(await madeBy(out)).toEqual(['wasm', 'float32']);
  });

  it('takes a part of the user’s own', async () => {
    const out = join(await temporaryFolder(), 'm');
    await json(...small, '-a', 'formula(x*sigmoid(1.702*x))', '-l', 'huber', '--out', out);
    expect(await madeBy(out)).toEqual(['wasm', 'float32']);
  });
});

describe('without SIMD', () => {
  // What Node says to V8 for a processor without it.
  const flag = { x64: '--no-enable-sse4-1' }[process.arch as string];

  it.skipIf(flag === undefined)('trains eagerly, and goes on so; wasm is an error', async () => {
    const folder = await temporaryFolder();
    const run = (...args: string[]): ReturnType<typeof ended> =>
      ended(start(args, folder, {}, flag === undefined ? [] : [flag]));
    const { code, err } = await run(...small, '--out', 'm');
    expect(code).toBe(0);
    expect(err.split('\n')[1]).toBe(
      'note: trained by the eager engine: WebAssembly with SIMD is missing here',
    );
    expect(await madeBy(join(folder, 'm'))).toEqual(['eager', 'float32']);
    expect(await run(...small, '--out', 'n', '--engine', 'wasm')).toEqual({
      code: 2,
      out: '',
      err: 'bilayer: --engine wasm: WebAssembly with SIMD is missing here; leave --engine out, or say --engine eager\n',
    });
  });

  it.skipIf(flag === undefined)('a training begun with wasm cannot go on', async () => {
    const folder = await temporaryFolder();
    await interrupted(folder);
    const args = ['train', '--resume', 'm.checkpoint'];
    const { code, err } = await ended(start(args, folder, {}, flag === undefined ? [] : [flag]));
    expect([code, err]).toEqual([
      2,
      'bilayer: m.checkpoint: the training began with --engine wasm, and WebAssembly with SIMD is missing here; ' +
        'resume it on another machine, or start anew\n',
    ]);
    expect(await filesIn(folder)).toEqual(['m.checkpoint']);
  });
});

/** Leaves m.checkpoint in the folder, of a training that was stopped in the middle. */
async function interrupted(folder: string, ...more: readonly string[]): Promise<void> {
  let stop: () => void = () => undefined;
  let lines = 0;
  const io = {
    note: () => {
      lines++;
      if (lines === 5) stop();
    },
    onInterrupt: (given: () => void) => {
      stop = given;
      return () => undefined;
    },
  };
  const args = ['train', '-d', 'moons', '--hidden', '4', '-i', '120', ...more];
  const { code } = await runWith(io, ...args, '--out', join(folder, 'm'));
  expect(code).toBe(130);
}

describe('--resume', () => {
  it.each([['wasm'], ['eager']])('goes on with %s, and with no other', async (engine) => {
    const folder = await temporaryFolder();
    const other = engine === 'wasm' ? 'eager' : 'wasm';
    await interrupted(folder, '--engine', engine);
    const again = ['train', '--resume', join(folder, 'm.checkpoint')];
    const refused = await bilayer(...again, '--engine', other);
    expect(refused.code).toBe(2);
    expect(refused.err).toContain(`the training began with --engine ${engine}; leave --engine out`);
    expect((await bilayer(...again, '--engine', engine)).code).toBe(0);
    expect((await madeBy(join(folder, 'm')))[0]).toBe(engine);
  });

  it('goes on with eager after a fallback', async () => {
    const folder = await temporaryFolder();
    await interrupted(folder, '--hidden', '5,4');
    const again = ['train', '--resume', join(folder, 'm.checkpoint')];
    const { code, err } = await bilayer(...again);
    // It has been said once.
    expect([code, err.includes('eager')]).toEqual([0, false]);
    expect(await madeBy(join(folder, 'm'))).toEqual(['eager', 'float32']);
  });
});
