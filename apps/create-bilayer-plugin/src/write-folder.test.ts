import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, expect, it, onTestFinished } from 'vitest';
import { writeFolder } from './write-folder.ts';

const files = new Map([
  ['package.json', '{}'],
  ['src/index.ts', 'export {};\n'],
]);
let home = '';

beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'create-bilayer-plugin-'));
  onTestFinished(() => {
    rmSync(home, { recursive: true });
  });
});

const withCode = (code: string, message: RegExp): Error =>
  expect.objectContaining({ code, exitCode: 2, message: expect.stringMatching(message) as string }) as Error;

it('writes a new folder, and those above it', () => {
  const folder = join(home, 'a/b');
  writeFolder(folder, files);
  expect(readFileSync(join(folder, 'src/index.ts'), 'utf8')).toBe('export {};\n');
  expect(readdirSync(join(home, 'a'))).toEqual(['b']);
});

it('writes into an empty folder, and into a new repository', () => {
  const folder = join(home, 'empty');
  mkdirSync(join(folder, '.git'), { recursive: true });
  writeFolder(folder, files);
  expect(readdirSync(folder).sort()).toEqual(['.git', 'package.json', 'src']);
});

it('leaves a folder alone that has something in it', () => {
  writeFileSync(join(home, 'notes.txt'), 'mine');
  expect(() => {
    writeFolder(home, files);
  }).toThrow(withCode('FOLDER_NOT_EMPTY', /is not empty; nothing was written. Name another with --folder/));
  expect(() => {
    writeFolder(join(home, 'notes.txt'), files);
  }).toThrow(withCode('FOLDER_NOT_EMPTY', /notes.txt is a file/));
  expect(readdirSync(home)).toEqual(['notes.txt']);
});

it('leaves nothing behind when it cannot write', () => {
  // No file can be below another: the second of these two fails.
  const impossible = new Map([
    ['a', 'a file'],
    ['a/b', 'a file below it'],
  ]);
  const folder = join(home, 'new');
  expect(() => {
    writeFolder(folder, impossible);
  }).toThrow(withCode('CANNOT_WRITE', /new cannot be written: /));
  expect(existsSync(folder)).toBe(false);
  expect(readdirSync(home)).toEqual([]);
});
