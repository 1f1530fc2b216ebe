/** How a long computation gives way to the event loop: timers, Ctrl-C, abort signals, worker messages, the page. */
export interface Pause {
  /** Whether it is time again. Cheap; ask often. */
  due(): boolean;
  /** Lets one round of the event loop pass. Rejects with the signal's reason when that has been aborted. */
  wait(): Promise<void>;
}

// 16 ms is one frame; what is left is for the piece of work that is going on when the time is up.
const BUDGET_MS = 8;

export function createPause(signal?: AbortSignal): Pause {
  let since = performance.now();
  return {
    due: () => performance.now() - since >= BUDGET_MS,
    async wait() {
      await nextMacrotask();
      signal?.throwIfAborted();
      since = performance.now();
    },
  };
}

/** Resolves after timers, messages and other events have had their turn. (A promise alone would not let them.) */
function nextMacrotask(): Promise<void> {
  return new Promise((resolve) => {
    if (typeof setImmediate === 'function') {
      setImmediate(resolve);
      return;
    }
    // setTimeout waits at least 4 ms in a browser when it is nested; a message does not.
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      resolve();
    };
    port2.postMessage(null);
  });
}
