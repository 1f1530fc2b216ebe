import { gatherer, H, LEARNING_RATE } from './tasks.js';

/**
 * Loops over typed arrays, as one writes them who knows about caches: the innermost loop runs along rows, and rows that an
 * input of 0 would multiply are skipped.
 */
export const side = () => ({ versions: { V8: process.versions.v8 }, open });

function open({ hidden, batch, params, images }) {
  const { W1, b1, W2, b2 } = Object.fromEntries(
    Object.entries(params).map(([name, values]) => [name, Float64Array.from(values)]),
  );
  const gather = gatherer(images, batch);

  /** out = a · w + b */
  function affine(a, w, b, inputs, outputs, rows) {
    const out = new Float64Array(rows * outputs);
    for (let n = 0; n < rows; n++) {
      const at = n * outputs;
      for (let j = 0; j < outputs; j++) out[at + j] = b[j];
      for (let i = 0; i < inputs; i++) {
        const value = a[n * inputs + i];
        if (value === 0) continue;
        for (let j = 0, k = i * outputs; j < outputs; j++) out[at + j] += value * w[k + j];
      }
    }
    return out;
  }

  function forward(x, rows) {
    const z1 = affine(x, W1, b1, images.inputs, hidden, rows);
    for (let i = 0; i < z1.length; i++) z1[i] = 1 / (1 + Math.exp(-z1[i]));
    const y = affine(z1, W2, b2, hidden, 10, rows);
    for (let n = 0; n < y.length; n += 10) {
      let [max, sum] = [-Infinity, 0];
      for (let k = n; k < n + 10; k++) max = Math.max(max, y[k]);
      for (let k = n; k < n + 10; k++) sum += y[k] = Math.exp(y[k] - max);
      for (let k = n; k < n + 10; k++) y[k] /= sum;
    }
    return { z1, y };
  }

  /** w -= LEARNING_RATE · aᵀ d, and b the sums of d. */
  function descend(w, b, a, d, inputs, outputs) {
    for (let n = 0; n < batch; n++) {
      for (let j = 0; j < outputs; j++) b[j] -= LEARNING_RATE * d[n * outputs + j];
      for (let i = 0; i < inputs; i++) {
        const value = LEARNING_RATE * a[n * inputs + i];
        if (value === 0) continue;
        for (let j = 0, k = i * outputs; j < outputs; j++) w[k + j] -= value * d[n * outputs + j];
      }
    }
  }

  function loss(rows) {
    const { x, t } = gather(rows);
    const { y } = forward(x, batch);
    let sum = 0;
    for (let i = 0; i < y.length; i++) if (t[i] === 1) sum -= Math.log(y[i] + 1e-7);
    return sum / batch;
  }

  return {
    loss,
    step(rows) {
      const { x, t } = gather(rows);
      const { z1, y } = forward(x, batch);
      for (let i = 0; i < y.length; i++) y[i] = (y[i] - t[i]) / batch;
      const d1 = new Float64Array(batch * hidden);
      for (let n = 0; n < batch; n++) {
        for (let j = 0; j < hidden; j++) {
          let sum = 0;
          for (let k = 0; k < 10; k++) sum += y[n * 10 + k] * W2[j * 10 + k];
          const z = z1[n * hidden + j];
          d1[n * hidden + j] = sum * z * (1 - z);
        }
      }
      descend(W2, b2, z1, y, hidden, 10);
      descend(W1, b1, x, d1, images.inputs, hidden);
    },
    predict: (x, n) => forward(x, n).y,
    differences(rows, at, count) {
      return Array.from({ length: count }, (_, i) => {
        const value = W1[at + i];
        W1[at + i] = value + H;
        const above = loss(rows);
        W1[at + i] = value - H;
        const below = loss(rows);
        W1[at + i] = value;
        return (above - below) / (2 * H);
      });
    },
  };
}
