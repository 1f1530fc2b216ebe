import { readdir, readFile, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { claimPart, releasePart, sizeOf } from './part-file.ts';
import { temporaryFolder } from './server.testing.ts';

// Above the largest process number of Linux (2²²), macOS and Windows in use, so that no process has it.
const DEAD = 4_194_999;

describe('claimPart', () => {
  it('names a file of its own where there is none', async () => {
    const folder = await temporaryFolder();
    const own = await claimPart(join(folder, 'f'));
    expect(basename(own)).toMatch(new RegExp(`^f\\.${process.pid}-[0-9a-f]{8}\\.part$`));
    expect(await readdir(folder)).toEqual([]);
    expect(await claimPart(join(folder, 'f'))).not.toBe(own);
  });

  it('takes over the longest unfinished file and removes the others', async () => {
    const folder = await temporaryFolder();
    await writeFile(join(folder, 'f.part'), 'ab');
    await writeFile(join(folder, `f.${DEAD}-00000000.part`), 'abcd');
    await writeFile(join(folder, 'g.part'), 'another file');
    const own = await claimPart(join(folder, 'f'));
    expect(await readFile(own, 'utf8')).toBe('abcd');
    expect((await readdir(folder)).sort()).toEqual([basename(own), 'g.part']);
  });

  it("leaves a running process's file alone", async () => {
    const folder = await temporaryFolder();
    const running = `f.${process.pid}-00000000.part`;
    await writeFile(join(folder, running), 'abcd');
    expect(await sizeOf(await claimPart(join(folder, 'f')))).toBe(0);
    expect(await readdir(folder)).toEqual([running]);
  });

  it('gives one file to one of many at once', async () => {
    const folder = await temporaryFolder();
    await writeFile(join(folder, 'f.part'), 'abcd');
    const owns = await Promise.all(Array.from({ length: 8 }, () => claimPart(join(folder, 'f'))));
    const sizes = await Promise.all(owns.map(sizeOf));
    expect(sizes.filter((size) => size === 4)).toHaveLength(1);
  });
});

describe('releasePart', () => {
  it('gives a file back under its common name, and drops an empty one', async () => {
    const folder = await temporaryFolder();
    const target = join(folder, 'f');
    const own = await claimPart(target);
    await writeFile(own, 'ab');
    await releasePart(own, target);
    expect(await readdir(folder)).toEqual(['f.part']);
    const empty = join(folder, 'empty');
    await writeFile(empty, '');
    await releasePart(empty, target);
    expect(await readdir(folder)).toEqual(['f.part']);
  });
});
