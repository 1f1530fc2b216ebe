/**
 * What a side is asked for, in Node and in a page alike. A side is a module with
 *
 *     name, versions, open({ hidden, batch, params, images }) → network
 *
 * `params` are { W1, b1, W2, b2 } as Float64Arrays, `images` { rows, inputs, features, labels } with bytes for pixels, and
 * a network has
 *
 *     step(rows)             one SGD update on the images with these numbers
 *     loss(rows)             the loss on them
 *     predict(x, n)          the outputs for n rows of float32 pixels
 *     differences(rows, at, count)   central differences of the loss for elements at … of W1, from whole losses
 *
 * each of them synchronous or not, and where it has a better way than those together: stepLoss(rows), an update and the
 * loss after it; accuracy(images); gradient(rows), a whole numerical gradient.
 */
export const LEARNING_RATE = 0.1;
export const H = 1e-4;
const CHECKED_STEPS = 20;
/** Elements of W1 that belong to pixel 350, which is in the middle of the image. */
export const FIRST_ELEMENT = 350;

/** The named tasks, on networks that are opened when they are first asked for. */
export function tasksOf(side, inputs) {
  const opened = new Map();
  const fresh = async (hidden, batch) =>
    side.open({
      hidden,
      batch,
      params: await inputs.params(hidden),
      images: inputs.images,
    });
  const keep = (hidden, batch) => {
    const key = `${hidden} ${batch}`;
    if (!opened.has(key)) opened.set(key, fresh(hidden, batch));
    return opened.get(key);
  };
  let turn = 0;
  const next = (batch) => inputs.batch(turn++, batch);
  const floats = new Map();
  const firstRows = (n) => {
    if (!floats.has(n)) floats.set(n, toFloats(inputs.images.features.subarray(0, n * inputs.images.inputs)));
    return floats.get(n);
  };

  return {
    /** The losses after each of the first updates, from the same weights on the same images for every side. */
    async check({ hidden, batch }) {
      const net = await fresh(hidden, batch);
      const losses = [];
      for (let n = 0; n < CHECKED_STEPS; n++) losses.push(await stepLoss(net, inputs.batch(n, batch)));
      return losses;
    },
    async step({ hidden, batch, times }) {
      const net = await keep(hidden, batch);
      return timed(async () => {
        for (let i = 0; i < times; i++) await net.step(next(batch));
        await net.settle?.();
      });
    },
    /** Where a side steps by itself, it measures that itself. */
    async train({ hidden, batch, times }) {
      return (await keep(hidden, batch)).train(times);
    },
    /** A whole numerical gradient, or as many of its elements as asked for. */
    async gradient({ hidden, batch, times, elements }) {
      const net = await keep(hidden, batch);
      const rows = inputs.batch(0, batch);
      return timed(async () => {
        for (let i = 0; i < times; i++) {
          if (net.gradient) await net.gradient(rows);
          else await net.differences(rows, FIRST_ELEMENT * hidden, elements);
        }
      });
    },
    async predict({ hidden, rows, times }) {
      const net = await keep(hidden, 100);
      const x = firstRows(rows);
      return timed(async () => {
        for (let i = 0; i < times; i++) await net.predict(x, rows);
      });
    },
  };
}

async function timed(body) {
  const start = performance.now();
  await body();
  return (performance.now() - start) / 1000;
}

export async function stepLoss(net, rows) {
  if (net.stepLoss) return net.stepLoss(rows);
  await net.step(rows);
  return net.loss(rows);
}

/** The share of the images that a network classifies right. */
export async function accuracyOf(net, images) {
  if (net.accuracy) return net.accuracy(images);
  const at = 1000;
  let right = 0;
  for (let row = 0; row < images.rows; row += at) {
    const x = toFloats(images.features.subarray(row * images.inputs, (row + at) * images.inputs));
    const y = await net.predict(x, at);
    for (let n = 0; n < at; n++) {
      let best = 0;
      for (let k = 1; k < 10; k++) if (y[n * 10 + k] > y[n * 10 + best]) best = k;
      if (best === images.labels[row + n]) right++;
    }
  }
  return right / images.rows;
}

const pixel = Float32Array.from({ length: 256 }, (_, value) => value / 255);

export function toFloats(bytes) {
  const x = new Float32Array(bytes.length);
  for (let i = 0; i < x.length; i++) x[i] = pixel[bytes[i]];
  return x;
}

/** Fetches batches as float32 rows and one-hot targets into arrays that are used again. */
export function gatherer(images, batch) {
  const all = images.floats ?? (images.floats = toFloats(images.features));
  const { inputs, labels } = images;
  const x = new Float32Array(batch * inputs);
  const t = new Float32Array(batch * 10);
  return (rows) => {
    t.fill(0);
    for (let n = 0; n < batch; n++) {
      const row = rows[n];
      x.set(all.subarray(row * inputs, (row + 1) * inputs), n * inputs);
      t[n * 10 + labels[row]] = 1;
    }
    return { x, t };
  };
}

export const float32 = (params) =>
  Object.fromEntries(Object.entries(params).map(([name, values]) => [name, Float32Array.from(values)]));
