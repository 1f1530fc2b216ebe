import type { Split } from '@bilayer/datasets';
import type { OptimizerState } from '@bilayer/optimizers';
import { BilayerError, oneHot, tensor, type Tensor } from '@bilayer/tensor';
import type { SessionState, Task } from '@bilayer/training';
import type { Arena } from './arena.ts';
import { describe, isInside, OUTSIDE, type Choice } from './choose.ts';
import { firstThreadMaySleep } from './helper.ts';
import type { Kernels } from './kernels.ts';
import { panelsOf, paramsBytes, takeBatch, type BatchNeeds } from './layout.ts';
import { ParamBlocks } from './params.ts';
import type { Passes } from './passes.ts';
import type { Plan } from './plan.ts';
import type { NumericalMethod } from './numerical/method.ts';
import { numbersOf } from './rates.ts';
import { storeRows, type Stored, type StoredRows } from './rows.ts';
import type { WasmSession } from './wasm.ts';

// Rows evaluated at a time; and the least that the buffers hold.
const EVALUATION_ROWS = 256;

/** What a step came to, before it is accepted: the sum of the losses, and the optimizer's state where that is a plugin. */
interface Outcome {
  readonly sum: number;
  readonly next?: OptimizerState;
}

export interface Opening {
  readonly task: Task;
  readonly choice: Choice;
  readonly arena: Arena;
  readonly plan: Plan;
  readonly kernels: Kernels;
  /** A second thread that is starting: whether it came. */
  readonly helper: Promise<boolean> | undefined;
}

