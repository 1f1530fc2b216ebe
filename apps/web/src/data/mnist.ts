import type { NamedBlob } from '../worker/protocol.ts';
import { MNIST_MIRRORS } from './mirrors.ts';

const names = [
  'train-images-idx3-ubyte.gz',
  'train-labels-idx1-ubyte.gz',
  't10k-images-idx3-ubyte.gz',
  't10k-labels-idx1-ubyte.gz',
] as const;

// The service worker leaves a cache of this name alone.
const CACHE = 'bilayer-data';

/** The files that were handed over or loaded on an earlier visit; undefined where there are none. */
export async function keptMnist(): Promise<readonly NamedBlob[] | undefined> {
  try {
    const cache = await caches.open(CACHE);
    const requests = (await cache.keys()).filter(({ url }) => url.includes('/mnist/'));
    const files = await Promise.all(
      requests.map(async (request) => {
        const response = await cache.match(request);
        return response && { name: request.url.replace(/.*\//, ''), blob: await response.blob() };
      }),
    );
    const found = files.filter((file) => file !== undefined);
    return found.length === names.length ? found : undefined;
  } catch {
    // A browser may have no caches, or forbid them.
    return undefined;
  }
}

/** Keeps the files in this browser for the next visit. */
export async function keepMnist(files: readonly NamedBlob[]): Promise<void> {
  try {
    const cache = await caches.open(CACHE);
    for (const { name, blob } of files)
      await cache.put(`./mnist/${encodeURIComponent(name)}`, new Response(blob));
  } catch {
    // Then they are asked for again.
  }
}

/** Loads the four files from the first mirror that hands them out; undefined where none does. */
export async function downloadMnist(
  onProgress: (file: string, share: number) => void,
): Promise<readonly NamedBlob[] | undefined> {
  for (const mirror of MNIST_MIRRORS) {
    try {
      const files: NamedBlob[] = [];
      for (const name of names) {
        const response = await fetch(mirror + name, { credentials: 'omit', referrerPolicy: 'no-referrer' });
        if (!response.ok || response.body === null) throw new Error(response.statusText);
        const total = Number(response.headers.get('content-length') ?? 0);
        let received = 0;
        const counted = response.body.pipeThrough(
          new TransformStream<Uint8Array, Uint8Array>({
            transform(chunk, controller) {
              received += chunk.length;
              onProgress(name, total === 0 ? 0 : received / total);
              controller.enqueue(chunk);
            },
          }),
        );
        files.push({ name, blob: await new Response(counted).blob() });
      }
      return files;
    } catch {
      // Not allowed to pages, out of reach, or cut: the next one.
    }
  }
  return undefined;
}

/** Whether a file is meant as one of MNIST's, by its name. */
export function looksLikeIdx(name: string): boolean {
  return /ubyte|idx[13]|(train|t10k|test).*(images|labels)/i.test(name);
}
