/**
 * Where the elements of `shape`, in row-major order, lie in an array in which neighbours along each axis are `strides`
 * apart and the first is at `start`: broadcasting repeats with stride 0, a transpose permutes strides, a slice begins
 * further on.
 */
export function places(shape: readonly number[], strides: readonly number[], start = 0): Int32Array {
  let found = Int32Array.of(start);
  for (const [axis, length] of shape.entries()) {
    const stride = strides[axis]!;
    const next = new Int32Array(found.length * length);
    for (let i = 0, k = 0; i < found.length; i++) {
      let at = found[i]!;
      for (let n = 0; n < length; n++, k++, at += stride) next[k] = at;
    }
    found = next;
  }
  return found;
}
