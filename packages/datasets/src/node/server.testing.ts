import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';

export interface Asked {
  readonly path: string;
  readonly range: string | undefined;
  readonly ifRange: string | undefined;
}

export interface TestServer {
  /** The server's address with a slash at its end. */
  readonly url: string;
  /** What it was asked, in order. */
  readonly asked: readonly Asked[];
}

/** `number` counts the requests from 1. */
export type Answer = (response: ServerResponse, request: IncomingMessage, number: number) => void;

/** A server on 127.0.0.1 that lives until the test ends. */
export async function serve(answer: Answer): Promise<TestServer> {
  const asked: Asked[] = [];
  const server = createServer((request, response) => {
    const { range, 'if-range': ifRange } = request.headers;
    asked.push({
      path: request.url ?? '',
      range,
      ifRange: typeof ifRange === 'string' ? ifRange : undefined,
    });
    response.on('error', () => undefined); // the client may be gone
    answer(response, request, asked.length);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the test server has no port');
  return { url: `http://127.0.0.1:${address.port}/`, asked };
}

/** Answers with `content`, and with the range of it that is asked for unless If-Range names another ETag. */
export function sendFile(content: Uint8Array, { etag = '"one"' }: { etag?: string } = {}): Answer {
  return (response, request) => {
    const { range, 'if-range': ifRange = etag } = request.headers;
    const start = Number(/^bytes=(\d+)-$/.exec(range ?? '')?.[1] ?? 0);
    response.setHeader('etag', etag);
    if (range === undefined || ifRange !== etag) {
      response.writeHead(200, { 'content-length': content.length });
      response.end(content);
    } else if (start >= content.length) {
      response.writeHead(416, { 'content-range': `bytes */${content.length}` });
      response.end();
    } else {
      response.writeHead(206, {
        'content-length': content.length - start,
        'content-range': `bytes ${start}-${content.length - 1}/${content.length}`,
      });
      response.end(content.subarray(start));
    }
  };
}

/** Answers with the head of `content` and says that all of it follows; the connection stays open. */
export function sendHead(content: Uint8Array, count: number): Answer {
  return (response) => {
    response.writeHead(200, { 'content-length': content.length, etag: '"one"' });
    response.write(content.subarray(0, count));
  };
}

export function sendStatus(status: number): Answer {
  return (response) => {
    response.writeHead(status);
    response.end('<html>an error page</html>');
  };
}

/** An empty folder that lives until the test ends. */
export async function temporaryFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'bilayer-datasets-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

/** Bytes that gzip cannot shrink, so that they come in several pieces: the high bytes of a linear congruence. */
export function noisyBytes(length: number): Uint8Array {
  let state = 1;
  return Uint8Array.from({ length }, () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state >>> 24;
  });
}
