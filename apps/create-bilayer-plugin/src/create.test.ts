import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, expect, it, onTestFinished } from 'vitest';
import { run } from './create.ts';
import { EXIT, Failure } from './failure.ts';
import type { Io } from './io.ts';
import { HELP } from './options.ts';
import { own } from './ranges.ts';

let home = '';

beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'create-bilayer-plugin-'));
  const before = process.cwd();
  process.chdir(home);
  onTestFinished(() => {
    process.chdir(before);
    rmSync(home, { recursive: true });
  });
});

/** Runs a command line; `answers` are those of somebody at a terminal. */
async function ran(
  args: readonly string[],
  answers?: Partial<Io>,
): Promise<{ code: number; out: string; error: string }> {
  const out: string[] = [];
  const error: string[] = [];
  const unasked = (): Promise<never> => Promise.reject(new Error('was not to ask'));
  const code = await run(args, {
    out: (line) => out.push(line),
    error: (line) => error.push(line),
    asks: answers !== undefined,
    runsTypeScript: true,
    env: {},
    askKind: unasked,
    askName: unasked,
    ...answers,
  });
  return { code, out: out.join('\n'), error: error.join('\n') };
}

it('writes what the command line says, and says what comes next', async () => {
  const { code, out, error } = await ran(['soft-square', '--kind', 'activation', '--yes']);
  expect([code, error]).toEqual([EXIT.done, '']);
  expect(out).toContain('Wrote bilayer-plugin-soft-square: the activation softSquare. Next:');
  expect(out).toContain('put your own formula into src/index.ts, and describe it in README.md');
  for (const line of out.split('\n')) expect(line.length).toBeLessThanOrEqual(80);
  expect(out).toContain('  cd bilayer-plugin-soft-square\n  npm install\n  npm test\n  npm run build');
  expect(readFileSync('bilayer-plugin-soft-square/src/index.ts', 'utf8')).toContain('softSquare');
});

it('says which Node the tests need where this one cannot run them', async () => {
  const args = ['tiger', '--kind', 'optimizer', '--yes'];
  const { code, out } = await ran(args, { runsTypeScript: false });
  expect(code).toBe(EXIT.done);
  expect(out).toMatch(/This is Node \d+\.\d+\.\d+; npm test needs Node >= 22\.18/);
  expect(out).toContain('put your own source into');
  for (const line of out.split('\n')) expect(line.length).toBeLessThanOrEqual(80);
});

it('takes another package name and folder', async () => {
  const args = ['a1', '-k', 'loss', '-y', '--package', '@me/a1'];
  expect(await ran(args)).toMatchObject({ code: EXIT.done });
  expect(await ran([...args, '--folder', 'my folder'])).toMatchObject({
    code: EXIT.done,
    out: expect.stringContaining('cd "my folder"') as string,
  });
  expect(readdirSync('.').sort()).toEqual(['a1', 'my folder']);
  expect(JSON.parse(readFileSync('a1/package.json', 'utf8'))).toMatchObject({ name: '@me/a1' });
});

it('writes into the folder it is in', async () => {
  const { code, out } = await ran(['a1', '-k', 'loss', '-y', '--folder', '.']);
  expect(code).toBe(EXIT.done);
  expect(out).not.toContain('cd ');
  expect(readdirSync('.')).toContain('package.json');
});

it('asks somebody at a terminal for what is missing', async () => {
  const { code, out } = await ran([], {
    askKind: () => Promise.resolve('optimizer'),
    askName: (check) => {
      expect(check('Not a name')).toContain("the name 'Not a name'");
      expect(check('momentum')).toContain('something else');
      expect(check('adam')).toContain('built-in');
      expect(check('')).toContain("for example 'soft-square'");
      expect(check('lion')).toBeUndefined();
      return Promise.resolve('lion');
    },
  });
  expect(code).toBe(EXIT.done);
  expect(out).toContain('the optimizer lion');
});

it('asks nothing that is given, and nothing with --yes', async () => {
  expect(await ran(['lion', '-k', 'optimizer'], {})).toMatchObject({ code: EXIT.done });
  expect(await ran(['tiger', '--yes'], {})).toMatchObject({
    code: EXIT.usage,
    error: expect.stringMatching(/--kind must be given, as in: npm create/) as string,
  });
});

it('writes nothing when it is cancelled', async () => {
  const askName = (): Promise<never> =>
    Promise.reject(new Failure('CANCELLED', 'cancelled; nothing was written', EXIT.cancelled));
  const { code, error } = await ran(['-k', 'loss'], { askName });
  expect([code, error]).toEqual([130, 'create-bilayer-plugin: cancelled; nothing was written']);
  expect(readdirSync('.')).toEqual([]);
});

it.each([
  [[], /a name and --kind must be given/],
  [['new', '-k', 'loss', '-y'], /a word of JavaScript/],
  [['mean', '-k', 'loss', '-y'], /something else in the file/],
  [['huber', '-k', 'loss', '-y'], /built-in/],
  [['a1', 'loss'], /put -- before the options/],
  [['a1', '-k', 'loss', '-y', '-p', 'A b'], /package name 'A b'/],
  [['a1', '--nope'], /'--nope'/],
])('refuses %j in one line and writes nothing', async (args, message) => {
  const { code, out, error } = await ran(args);
  expect([code, out]).toEqual([EXIT.usage, '']);
  expect(error).toMatch(message);
  expect(error).not.toContain('\n');
  expect(readdirSync('.')).toEqual([]);
});

it('says its mistakes, with the lines to report', async () => {
  const { code, error } = await ran([], { askKind: () => Promise.reject(new TypeError('oops')) });
  expect(code).toBe(EXIT.bug);
  expect(error).toMatch(/a mistake in it, not yours.*\nTypeError: oops\n/);
});

it('shows help and version', async () => {
  expect(await ran(['--help'])).toEqual({ code: 0, out: HELP, error: '' });
  expect(await ran(['-V'])).toEqual({ code: 0, out: own.version, error: '' });
});
