import { execFileSync } from 'node:child_process';
import { expect, it } from 'vitest';
import { shellLine } from './shell.ts';

it('shellLine quotes what a shell would change', () => {
  expect(shellLine(['train', '--resume', 'a/b-1.safetensors'])).toBe('train --resume a/b-1.safetensors');
  expect(shellLine(['my model', "it's", ''])).toBe("'my model' 'it'\\''s' ''");
});

it.skipIf(process.platform === 'win32')('a shell reads the words back', () => {
  const words = ['$HOME', 'a b', `"'"`, '*', '~', 'x;y', '手', '\\'];
  const printed = execFileSync('sh', ['-c', `printf '%s\\n' ${shellLine(words)}`], { encoding: 'utf8' });
  expect(printed.trimEnd().split('\n')).toEqual(words);
});