export async function openSession({
  task,
  choice,
  arena,
  plan,
  kernels,
  helper,
}: Opening): Promise<WasmSession> {
  const { model, data, optimizer, pause } = task;
  const { dtype } = model;
  const { parts, hidden, output, sparse } = choice;
  const inside = isInside(choice);
  const [inputs, units, outputs] = parts.sizes;

  const stored = new Map<Split, Stored>();
  const rowsOf = (split: Split): Stored => {
    const rows = stored.get(split) ?? storeRows(arena, split, dtype, sparse);
    stored.set(split, rows);
    return rows;
  };
  const { rows: train, longest } = rowsOf(data.train);

  // The rows are stored while the other thread starts.
  const threads = (await helper) === true ? 2 : 1;
  const panels = panelsOf(units, dtype, sparse, threads);
  plan.setNumbers({ lossSetting: output.setting, decay: parts.weightDecay });
  plan.set({
    threads,
    ...panels,
    inputs,
    hidden: units,
    outputs,
    hiddenKind: hidden.kind,
    outputKind: output.output,
    lossKind: output.kind,
    optimizerKind: choice.optimizer.kind,
    sparse: sparse ? 1 : 0,
    maySleep: firstThreadMaySleep() ? 1 : 0,
    zeros: arena.take(panels.width * 16),
  });
  const blocks = new ParamBlocks(arena, plan, kernels, dtype, choice, paramsBytes(parts, panels, dtype));
  // Pages load this for plugins that are called only.
  const passes = inside
    ? undefined
    : new (await import('./passes.ts')).Passes(arena, plan, kernels, dtype, choice);
  // A page that trains by backprop does not load it.
  const numerical = choice.numerical
    ? await (await import('./numerical/method.ts')).numericalMethod(task)
    : undefined;
  const needs: BatchNeeds = { parts, panels, dtype, longest, threads };

  let state: OptimizerState = optimizer.init(model.params);
  let copy: SessionState | undefined;
  let closed = false;
  blocks.write('now', model.params);

  /** Points the plan to rows of a split. */
  function setBatch(split: StoredRows, indices: ArrayLike<number>): void {
    if (indices.length > plan.get('capacity')) {
      takeBatch(arena, plan, Math.max(indices.length, EVALUATION_ROWS), needs);
    }
    plan.set({ ...split, rows: indices.length });
    arena.words(plan.get('batch'), indices.length).set(indices);
  }

  /** A step of which plugins do a part; the optimizer's next state where that is one of them. */
  function stepOutside(passes: Passes, indices: ArrayLike<number>): Outcome {
    const t = (): Tensor => targetsOf(data.train, indices);
    kernels.gather(plan.at);
    passes.forward(plan.get('now'), true);
    passes.backward(t);
    kernels.update(plan.at);
    let next: OptimizerState | undefined;
    if (choice.optimizer.kind === OUTSIDE) {
      const updated = optimizer.update(blocks.read('now'), blocks.read('gradients'), state);
      blocks.write('next', updated.params);
      next = updated.state;
    }
    passes.forward(plan.get('next'), false);
    return { sum: passes.loss(t), ...(next && { next }) };
  }

  /** A step by a numerical gradient, which takes so long that it has pauses. */
  async function stepNumerically(
    passes: Passes,
    method: NumericalMethod,
    indices: ArrayLike<number>,
  ): Promise<Outcome> {
    const gradient = method.steps(indices, blocks.read('now'));
    let found = gradient.next();
    while (found.done !== true) {
      if (pause.due()) await pause.wait();
      found = gradient.next();
    }
    const updated = optimizer.update(blocks.read('now'), found.value, state);
    blocks.write('next', updated.params);
    setBatch(train, indices);
    kernels.gather(plan.at);
    passes.forward(plan.get('next'), false);
    return { sum: passes.loss(() => targetsOf(data.train, indices)), next: updated.state };
  }

  function targetsOf(split: Split, indices: ArrayLike<number>): Tensor {
    const labels = tensor(Int32Array.from(indices, (row) => split.labels[row]!));
    return split.oneHot === true ? oneHot(labels, data.classes.length, dtype) : labels;
  }

  function checkOpen(): void {
    if (closed) throw new BilayerError('BAD_STATE', 'wasm: this session is closed; prepare another');
  }

  function step(indices: ArrayLike<number>, lossWanted: boolean): number {
    setBatch(train, indices);
    plan.set({ lossWanted: lossWanted ? 1 : 0 });
    if (choice.optimizer.kind !== OUTSIDE) plan.setNumbers(numbersOf(optimizer, state.step));
    if (passes !== undefined) {
      const outcome = stepOutside(passes, indices);
      return accept(outcome, kernels.parametersFinite(plan.at) !== 0, indices.length);
    }
    kernels.step(plan.at);
    const finite = plan.get('bad0') === 0 && (threads === 1 || plan.get('bad1') === 0);
    return accept({ sum: lossWanted ? plan.number('loss') : 0 }, finite, indices.length);
  }

  async function anyStep(indices: ArrayLike<number>, lossWanted: boolean): Promise<number> {
    checkOpen();
    checkRows(indices, data.train.length);
    if (numerical === undefined || passes === undefined) return step(indices, lossWanted);
    const outcome = await stepNumerically(passes, numerical, indices);
    return accept(outcome, kernels.parametersFinite(plan.at) !== 0, indices.length);
  }

  /** The outcome of a step becomes the state; returns its loss. */
  function accept({ sum, next }: Outcome, finite: boolean, rows: number): number {
    let loss = output.kind !== OUTSIDE && parts.loss.reduce === 'mean' ? sum / rows : sum;
    if (parts.weightDecay !== 0) loss += 0.5 * parts.weightDecay * kernels.sumOfSquares(plan.at);
    // Until now the state is what it was: the new parameters lie beside the old ones.
    if (!finite || !Number.isFinite(loss)) throw notFinite(loss);
    blocks.accept();
    state = next ?? { step: state.step + 1, slots: {} };
    copy = undefined;
    return loss;
  }

  function read(): SessionState {
    const { slots: names, kind } = choice.optimizer;
    const slots = Object.fromEntries(
      names.map((name, i) => [name, blocks.read(i === 0 ? 'slot0' : 'slot1')]),
    );
    return { params: blocks.read('now'), optimizer: kind === OUTSIDE ? state : { step: state.step, slots } };
  }

  return {
    description: { ...describe(choice, threads), ...(numerical && { gradient: numerical.gradient }) },
    step: (indices) => anyStep(indices, true),
    async update(indices) {
      await anyStep(indices, false);
    },
    async evaluate(split) {
      checkOpen();
      const { rows } = rowsOf(split);
      const indices = new Int32Array(EVALUATION_ROWS);
      let right = 0;
      for (let start = 0; start < split.length; start += EVALUATION_ROWS) {
        const stop = Math.min(start + EVALUATION_ROWS, split.length);
        for (let row = start; row < stop; row++) indices[row - start] = row;
        setBatch(rows, indices.subarray(0, stop - start));
        if (passes === undefined) {
          kernels.evaluate(plan.at);
          right += plan.get('right');
        } else {
          kernels.gather(plan.at);
          right += passes.right(split.labels.subarray(start, stop));
        }
        if (pause.due()) await pause.wait();
      }
      return { accuracy: right / split.length };
    },
    read: () => (copy ??= read()),
    write({ params, optimizer: given }) {
      for (const [i, name] of choice.optimizer.slots.entries()) {
        blocks.write(i === 0 ? 'slot0' : 'slot1', given.slots[name] ?? {});
      }
      blocks.write('now', params);
      state = given;
      copy = undefined;
    },
    close() {
      // The memory is the garbage collector's; the other thread has to be told.
      if (!closed) kernels.quit(plan.at);
      closed = true;
    },
  };
}

/** Throws `BAD_ARGUMENT` for no rows and for rows that do not exist. */
function checkRows(indices: ArrayLike<number>, length: number): void {
  if (indices.length === 0)
    throw new BilayerError('BAD_ARGUMENT', 'wasm: a step needs at least one row; got none');
  for (let i = indices.length - 1; i >= 0; i--) {
    const row = indices[i]!;
    if (!(row >= 0 && row < length && Number.isInteger(row))) {
      throw new BilayerError(
        'BAD_ARGUMENT',
        `wasm: row ${row} is outside 0 … ${length - 1}, the training rows`,
      );
    }
  }
}

function notFinite(loss: number): BilayerError {
  const what = Number.isFinite(loss) ? 'a parameter is no longer a finite number' : `the loss became ${loss}`;
  return new BilayerError(
    'NOT_FINITE',
    `train: ${what} in this step; the parameters from before it are kept. Most often the learning rate is too high ` +
      '(try a tenth), or the features are not scaled (divide them by their largest value)',
  );
}
