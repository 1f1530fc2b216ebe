import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { bilayer, filesIn, runWith, temporaryFolder } from './cli.testing.ts';
import type { Io } from './io.ts';

let notes: string[] = [];

/** A world in which Ctrl-C comes at that line of what train says; `notes` are the lines. */
function interruptAfter(lines: number): Pick<Io, 'note' | 'onInterrupt'> {
  notes = [];
  let stop: () => void = () => undefined;
  return {
    note(line) {
      notes.push(line);
      if (notes.length === lines) stop();
    },
    onInterrupt(given) {
      stop = given;
      return () => undefined;
    },
  };
}

describe('an interrupted training', () => {
  it('is kept, and the command that is printed goes on to the same bytes', async () => {
    const own = await temporaryFolder();
    const settings = ['-d', 'moons', '--hidden', '4', '-i', '120', '-o', 'adam', '--sampling', 'shuffle'];
    const whole = join(own, 'whole.safetensors');
    const parted = join(own, 'my "best" model.safetensors');
    await bilayer('train', ...settings, '--schedule', 'cosine', '--out', whole, '--curves', `${whole}.svg`);
    const args = ['train', ...settings, '--schedule', 'cosine', '--out', parted, '--curves', `${parted}.svg`];
    const { code, err } = await runWith(interruptAfter(5), ...args);
    expect([code, err]).toEqual([130, '']);
    const message = notes.join('\n');
    expect(message).toMatch(
      /stopped after \d+ of 120 updates; go on with:\n {2}bilayer train --resume '.*'$/,
    );
    expect(await filesIn(own)).not.toContain('my "best" model.safetensors');
    const checkpoint = /--resume '(.*)'$/.exec(message)?.[1] ?? '';

    const other = await bilayer('train', '--resume', checkpoint, '-o', 'sgd');
    expect(other.err).toContain('the training began with --optimizer adam; leave --optimizer out');
    expect((await bilayer('train', '--resume', checkpoint, '--early-stopping', '3')).err).toContain(
      'the training began without --early-stopping',
    );
    expect((await bilayer('train', '--resume', checkpoint, '-i', '1')).err).toContain(
      'updates already, more than the 1 asked for; say a larger --iterations to go on',
    );
    // 400 points to train on, in batches of 100.
    expect((await bilayer('train', '--resume', checkpoint, '-e', '1')).err).toContain(
      'updates already, more than the 4 asked for; say a larger --epochs to go on',
    );
    expect((await bilayer('train', '--resume', checkpoint, '--preset', 'book')).err).toContain(
      'leave --preset out',
    );

    expect((await bilayer('train', '--resume', checkpoint)).code).toBe(0);
    expect(await readFile(parted)).toEqual(await readFile(whole));
    expect(await readFile(`${parted}.svg`)).toEqual(await readFile(`${whole}.svg`));
    expect(await filesIn(own)).not.toContain('my "best" model.safetensors.checkpoint');
  });

  it('may have made all its updates already, and is finished then', async () => {
    const own = await temporaryFolder();
    const [whole, parted] = [join(own, 'whole'), join(own, 'parted')];
    const settings = ['train', '-d', 'moons', '--hidden', '4'];
    await runWith(interruptAfter(3), ...settings, '-i', '90', '--out', parted);
    const done = /stopped after (\d+) of/.exec(notes.join('\n'))?.[1] ?? '';
    expect((await bilayer('train', '--resume', `${parted}.checkpoint`, '-i', done)).code).toBe(0);
    await bilayer(...settings, '-i', done, '--out', whole);
    expect(await readFile(parted)).toEqual(await readFile(whole));
  });
});
