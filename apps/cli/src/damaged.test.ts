import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { randomState } from '@bilayer/tensor';
import { beforeAll, describe, expect, it } from 'vitest';
import { bilayer, filesIn, folderForAll, runWith } from './cli.testing.ts';

const folder = folderForAll();
const path = (name: string): string => join(folder(), name);
const settings = ['-d', 'iris', '--hidden', '3', '-o', 'adam', '--early-stopping', '50'];

beforeAll(async () => {
  await bilayer('train', ...settings, '-i', '30', '--out', path('model.safetensors'));
  await writeFile(path('rows.csv'), '5.1,3.5,1.4,0.2\n');
  // A training that is interrupted at once.
  const stopAtOnce = (stop: () => void): (() => void) => {
    stop();
    return () => undefined;
  };
  const args = ['train', ...settings, '-i', '30', '--out', path('never.safetensors')];
  await runWith({ onInterrupt: stopAtOnce }, ...args, '--checkpoint', path('kept.checkpoint'));
});

/** The file cut at many places, its beginning and end among them. */
function* cuts(bytes: Uint8Array): Generator<Uint8Array> {
  const header = Number(new DataView(bytes.buffer, bytes.byteOffset).getBigUint64(0, true));
  const ends = [0, 1, 7, 8, 9, 8 + Math.floor(header / 2), 7 + header, 8 + header, bytes.length - 1];
  for (const end of ends) yield bytes.subarray(0, end);
  const random = randomState(1);
  for (const end of random.choice(bytes.length, 60).data) yield bytes.subarray(0, end);
}

/** The file with one bit turned over: `times` in its header, `times` anywhere. */
function* flips(bytes: Uint8Array, times: number): Generator<Uint8Array> {
  const header = 8 + Number(new DataView(bytes.buffer, bytes.byteOffset).getBigUint64(0, true));
  const random = randomState(2);
  for (const length of [header, bytes.length]) {
    for (const at of random.choice(length, times).data) {
      const damaged = Uint8Array.from(bytes);
      damaged[at]! ^= 1 << random.randint(0, 8, 1).data[0]!;
      yield damaged;
    }
  }
}

describe('a damaged model', () => {
  it.each([['predict', 'rows.csv'], ['evaluate']])(
    'is refused by %s: the file is named, without a stack trace',
    async (command, ...inputs) => {
      const bad = path('bad.safetensors');
      const args = [command, bad, ...inputs.map(path)];
      const model = await readFile(path('model.safetensors'));
      for (const bytes of cuts(model)) {
        await writeFile(bad, bytes);
        const { code, out, err } = await bilayer(...args);
        expect([code, out]).toEqual([2, '']);
        expect(err).toMatch(/^bilayer: .*bad\.safetensors: .*$/);
      }
      for (const bytes of flips(model, 150)) {
        await writeFile(bad, bytes);
        const { code, err } = await bilayer(...args);
        // A bit of a weight makes another weight, which nobody can see.
        if (code === 0) continue;
        expect(code).toBe(2);
        expect(err).toMatch(/^bilayer: .*bad\.safetensors: .*$/);
      }
    },
  );

  it('is one of NaN, and one of other sizes than its header says', async () => {
    const bad = path('bad.safetensors');
    const model = await readFile(path('model.safetensors'));
    const nan = Uint8Array.from(model);
    nan.fill(0xff, nan.length - 8);
    await writeFile(bad, nan);
    expect((await bilayer('evaluate', bad)).err).toMatch(
      /bad\.safetensors: is damaged: \w\d holds NaN or infinity$/,
    );
    const text = Buffer.from(model).toString('latin1').replace('[4,3,3]', '[4,5,3]');
    await writeFile(bad, Buffer.from(text, 'latin1'));
    const { code, err } = await bilayer('evaluate', bad);
    expect([code, err]).toEqual([
      2,
      `bilayer: ${bad}: W1 of a 4-5-3 network is float32 [4, 5]; got float32 [4, 3]`,
    ]);
  });

  it('may be no model at all', async () => {
    expect((await bilayer('evaluate', path('rows.csv'))).err).toContain('rows.csv: not a safetensors file');
    const { code, err } = await bilayer('evaluate', path('kept.checkpoint'));
    expect(code).toBe(2);
    expect(err).toContain("kept.checkpoint: a safetensors file without the metadata 'bilayer'");
  });
});

describe('a damaged checkpoint', () => {
  it('is refused wherever the damage is, and nothing is overwritten', async () => {
    const kept = await readFile(path('kept.checkpoint'));
    const bad = path('bad.checkpoint');
    const before = (await filesIn(folder())).filter((name) => !name.startsWith('bad.'));
    for (const bytes of [...cuts(kept), ...flips(kept, 150)]) {
      await writeFile(bad, bytes);
      const { code, out, err } = await bilayer('train', '--resume', bad, '--quiet');
      expect([code, out]).toEqual([2, '']);
      expect(err).toMatch(/^bilayer: .*bad\.checkpoint: .*$/);
      expect(await readFile(bad)).toEqual(Buffer.from(bytes));
    }
    expect((await filesIn(folder())).filter((name) => !name.startsWith('bad.'))).toEqual(before);
  });

  it('may be a model', async () => {
    const { code, err } = await bilayer('train', '--resume', path('model.safetensors'));
    expect(code).toBe(2);
    expect(err).toContain('model.safetensors: not a checkpoint of a training');
  });

  it('goes on when it is whole', async () => {
    expect((await bilayer('train', '--resume', path('kept.checkpoint'), '-q')).code).toBe(0);
    expect(await readFile(path('never.safetensors'))).toEqual(await readFile(path('model.safetensors')));
  });
});
