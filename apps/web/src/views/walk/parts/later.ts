const waiting = new Set<() => void>();
let isGoing = false;

/** How long tasks follow one another before what they have made is laid out and drawn, in ms: that takes twice as long. */
const SPELL = 4;
let began = 0;

function next(): void {
  const [first] = waiting;
  if (first !== undefined && performance.now() - began < SPELL) {
    setTimeout(next);
    waiting.delete(first);
    first();
    return;
  }
  // Laid out in this task, it has only to be painted in that of the frame.
  document.body.getBoundingClientRect();
  isGoing = first !== undefined;
  if (!isGoing) return;
  requestAnimationFrame(() => {
    setTimeout(() => {
      began = performance.now();
      next();
    });
  });
}

/** Calls `act` in a task of its own, after those that wait already; what this returns takes it back. */
export function later(act: () => void): () => void {
  waiting.add(act);
  if (!isGoing) {
    isGoing = true;
    setTimeout(next);
  }
  return () => {
    waiting.delete(act);
  };
}
