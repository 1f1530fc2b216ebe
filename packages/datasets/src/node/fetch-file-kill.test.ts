import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { expect, it } from 'vitest';
import { fetchFile, type FetchFileOptions } from './fetch-file.ts';
import { noisyBytes, sendFile, sendHead, serve, temporaryFolder } from './server.testing.ts';
import { sha256Of } from './verify.ts';

const content = noisyBytes(100_000);
const packed = new Uint8Array(gzipSync(content));
const HALF = 50_000;

/** Another process that runs fetchFile and prints how many bytes it has. */
function startProcess(options: FetchFileOptions): ChildProcess {
  const code = `
    import { fetchFile } from ${JSON.stringify(new URL('fetch-file.ts', import.meta.url).href)};
    const onProgress = ({ received }) => console.log(received);
    await fetchFile({ ...${JSON.stringify(options)}, onProgress });`;
  return spawn(process.execPath, ['--input-type=module', '-e', code], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
}

function printed(child: ChildProcess, text: string): Promise<void> {
  return new Promise((resolve, reject) => {
    let all = '';
    child.stdout?.on('data', (chunk: Buffer) => {
      all += chunk.toString();
      if (all.split('\n').includes(text)) resolve();
    });
    child.on('exit', () => {
      reject(new Error(`the process ended before it printed ${text}`));
    });
  });
}

function ended(child: ChildProcess): Promise<number | null> {
  return new Promise((resolve) => child.on('exit', resolve));
}

it('a process killed in the middle leaves no half file, and the next resumes', async () => {
  const folder = await temporaryFolder();
  const target = join(folder, 'f.gz');
  const options = { target, sha256: sha256Of(content) };
  const stopping = await serve(sendHead(packed, HALF));
  const child = startProcess({ ...options, urls: [stopping.url] });
  const end = ended(child);
  await printed(child, String(HALF));
  child.kill('SIGKILL');
  await end;
  const left = await readdir(folder);
  expect(left).toEqual([
    expect.stringMatching(new RegExp(`^f\\.gz\\.${String(child.pid)}-[0-9a-f]{8}\\.part$`)),
  ]);
  expect(new Uint8Array(await readFile(join(folder, left[0] ?? '')))).toEqual(packed.subarray(0, HALF));

  const { url, asked } = await serve(sendFile(packed));
  expect(await fetchFile({ ...options, urls: [url] })).toEqual(content);
  expect(asked.map(({ range }) => range)).toEqual([`bytes=${HALF}-`]);
  expect(await readdir(folder)).toEqual(['f.gz']);
});

it('a running process keeps its own file, and another downloads beside it', async () => {
  const folder = await temporaryFolder();
  const target = join(folder, 'f.gz');
  const options = { target, sha256: sha256Of(content) };
  let finish = (): void => undefined;
  const slow = await serve((response, request, number) => {
    sendHead(packed, HALF)(response, request, number);
    finish = () => {
      response.end(packed.subarray(HALF));
    };
  });
  const child = startProcess({ ...options, urls: [slow.url] });
  const end = ended(child);
  await printed(child, String(HALF));
  const { url, asked } = await serve(sendFile(packed));
  expect(await fetchFile({ ...options, urls: [url] })).toEqual(content);
  expect(asked.map(({ range }) => range)).toEqual([undefined]);
  expect(existsSync(target)).toBe(true);
  finish();
  expect(await end).toBe(0);
  expect(await readdir(folder)).toEqual(['f.gz']);
  expect(new Uint8Array(await readFile(target))).toEqual(packed);
});
