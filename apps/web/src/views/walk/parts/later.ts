const waiting = new Set<() => void>();

function next(): void {
  const [first] = waiting;
  if (first === undefined) return;
  waiting.delete(first);
  first();
  if (waiting.size > 0) setTimeout(next);
}

/** Calls `act` in a task of its own, after those that wait already; what this returns takes it back. */
export function later(act: () => void): () => void {
  if (waiting.size === 0) setTimeout(next);
  waiting.add(act);
  return () => {
    waiting.delete(act);
  };
}
