import { createHash } from 'node:crypto';
import { cpSync, existsSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../workspace.ts';
import { run } from './shell.ts';

/**
 * Copies the checkout to `copy`, as a clone with the uncommitted changes would be (tracked files, and untracked ones that
 * git does not ignore), with a history of its own, and installs the dependencies that the lockfile names.
 */
export async function copyCheckout(copy: string, env: NodeJS.ProcessEnv): Promise<string> {
  const { stdout } = await run('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard'], {
    cwd: root,
    env,
  });
  const files = stdout.split('\0').filter((file) => file !== '' && existsSync(join(root, file)));
  for (const file of files) cpSync(join(root, file), join(copy, file), { recursive: true });
  await run('git', ['init', '--quiet', '--initial-branch=main'], { cwd: copy, env });
  await run('git', ['config', 'user.name', 'rehearsal'], { cwd: copy, env });
  await run('git', ['config', 'user.email', 'rehearsal@localhost'], { cwd: copy, env });
  await run('git', ['config', 'commit.gpgSign', 'false'], { cwd: copy, env });
  await commit(copy, 'The checkout', env);
  await run('pnpm', ['install', '--frozen-lockfile', '--prefer-offline'], { cwd: copy, env });
  return `${files.length} files`;
}

/** Commits all that there is. */
export async function commit(copy: string, message: string, env: NodeJS.ProcessEnv): Promise<void> {
  await run('git', ['add', '--all'], { cwd: copy, env });
  await run('git', ['commit', '--quiet', '--no-verify', '--allow-empty', '--message', message], {
    cwd: copy,
    env,
  });
}

/** The state of the working tree, which must be the same when all is done: what git says of it, and its changes, digested. */
export async function stateOfCheckout(env: NodeJS.ProcessEnv): Promise<string[]> {
  const status = await run('git', ['status', '--porcelain', '--untracked-files=all'], { cwd: root, env });
  const diff = await run('git', ['diff', '--binary', 'HEAD'], { cwd: root, env });
  const digest = createHash('sha256').update(diff.stdout).digest('hex');
  return [...status.stdout.split('\n'), `git diff HEAD: ${digest}`];
}
