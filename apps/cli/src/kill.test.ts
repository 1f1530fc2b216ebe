import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { randomState } from '@bilayer/tensor';
import { expect, it } from 'vitest';
import { ended, filesIn, said, start, temporaryFolder } from './cli.testing.ts';
import { readCheckpoint } from './resume.ts';

const usual = ['-d', 'iris', '--hidden', '5', '-b', '10', '-i', '3000'];
const trainings = [
  [...usual, '-r', '0.1'],
  [...usual, '-o', 'adam', '--sampling', 'shuffle', '--schedule', 'cosine', '--early-stopping', '200'],
  // By the eager engine, because there are two hidden layers …
  ['-d', 'moons', '--hidden', '6,5', '-b', '20', '-i', '3000', '--weight-decay', '0.001'],
  // … and because it is said.
  [...usual, '-o', 'rmsProp', '--schedule', 'warmUp(steps=500)', '--engine', 'eager', '--dtype', 'float64'],
  // Wide enough for two threads where there are two processors.
  ['-d', 'digits', '--hidden', '200', '-b', '50', '-i', '3000', '-o', 'momentum', '-r', '0.1', '-s', '7'],
];
const KILLS = 20;
const KILLS_A_TRAINING = 5;

it(`gives the same bytes after SIGKILL at ${KILLS} random moments`, async () => {
  const random = randomState(20);
  let kills = 0;
  let duringWrites = 0;
  for (const settings of trainings) {
    const folder = await temporaryFolder();
    const at = (name: string): string => join(folder, name);
    const whole = await ended(
      start(['train', ...settings, '--out', at('whole'), '--curves', at('whole.svg'), '-q']),
    );
    expect(whole).toMatchObject({ code: 0, err: '' });

    const first = ['train', ...settings, '--out', at('model'), '--curves', at('model.svg')];
    const again = ['train', '--resume', at('model.checkpoint')];
    for (let n = 0; n < KILLS_A_TRAINING; n++) {
      const there = (await filesIn(folder)).includes('model.checkpoint');
      const child = start([...(there ? again : first), '--checkpoint-every', '1']);
      const end = ended(child);
      // Its first line comes right before the first update.
      await said(child, 1);
      await new Promise((resolve) => setTimeout(resolve, 250 * random.rand(1).data[0]!));
      child.kill('SIGKILL');
      const { code } = await end;
      if (code !== null) break;
      kills++;
      const files = await filesIn(folder);
      if (files.includes(`model.checkpoint.${String(child.pid)}.tmp`)) duringWrites++;
      // What is there under its final name is whole.
      if (files.includes('model')) expect(await readFile(at('model'))).toEqual(await readFile(at('whole')));
      if (files.includes('model.checkpoint')) {
        expect((await readCheckpoint(at('model.checkpoint'), {})).state.iteration).toBeGreaterThan(0);
      }
    }
    if ((await filesIn(folder)).includes('model.checkpoint')) {
      expect(await ended(start([...again, '-q', '--force']))).toMatchObject({ code: 0 });
    }
    expect(await readFile(at('model'))).toEqual(await readFile(at('whole')));
    expect(await readFile(at('model.svg'))).toEqual(await readFile(at('whole.svg')));
    expect(await filesIn(folder)).not.toContain('model.checkpoint');
  }
  expect(kills).toBeGreaterThanOrEqual(KILLS);
  // With a checkpoint after every update most of the time goes into writing.
  expect(duringWrites).toBeGreaterThan(0);
}, 120_000);
