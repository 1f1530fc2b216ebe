/** Runs work that gives way now and then, a slice a task, and hands over what it returns; call what this returns to let it be. */
export function inSlices<T>(work: Generator<undefined, T>, done: (result: T) => void): () => void {
  let timer = setTimeout(go);
  function go(): void {
    const slice = work.next();
    if (slice.done === true) done(slice.value);
    else timer = setTimeout(go);
  }
  return () => {
    clearTimeout(timer);
  };
}
