import type { Params } from '@bilayer/models';
import { BilayerError, item } from '@bilayer/tensor';
import { batchOf, rowsOf } from './batch.ts';
import type { Engine, Session, Task } from './engine.ts';

// Small enough that one piece of an evaluation takes a few milliseconds.
const EVALUATION_ROWS = 100;

/** The engine in plain TypeScript: runs the network's own methods, in any dtype, with any activation, loss and optimizer. */
export function eager(): Engine {
  // What takes time here is done in pieces between pauses, so preparing needs none.
  return { contract: 1, name: 'eager', prepare: (task) => Promise.resolve(prepare(task)) };
}

function prepare({ model, data, optimizer, gradient, pause }: Task): Session {
  const { dtype } = model;
  const classes = data.classes.length;
  let state = { params: model.params, optimizer: optimizer.init(model.params) };

  return {
    async step(indices) {
      const { x, t } = batchOf(data.train, indices, dtype, classes);
      const steps = gradient.steps(model, x, t, state.params);
      let next = steps.next();
      while (next.done !== true) {
        if (pause.due()) await pause.wait();
        next = steps.next();
      }
      const { params, state: optimizerState } = optimizer.update(state.params, next.value, state.optimizer);
      const loss = item(model.loss(x, t, params));
      if (!Number.isFinite(loss) || !allFinite(params)) throw notFinite(loss);
      state = { params, optimizer: optimizerState };
      return loss;
    },
    async evaluate(split) {
      let right = 0;
      for (let start = 0; start < split.length; start += EVALUATION_ROWS) {
        const stop = Math.min(start + EVALUATION_ROWS, split.length);
        const { x, t } = rowsOf(split, dtype, classes, start, stop);
        right += Math.round(model.accuracy(x, t, state.params) * (stop - start));
        if (pause.due()) await pause.wait();
      }
      return { accuracy: right / split.length };
    },
    // Tensors are never changed in place, so handing them out needs no copy.
    read: () => state,
    write(given) {
      state = { ...given };
    },
    close() {
      // Nothing is held outside the garbage collector's reach.
    },
  };
}

function allFinite(params: Params): boolean {
  // 0 · x is 0 for a finite x and NaN otherwise: one test at the end instead of one an element.
  let zeros = 0;
  for (const { data } of Object.values(params)) {
    // By index: `for … of` over a typed array takes a tenth of a whole step.
    for (let i = data.length - 1; i >= 0; i--) zeros += data[i]! * 0;
  }
  return zeros === 0;
}

function notFinite(loss: number): BilayerError {
  const what = Number.isFinite(loss) ? 'a parameter is no longer a finite number' : `the loss became ${loss}`;
  return new BilayerError(
    'NOT_FINITE',
    `train: ${what} in this step; the parameters from before it are kept. Most often the learning rate is too high ` +
      '(try a tenth), or the features are not scaled (divide them by their largest value)',
  );
}
