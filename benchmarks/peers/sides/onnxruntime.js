import { lossGraph, predictGraph, stepGraph } from './onnx-graphs.js';
import { float32, gatherer, H, LEARNING_RATE } from './tasks.js';

/**
 * The whole step as one graph, the parameters going in and out. Results go to tensors that exist already, and the old and
 * the new parameters change places, so that nothing is allocated; onnxruntime-node then reads and writes JavaScript's own
 * memory. `ort` is onnxruntime-node or onnxruntime-web.
 */
export function onnxruntime(ort, options, reuse) {
  const tensor = (values, shape) => new ort.Tensor('float32', values, shape);
  const compile = (graph) => ort.InferenceSession.create(graph, options);

  return async function open({ hidden, batch, params, images }) {
    const { inputs } = images;
    const shapes = { W1: [inputs, hidden], b1: [1, hidden], W2: [hidden, 10], b2: [1, 10] };
    const tensors = (values) =>
      Object.fromEntries(Object.entries(shapes).map(([name, shape]) => [name, tensor(values[name], shape)]));
    const underlined = (given) =>
      Object.fromEntries(Object.entries(given).map(([name, value]) => [`${name}_`, value]));
    let now = tensors(float32(params));
    let next = tensors(float32(params));
    const gather = gatherer(images, batch);
    const graphs = new Map();
    const graph = (name, make) => {
      if (!graphs.has(name)) graphs.set(name, compile(make()));
      return graphs.get(name);
    };
    const picked = tensor(new Float32Array(batch * 10), [batch, 10]);
    const feeds = {};

    function fetch(rows) {
      const { x, t } = gather(rows);
      feeds.x ??= tensor(x, [batch, inputs]);
      feeds.t ??= tensor(t, [batch, 10]);
    }

    async function update(rows, after) {
      const session = await graph(`step ${after}`, () =>
        stepGraph(inputs, hidden, batch, LEARNING_RATE, after),
      );
      fetch(rows);
      const into = reuse ? { ...underlined(next), ...(after && { picked }) } : undefined;
      const out = await session.run({ ...feeds, ...now }, into);
      if (reuse) [now, next] = [next, now];
      else now = { W1: out.W1_, b1: out.b1_, W2: out.W2_, b2: out.b2_ };
      return after ? lossOf(out.picked.data) : undefined;
    }

    function lossOf(probabilities) {
      let sum = 0;
      for (const p of probabilities) if (p !== 0) sum -= Math.log(p + 1e-7);
      return sum / batch;
    }

    async function loss(rows) {
      const session = await graph('loss', () => lossGraph(inputs, hidden, batch));
      fetch(rows);
      const out = await session.run({ ...feeds, ...now }, reuse ? { picked } : undefined);
      return lossOf(out.picked.data);
    }

    return {
      step: (rows) => update(rows, false),
      stepLoss: (rows) => update(rows, true),
      loss,
      async predict(x, n) {
        const session = await graph(`predict ${n}`, () => predictGraph(inputs, hidden, n));
        const out = await session.run({ x: tensor(x, [n, inputs]), ...now });
        return out.y.data;
      },
      async differences(rows, at, count) {
        const W1 = now.W1.data;
        const found = [];
        for (let i = at; i < at + count; i++) {
          const value = W1[i];
          W1[i] = value + H;
          const above = await loss(rows);
          W1[i] = value - H;
          const below = await loss(rows);
          W1[i] = value;
          found.push((above - below) / (2 * H));
        }
        return found;
      },
    };
  };
}
