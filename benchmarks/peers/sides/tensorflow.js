import { float32, gatherer, H, LEARNING_RATE } from './tasks.js';

/**
 * TensorFlow.js with the step written by hand from its fused operations: no variables, layers or optimizer between, which
 * is the fastest way to train a network this small with it. `tf` has its backend set.
 */
export function tensorflow(tf) {
  return function open({ hidden, batch, params, images }) {
    const { inputs } = images;
    const values = float32(params);
    let W1 = tf.tensor2d(values.W1, [inputs, hidden]);
    let b1 = tf.tensor1d(values.b1);
    let W2 = tf.tensor2d(values.W2, [hidden, 10]);
    let b2 = tf.tensor1d(values.b2);
    const gather = gatherer(images, batch);
    const kept = { x: undefined, t: undefined, rows: undefined };

    function forward(x, w1 = W1) {
      const z1 = tf.fused.matMul({ a: x, b: w1, bias: b1, activation: 'sigmoid' });
      return { z1, y: tf.softmax(tf.fused.matMul({ a: z1, b: W2, bias: b2 })) };
    }

    function fetch(rows) {
      const { x, t } = gather(rows);
      return { x: tf.tensor2d(x, [batch, inputs]), t: tf.tensor2d(t, [batch, 10]) };
    }

    function update(rows) {
      const updated = tf.tidy(() => {
        const { x, t } = fetch(rows);
        const { z1, y } = forward(x);
        const d2 = tf.mul(tf.sub(y, t), LEARNING_RATE / batch);
        const d1 = tf.mul(tf.matMul(d2, W2, false, true), tf.mul(z1, tf.sub(1, z1)));
        return [
          tf.sub(W1, tf.matMul(x, d1, true)),
          tf.sub(b1, tf.sum(d1, 0)),
          tf.sub(W2, tf.matMul(z1, d2, true)),
          tf.sub(b2, tf.sum(d2, 0)),
        ];
      });
      tf.dispose([W1, b1, W2, b2]);
      [W1, b1, W2, b2] = updated;
    }

    const meanLoss = (y, t) => tf.neg(tf.mean(tf.log(tf.add(tf.sum(tf.mul(y, t), 1), 1e-7))));

    async function valueOf(scalar) {
      const [value] = await scalar.data();
      scalar.dispose();
      return value;
    }

    return {
      step: update,
      /** On a GPU the work is only queued until something is read. */
      settle: async () => void (await b2.data()),
      loss(rows) {
        const scalar = tf.tidy(() => {
          const { x, t } = fetch(rows);
          return meanLoss(forward(x).y, t);
        });
        return valueOf(scalar);
      },
      async predict(values, n) {
        const y = tf.tidy(() => forward(tf.tensor2d(values, [n, inputs])).y);
        const data = await y.data();
        y.dispose();
        return data;
      },
      async differences(rows, at, count) {
        if (kept.rows !== rows) Object.assign(kept, { rows, ...fetch(rows) });
        const nudged = await W1.data();
        const lossAt = (i, value) => {
          nudged[i] = value;
          return valueOf(
            tf.tidy(() => meanLoss(forward(kept.x, tf.tensor2d(nudged, [inputs, hidden])).y, kept.t)),
          );
        };
        const found = [];
        for (let i = at; i < at + count; i++) {
          const value = nudged[i];
          const above = await lossAt(i, value + H);
          const below = await lossAt(i, value - H);
          nudged[i] = value;
          found.push((above - below) / (2 * H));
        }
        return found;
      },
    };
  };
}
