let early: Worker | undefined;

function start(): Worker {
  return new Worker(new URL('./worker.ts', import.meta.url), { type: 'module', name: 'training' });
}

/** Starts the worker that `spawn` hands out first, before there is anything that it could be told. */
export function startEarly(): void {
  early = start();
}

/** A worker that trains on command. */
export function spawn(): Worker {
  const worker = early ?? start();
  early = undefined;
  return worker;
}
