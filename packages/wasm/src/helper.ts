import type { Address } from './kernels.ts';
import { nodeModule } from './node.ts';

/** What a second thread needs: an export of the module that serves, and its arguments. */
interface Errand {
  readonly module: WebAssembly.Module;
  readonly memory: WebAssembly.Memory;
  readonly serve: string;
  readonly args: readonly [plan: Address, thread: number] | readonly [first: Address, second: Address];
}

/** What of a worker is used here, of Node's or a browser's. */
interface AnyWorker {
  postMessage(message: unknown): void;
  terminate(): unknown;
  unref?(): void;
  on?(event: string, listener: (value: unknown) => void): void;
  onmessage?: ((event: unknown) => void) | null;
  onerror?: ((event: unknown) => void) | null;
}

type NodeWorkers = Readonly<{ Worker: new (source: string, options: { eval: boolean }) => AnyWorker }>;

/** The worker: instantiates the kernels on the same memory, says so, and serves until it is told to quit. */
const SOURCE = `
const port = typeof require === 'function' ? require('node:worker_threads').parentPort : self;
const start = async ({ module, memory, serve, args }) => {
  const { exports } = await WebAssembly.instantiate(module, { env: { memory, abort() {} } });
  port.postMessage('ready');
  exports[serve](...args);
  port.close();
};
if (port.once) port.once('message', start);
else port.onmessage = ({ data }) => start(data);
`;

/** Whether memory can be shared with another thread here, and there is a processor for it. */
export function mayShare(): boolean {
  const {
    crossOriginIsolated,
    navigator,
    SharedArrayBuffer: Shared,
  } = globalThis as Partial<typeof globalThis>;
  if (Shared === undefined || crossOriginIsolated === false) return false;
  const workers = nodeWorkers();
  const processors = navigator?.hardwareConcurrency ?? 2;
  return processors > 1 && (workers !== undefined || typeof Worker === 'function');
}

/** Starts a second thread; false when there is none to be had. */
export function startHelper(errand: Errand): Promise<boolean> {
  return new Promise((resolve) => {
    try {
      const { worker, release } = newWorker();
      const fail = (): void => {
        release();
        worker.terminate();
        resolve(false);
      };
      const ready = (): void => {
        release();
        // A program may end without close().
        worker.unref?.();
        resolve(true);
      };
      if (worker.on === undefined) {
        worker.onmessage = ready;
        worker.onerror = fail;
      } else {
        worker.on('message', ready);
        worker.on('error', fail);
      }
      worker.postMessage(errand);
    } catch {
      resolve(false);
    }
  });
}

function newWorker(): { readonly worker: AnyWorker; readonly release: () => void } {
  const workers = nodeWorkers();
  if (workers !== undefined) {
    return { worker: new workers.Worker(SOURCE, { eval: true }), release: () => undefined };
  }
  const url = URL.createObjectURL(new Blob([SOURCE], { type: 'text/javascript' }));
  const release = (): void => {
    URL.revokeObjectURL(url);
  };
  return { worker: new Worker(url) as unknown as AnyWorker, release };
}

function nodeWorkers(): NodeWorkers | undefined {
  return nodeModule('node:worker_threads') as NodeWorkers | undefined;
}

/** Whether this thread may wait for another one asleep: everywhere but in a page's own thread. */
export function firstThreadMaySleep(): boolean {
  return typeof document === 'undefined';
}
