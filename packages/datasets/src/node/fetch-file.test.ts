import { readdir, readFile, symlink, writeFile } from 'node:fs/promises';
import { existsSync } from 'node:fs';
import type { ServerResponse } from 'node:http';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { thrown } from '../errors.testing.ts';
import { fetchFile, type DownloadProgress, type FetchFileOptions } from './fetch-file.ts';
import { noisyBytes, sendFile, sendHead, sendStatus, serve, temporaryFolder } from './server.testing.ts';
import { sha256Of } from './verify.ts';

const content = noisyBytes(200_000);
const packed = new Uint8Array(gzipSync(content));
const sha256 = sha256Of(content);
const HALF = 60_000;

interface Setting extends FetchFileOptions {
  readonly folder: string;
}

async function setting(urls: readonly string[], options: Partial<FetchFileOptions> = {}): Promise<Setting> {
  const folder = await temporaryFolder();
  return { urls, sha256, target: join(folder, 'f.gz'), delayMs: 1, attempts: 3, folder, ...options };
}

describe('fetchFile', () => {
  it('downloads, verifies and names the file, with progress', async () => {
    const { url, asked } = await serve(sendFile(packed));
    const seen: DownloadProgress[] = [];
    const options = await setting([`${url}f.gz`], { onProgress: (progress) => seen.push(progress) });
    expect(await fetchFile(options)).toEqual(content);
    expect(await readdir(options.folder)).toEqual(['f.gz']);
    expect(new Uint8Array(await readFile(options.target))).toEqual(packed);
    expect(asked).toEqual([{ path: '/f.gz', range: undefined, ifRange: undefined }]);
    expect(seen[0]).toEqual({ file: 'f.gz', url: `${url}f.gz`, received: 0, total: packed.length });
    expect(seen.at(-1)?.received).toBe(packed.length);
    const received = seen.map((progress) => progress.received);
    expect(received).toEqual([...received].sort((a, b) => a - b));
  });

  it('makes the folder, and takes a file that a server sends unpacked', async () => {
    const { url } = await serve(sendFile(content));
    const options = await setting([url]);
    const target = join(options.folder, 'a', 'b', 'f.gz');
    expect(new Uint8Array(await fetchFile({ ...options, target }))).toEqual(content);
    expect(await readdir(join(options.folder, 'a', 'b'))).toEqual(['f.gz']);
  });

  it('removes a file with a wrong checksum', async () => {
    const { url, asked } = await serve(sendFile(gzipSync('another file')));
    const options = await setting([url]);
    expect(await thrown(fetchFile(options))).toMatch(/^CHECKSUM_MISMATCH: f\.gz: .*SHA-256 is not/);
    expect(await readdir(options.folder)).toEqual([]);
    expect(asked).toHaveLength(1);
  });

  it('takes the second server where the first has a wrong or damaged file', async () => {
    const wrong = await serve(sendFile(gzipSync('another file')));
    const damaged = await serve(sendFile(packed.map((byte, i) => (i === 500 ? byte ^ 1 : byte))));
    const right = await serve(sendFile(packed));
    expect(await fetchFile(await setting([wrong.url, damaged.url, right.url]))).toEqual(content);
    expect(right.asked[0]?.range).toBeUndefined();
  });

  it('resumes a cut connection after the last byte that came', async () => {
    let cut: ServerResponse | undefined;
    const { url, asked } = await serve((response, request, number) => {
      if (number === 1) cut = response;
      (number === 1 ? sendHead(packed, HALF) : sendFile(packed))(response, request, number);
    });
    const onProgress = ({ received }: DownloadProgress): void => {
      if (received === HALF) cut?.destroy();
    };
    const options = await setting([url], { onProgress });
    expect(await fetchFile(options)).toEqual(content);
    expect(asked.map(({ range, ifRange }) => ({ range, ifRange }))).toEqual([
      { range: undefined, ifRange: undefined },
      { range: `bytes=${HALF}-`, ifRange: '"one"' },
    ]);
    expect(await readdir(options.folder)).toEqual(['f.gz']);
  });

  it('starts over where the file on the server changed since the cut', async () => {
    let cut: ServerResponse | undefined;
    const { url, asked } = await serve((response, request, number) => {
      if (number === 1) cut = response;
      (number === 1 ? sendHead(new Uint8Array(packed.length), HALF) : sendFile(packed, { etag: '"two"' }))(
        response,
        request,
        number,
      );
    });
    const onProgress = ({ received }: DownloadProgress): void => {
      if (received === HALF) cut?.destroy();
    };
    expect(await fetchFile(await setting([url], { onProgress }))).toEqual(content);
    expect(asked.map(({ ifRange }) => ifRange)).toEqual([undefined, '"one"']);
  });

  it('keeps what came when every attempt is cut, and the next run resumes it', async () => {
    const cutting = await serve((response) => {
      sendHead(packed, HALF)(response, response.req, 1);
      setTimeout(() => response.destroy(), 50);
    });
    const options = await setting([cutting.url], { attempts: 1 });
    expect(await thrown(fetchFile(options))).toMatch(/^DOWNLOAD_CUT: f\.gz: .*what came is kept/);
    expect(await readdir(options.folder)).toEqual(['f.gz.part']);
    const kept = new Uint8Array(await readFile(`${options.target}.part`));
    expect(kept.length).toBeGreaterThan(0);
    expect(kept).toEqual(packed.subarray(0, kept.length));
    const { url, asked } = await serve(sendFile(packed));
    expect(await fetchFile({ ...options, urls: [url] })).toEqual(content);
    expect(asked.map(({ range }) => range)).toEqual([`bytes=${kept.length}-`]);
    expect(await readdir(options.folder)).toEqual(['f.gz']);
  });

  it('resumes on the second server what the first began', async () => {
    const first = await serve((response) => {
      sendHead(packed, HALF)(response, response.req, 1);
      setTimeout(() => response.destroy(), 50);
    });
    const second = await serve(sendFile(packed));
    expect(await fetchFile(await setting([first.url, second.url], { attempts: 1 }))).toEqual(content);
    expect(second.asked[0]?.range).toMatch(/^bytes=[1-9]\d*-$/);
  });

  it('starts over where the server ignores Range', async () => {
    const { url, asked } = await serve((response) => {
      response.end(packed);
    });
    const options = await setting([url]);
    await writeFile(`${options.target}.part`, packed.subarray(0, HALF));
    expect(await fetchFile(options)).toEqual(content);
    expect(asked.map(({ range }) => range)).toEqual([`bytes=${HALF}-`]);
  });

  it('starts over where the server sends another range', async () => {
    const { url, asked } = await serve((response, request, number) => {
      if (number > 1) {
        sendFile(packed)(response, request, number);
        return;
      }
      response.writeHead(206, { 'content-range': `bytes 0-${packed.length - 1}/${packed.length}` });
      response.end(packed);
    });
    const options = await setting([url]);
    await writeFile(`${options.target}.part`, packed.subarray(0, HALF));
    expect(await fetchFile(options)).toEqual(content);
    expect(asked.map(({ range }) => range)).toEqual([`bytes=${HALF}-`, undefined]);
  });

  it('starts over where the kept beginning is of another file', async () => {
    const { url, asked } = await serve(sendFile(packed));
    const options = await setting([url]);
    await writeFile(`${options.target}.part`, new Uint8Array(HALF));
    expect(await fetchFile(options)).toEqual(content);
    expect(asked.map(({ range }) => range)).toEqual([`bytes=${HALF}-`, undefined]);
  });

  it('starts over where the kept beginning is longer than the file', async () => {
    const { url } = await serve(sendFile(packed));
    const options = await setting([url]);
    await writeFile(`${options.target}.part`, Buffer.concat([packed, Uint8Array.of(1)]));
    expect(await fetchFile(options)).toEqual(content);
  });

  it('takes a kept file that was whole already', async () => {
    const { url, asked } = await serve(sendFile(packed));
    const options = await setting([url]);
    await writeFile(`${options.target}.part`, packed);
    expect(await fetchFile(options)).toEqual(content);
    expect(asked).toHaveLength(1);
  });

  it('asks the second server where the first refuses, and does not ask a refusing one again', async () => {
    const refusing = await serve(sendStatus(403));
    const right = await serve(sendFile(packed));
    expect(await fetchFile(await setting([refusing.url, right.url]))).toEqual(content);
    expect(refusing.asked).toHaveLength(1);
  });

  it('says every refusal where all refuse', async () => {
    const one = await serve(sendStatus(403));
    const two = await serve(sendStatus(404));
    const options = await setting([`${one.url}f.gz`, `${two.url}f.gz`]);
    expect(await thrown(fetchFile(options))).toBe(
      `DOWNLOAD_REFUSED: f.gz: could not be downloaded: ${one.url}f.gz: 403 Forbidden; ${two.url}f.gz: 404 Not Found`,
    );
    expect(await readdir(options.folder)).toEqual([]);
  });

  it('asks a failing server as often as told', async () => {
    const { url, asked } = await serve(sendStatus(503));
    expect(await thrown(fetchFile(await setting([url])))).toContain('DOWNLOAD_REFUSED: f.gz: ');
    expect(asked).toHaveLength(3);
  });

  it('says why a server cannot be reached', async () => {
    const text = await thrown(fetchFile(await setting(['http://bilayer.invalid/f.gz'], { attempts: 1 })));
    expect(text).toMatch(
      /^DOWNLOAD_CUT: f\.gz: .*bilayer\.invalid\/f\.gz: the connection failed: fetch failed: /,
    );
  });

  it('gives up on a server that sends nothing', async () => {
    const { url } = await serve(sendHead(packed, HALF));
    const options = await setting([url], { attempts: 1, stallMs: 100 });
    expect(await thrown(fetchFile(options))).toContain('nothing came for 0.1 s');
  });

  it('waits for a slow server as long as something comes', async () => {
    const { url } = await serve((response) => {
      let sent = 0;
      const timer = setInterval(() => {
        response.write(packed.subarray(sent, (sent += 20_000)));
        if (sent < packed.length) return;
        clearInterval(timer);
        response.end();
      }, 60);
    });
    // 11 pieces take 660 ms.
    expect(await fetchFile(await setting([url], { attempts: 1, stallMs: 400 }))).toEqual(content);
  });

  it('stops when aborted, keeps what came, and resumes', async () => {
    const { url } = await serve(sendHead(packed, HALF));
    const controller = new AbortController();
    const onProgress = ({ received }: DownloadProgress): void => {
      if (received === HALF) controller.abort();
    };
    const options = await setting([url], { onProgress, signal: controller.signal });
    expect(await thrown(fetchFile(options))).toMatch(/^ABORTED: /);
    expect((await readFile(`${options.target}.part`)).length).toBe(HALF);
    expect(await readdir(options.folder)).toEqual(['f.gz.part']);
    expect(await thrown(fetchFile(options))).toMatch(/^ABORTED: /);
    const right = await serve(sendFile(packed));
    const { urls, target } = { ...options, urls: [right.url] };
    expect(await fetchFile({ urls, target, sha256 })).toEqual(content);
    expect(right.asked[0]?.range).toBe(`bytes=${HALF}-`);
  });

  it('refuses a folder that cannot be written before it asks any server', async () => {
    const { url, asked } = await serve(sendFile(packed));
    const options = await setting([url]);
    const file = join(options.folder, 'file');
    await writeFile(file, '');
    const text = await thrown(fetchFile({ ...options, target: join(file, 'below', 'f.gz') }));
    expect(text).toMatch(/^FOLDER_UNWRITABLE: .*file.below: cannot be written \(ENOTDIR\)/);
    expect(asked).toEqual([]);
  });

  it.skipIf(!existsSync('/dev/full'))('says that the disk is full [needs /dev/full]', async () => {
    const { url } = await serve(sendFile(packed));
    const options = await setting([url]);
    await symlink('/dev/full', `${options.target}.part`); // every write to it fails with ENOSPC
    expect(await thrown(fetchFile(options))).toMatch(/^DISK_FULL: .*the disk is full \(ENOSPC\); make room/);
    expect(existsSync(options.target)).toBe(false);
  });

  it("lets the caller's own error through", async () => {
    const { url } = await serve(sendFile(packed));
    const own = new RangeError('mine');
    const onProgress = (): never => {
      throw own;
    };
    await expect(fetchFile(await setting([url], { onProgress }))).rejects.toBe(own);
  });

  it('does no harm to itself when run twice at once', async () => {
    const { url } = await serve(sendFile(packed));
    const options = await setting([url]);
    expect(await Promise.all([fetchFile(options), fetchFile(options)])).toEqual([content, content]);
    expect(await readdir(options.folder)).toEqual(['f.gz']);
  });
});
