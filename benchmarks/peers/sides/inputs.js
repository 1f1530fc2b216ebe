const INPUTS = 784;

/**
 * What ../inputs.ts has written: the images of a split, batches to draw, weights to begin with. `load` gives the bytes of a
 * file of that name: from the disk in Node, from the server in a page.
 */
export async function inputsOf(load, split) {
  const [features, labels] = [await bytes(load, `${split}.u8`), await bytes(load, `${split}-labels.u8`)];
  const images = { rows: labels.length, inputs: INPUTS, features, labels };
  const drawn =
    split === 'cold'
      ? new Int32Array(2)
      : new Int32Array((await bytes(load, 'batches.i32')).buffer).map((row) => row % images.rows);
  return {
    images,
    /** The rows of the n-th batch of that size; the drawn numbers are gone through again and again. */
    batch(n, size) {
      const start = (n * size) % (drawn.length - size);
      return drawn.subarray(start, start + size);
    },
    /** From the file for that width; where there is none, numbers that are as small. */
    async params(hidden) {
      const both = [50, 512].includes(hidden)
        ? new Float64Array((await bytes(load, `weights-${hidden}.f64`)).buffer)
        : Float64Array.from({ length: (INPUTS + 10) * hidden }, (_, i) => 0.01 * Math.sin(i * i));
      const inW1 = INPUTS * hidden;
      return {
        W1: both.subarray(0, inW1),
        b1: new Float64Array(hidden),
        W2: both.subarray(inW1),
        b2: new Float64Array(10),
      };
    },
  };
}

/** In a buffer of its own. */
async function bytes(load, name) {
  return new Uint8Array(await load(name));
}
