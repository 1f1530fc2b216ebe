import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join, normalize, sep } from 'node:path';

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.wasm': 'application/wasm',
};

/** With these a page is cross-origin isolated, and may share memory between threads. */
const isolation = {
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-embedder-policy': 'require-corp',
};

export interface Server {
  /** `http://127.0.0.1:PORT` */
  readonly address: string;
  stop(): Promise<void>;
}

/** Serves folders on loopback, each below a path that ends in a slash; the longest path that fits counts. */
export async function serve(folders: Readonly<Record<string, string>>): Promise<Server> {
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://127.0.0.1');
    fileOf(pathname, folders).then(
      ({ name, bytes }) =>
        response
          .setHeaders(new Map(Object.entries(isolation)))
          .setHeader('content-type', types[extname(name)] ?? 'application/octet-stream')
          .end(bytes),
      () => response.writeHead(404).end(),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    address: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    async stop() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

async function fileOf(
  pathname: string,
  folders: Readonly<Record<string, string>>,
): Promise<{ name: string; bytes: Buffer }> {
  const [path = '', folder = ''] =
    Object.entries(folders)
      .sort(([a], [b]) => b.length - a.length)
      .find(([start]) => pathname.startsWith(start)) ?? [];
  const name = normalize(join(folder, decodeURIComponent(pathname.slice(path.length))));
  if (!name.startsWith(folder + sep)) throw new Error('outside');
  return { name, bytes: await readFile(name) };
}
