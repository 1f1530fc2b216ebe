/**
 * Runs long work in slices of a few ms, so that the page answers meanwhile, and calls `done` with its result, unless what
 * this returns has been called before. `work` should pause every few ms.
 */
export function inSlices<Piece, Result>(
  work: Generator<Piece, Result, undefined>,
  done: (result: Result) => void,
  each?: (piece: Piece) => void,
): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  function slice(): void {
    const until = performance.now() + 8;
    for (;;) {
      const { done: isDone, value } = work.next();
      if (isDone === true) {
        done(value);
        return;
      }
      each?.(value);
      if (performance.now() >= until) break;
    }
    timer = setTimeout(slice);
  }
  timer = setTimeout(slice);
  return () => {
    clearTimeout(timer);
  };
}
