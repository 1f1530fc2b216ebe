const waiting = new Map<string, () => void>();
let frame = 0;

function next(): void {
  frame = 0;
  const [first] = waiting;
  if (first === undefined) return;
  const [name, job] = first;
  waiting.delete(name);
  job();
  if (waiting.size > 0) frame ||= requestAnimationFrame(next);
}

/**
 * Gives each job an animation frame of its own, in the order in which they came, so that the pen does not wait for all of
 * them. A job that comes again before its turn takes the place of the one before.
 */
export function inTurn(name: string, job: () => void): void {
  waiting.set(name, job);
  frame ||= requestAnimationFrame(next);
}
