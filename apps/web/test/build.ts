import { spawn } from 'node:child_process';
import { join } from 'node:path';

const app: string = join(import.meta.dirname, '..');

/** Builds the page: once, before the first of the tests that want it. */
export default function build(): Promise<void> {
  return new Promise((resolve, reject) => {
    const vite = join(app, 'node_modules/vite/bin/vite.js');
    const child = spawn(process.execPath, [vite, 'build', '--logLevel', 'error'], {
      cwd: app,
      // Not the test runner's.
      env: { ...process.env, NODE_ENV: 'production' },
    });
    let said = '';
    child.stderr.on('data', (text: Buffer) => (said += text.toString()));
    child.on('close', (code) => {
      if (code === 0) resolve();
      else reject(new Error(`vite build: ${said}`));
    });
  });
}
