import { float32, gatherer, H, LEARNING_RATE } from './tasks.js';

/**
 * jax-js with the whole step — loss, gradient and update — in one jit, which fuses it into few kernels. It counts
 * references: an array is gone after its use unless `.ref` is passed.
 */
export function jaxjs({ jit, numpy: np, nn, tree, valueAndGrad }) {
  const scores = (p, x) => {
    const z1 = nn.sigmoid(np.matmul(x, p.W1).add(p.b1));
    return np.matmul(z1, p.W2).add(p.b2);
  };
  const lossOf = (p, x, t) => nn.logSoftmax(scores(p, x), -1).mul(t).sum(-1).mean().neg();

  return function open({ hidden, batch, params, images }) {
    const { inputs } = images;
    const shapes = { W1: [inputs, hidden], b1: [hidden], W2: [hidden, 10], b2: [10] };
    const values = float32(params);
    const array = (data, shape) => np.array(data, { shape });
    let p = Object.fromEntries(
      Object.entries(shapes).map(([name, shape]) => [name, array(values[name], shape)]),
    );
    const gather = gatherer(images, batch);
    const update = jit((old, x, t) => {
      const [loss, gradient] = valueAndGrad(lossOf)(tree.ref(old), x, t);
      loss.dispose();
      return tree.map((w, g) => w.sub(g.mul(LEARNING_RATE)), old, gradient);
    });
    const loss = jit(lossOf);
    const predict = jit((old, x) => nn.softmax(scores(old, x), -1));
    // The library keeps the arrays that it is given: each batch needs its own.
    const fetch = (rows) => {
      const { x, t } = gather(rows);
      return [array(x.slice(), [batch, inputs]), array(t.slice(), [batch, 10])];
    };
    const settle = async () => void (await p.b2.ref.data());

    return {
      settle,
      async step(rows) {
        p = update(p, ...fetch(rows));
        await p.b2.blockUntilReady();
      },
      async loss(rows) {
        return (await loss(tree.ref(p), ...fetch(rows)).data())[0];
      },
      predict: (x, n) => predict(tree.ref(p), array(x.slice(), [n, inputs])).data(),
      async differences(rows, at, count) {
        const [x, t] = fetch(rows);
        const nudged = await p.W1.ref.data();
        const lossAt = async (i, value) => {
          nudged[i] = value;
          const W1 = array(nudged.slice(), [inputs, hidden]);
          const rest = { b1: p.b1.ref, W2: p.W2.ref, b2: p.b2.ref };
          return (await loss({ W1, ...rest }, x.ref, t.ref).data())[0];
        };
        const found = [];
        for (let i = at; i < at + count; i++) {
          const value = nudged[i];
          const above = await lossAt(i, value + H);
          const below = await lossAt(i, value - H);
          nudged[i] = value;
          found.push((above - below) / (2 * H));
        }
        x.dispose();
        t.dispose();
        return found;
      },
    };
  };
}
