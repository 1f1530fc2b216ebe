import { readFile, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { filesIn, temporaryFolder } from './cli.testing.ts';
import { checkOutputs, freeName, readBytes, writeWhole } from './files.ts';

describe('writeWhole', () => {
  it('writes into folders that are not there yet, and over a file', async () => {
    const folder = await temporaryFolder();
    const path = join(folder, 'a', 'b', 'file');
    await writeWhole(path, 'one');
    await writeWhole(path, Uint8Array.of(116, 119, 111));
    expect(await readFile(path, 'utf8')).toBe('two');
    expect(await filesIn(join(folder, 'a', 'b'))).toEqual(['file']);
  });

  it.runIf(process.platform === 'linux')('leaves the old file whole when the disk is full', async () => {
    const folder = await temporaryFolder();
    const path = join(folder, 'file');
    await writeFile(path, 'old');
    // Where writeWhole writes first: a device on which every write fails with ENOSPC.
    await symlink('/dev/full', `${path}.${process.pid}.tmp`);
    await expect(writeWhole(path, 'new')).rejects.toThrow(`${path}: the disk is full`);
    expect(await readFile(path, 'utf8')).toBe('old');
    expect(await filesIn(folder)).toEqual(['file']);
  });

  it('says what is in the way', async () => {
    const folder = await temporaryFolder();
    await writeFile(join(folder, 'file'), '');
    await expect(writeWhole(join(folder, 'file', 'x'), '')).rejects.toThrow('a part of the path is a file');
    await expect(writeWhole(join(folder, 'x'.repeat(300)), '')).rejects.toThrow('the name is too long');
    await expect(writeWhole(folder, 'text')).rejects.toMatchObject({ code: 'FILE_UNWRITABLE', exitCode: 2 });
    expect(await filesIn(folder)).toEqual(['file']);
  });
});

it('checkOutputs leaves nothing behind', async () => {
  const folder = await temporaryFolder();
  const output = (path: string) => ({ option: '--out', path: join(folder, path), force: false });
  await checkOutputs([output('a'), output('b/c/d')]);
  expect(await filesIn(folder)).toEqual([]);
});

it('freeName counts up before the ending', async () => {
  const folder = await temporaryFolder();
  expect(await freeName(join(folder, 'a.b.txt'))).toBe(join(folder, 'a.b.txt'));
  await writeFile(join(folder, 'a.b.txt'), '');
  await writeFile(join(folder, 'a.b-2.txt'), '');
  expect(await freeName(join(folder, 'a.b.txt'))).toBe(join(folder, 'a.b-3.txt'));
});

it('readBytes says why a file cannot be read', async () => {
  const folder = await temporaryFolder();
  await expect(readBytes(folder)).rejects.toThrow(`${folder}: is a folder, not a file`);
  await expect(readBytes(join(folder, 'x'))).rejects.toThrow('there is no such file');
});
