import type { Split } from '@bilayer/datasets';
import type { Params } from '@bilayer/models';
import type { OptimizerState } from '@bilayer/optimizers';
import { BilayerError, oneHot, sizeOf, tensor, type Tensor } from '@bilayer/tensor';
import type { SessionState, Task } from '@bilayer/training';
import type { Arena } from './arena.ts';
import {
  chooseHidden,
  chooseOptimizer,
  chooseOutput,
  OUTSIDE,
  type Description,
  type Parts,
} from './choose.ts';
import type { Address, Instance } from './kernels.ts';
import { panelsOf, paramsBytes, takeBatch, type BatchNeeds } from './layout.ts';
import { activate, OutsideLoss, type Activated, type View } from './outside.ts';
import { Plan, PLAN_BYTES } from './plan.ts';
import { numbersOf } from './rates.ts';
import { bytesOf, isSparse, longestRow, storeRows, type StoredRows } from './rows.ts';
import { notFinite, type WasmSession } from './wasm.ts';

// Rows evaluated at a time; and the least that the buffers hold.
const EVALUATION_ROWS = 128;

export interface Opening {
  readonly task: Task;
  readonly parts: Parts;
  readonly arena: Arena;
  readonly instance: Instance;
}

export function openSession({ task, parts, arena, instance }: Opening): WasmSession {
  const { model, data, optimizer, pause } = task;
  const { dtype } = model;
  const kernels = instance[dtype];
  const [inputs, hiddenSize, outputs] = parts.sizes;
  const bytes = bytesOf(dtype);
  const threads = 1;

  const largest = largestOf(data.train.labels);
  const hidden = chooseHidden(parts.hidden);
  const output = chooseOutput(parts.output, parts.loss, outputs, largest);
  const choice = chooseOptimizer(optimizer);
  const sparse = isSparse(data.train);
  const inside = hidden.kind !== OUTSIDE && output.kind !== OUTSIDE && choice.kind !== OUTSIDE;
  const place = (kind: number): 'kernel' | 'view' => (kind === OUTSIDE ? 'view' : 'kernel');
  const description: Description = {
    rows: sparse ? 'sparse' : 'dense',
    threads,
    hidden: place(hidden.kind),
    output: place(output.kind),
    optimizer: place(choice.kind),
  };

  const panels = panelsOf(hiddenSize, dtype, sparse, threads);
  const size = paramsBytes(parts, panels, dtype);
  const count = inputs * hiddenSize + hiddenSize + hiddenSize * outputs + outputs;
  const plan = new Plan(arena.memory, arena.take(PLAN_BYTES));
  plan.setNumbers({ hiddenSetting: hidden.setting, lossSetting: output.setting });
  plan.set({
    threads,
    ...panels,
    inputs,
    hidden: hiddenSize,
    outputs,
    hiddenKind: hidden.kind,
    outputKind: output.output,
    lossKind: output.kind,
    optimizerKind: choice.kind,
    sparse: sparse ? 1 : 0,
    barrier: arena.take(128),
    zeros: arena.take(panels.width * 16),
    now: arena.take(size),
    next: arena.take(size),
    ...(choice.kind !== 0 && { gradients: arena.take(size) }),
  });
  for (const i of choice.slots.keys()) {
    plan.set(
      i === 0
        ? { slot0: arena.take(size), nextSlot0: arena.take(size) }
        : { slot1: arena.take(size), nextSlot1: arena.take(size) },
    );
  }
  // Parameters on their way in and out, and hidden units on theirs, row-major.
  const flat = arena.take(count * bytes);

  const needs: BatchNeeds = {
    parts,
    panels,
    dtype,
    longest: sparse ? Math.max(longestRow(data.train), longestRow(data.test)) : undefined,
    threads,
  };
  const stored = new Map<Split, StoredRows | undefined>();
  let units = { z: 0, da: 0 };
  const ensure = (rows: number): void => {
    if (rows <= plan.get('capacity')) return;
    const capacity = Math.max(rows, EVALUATION_ROWS);
    takeBatch(arena, plan, capacity, needs);
    if (hidden.kind === OUTSIDE) {
      units = { z: arena.take(capacity * hiddenSize * bytes), da: arena.take(capacity * hiddenSize * bytes) };
    }
  };
  const rowsOf = (split: Split): StoredRows | undefined => {
    if (!stored.has(split))
      stored.set(split, fits(split, sparse) ? storeRows(arena, split, dtype, sparse) : undefined);
    return stored.get(split);
  };
  /** Points the plan to rows of a split. */
  const setBatch = (split: StoredRows, indices: ArrayLike<number>): void => {
    ensure(indices.length);
    plan.set({ ...split, rows: indices.length });
    arena.words(plan.get('batch'), indices.length).set(indices);
  };

  /** The hidden activation's last forward pass, where that runs on a view. */
  let activated: Activated | undefined;
  const loss = output.kind === OUTSIDE ? new OutsideLoss(parts.output, parts.loss) : undefined;
  const view = (at: Address, length: number): View => arena.floats(dtype, at, length);

  let state: OptimizerState = { step: 0, slots: {} };
  let copy: SessionState | undefined;

  /** The hidden layer with `params`, by kernels or with the activation on a view. */
  function hiddenLayer(params: Address, keep: boolean): void {
    kernels.hiddenSums(plan.at, params);
    if (hidden.kind === OUTSIDE) {
      kernels.copyUnits(plan.at, plan.get('z'), units.z, true);
      const shape = [plan.get('rows'), hiddenSize];
      const a = view(units.z, sizeOf(shape));
      // For the way back a is wanted again, when z stands in its place.
      activated = activate(parts.hidden, tensor(keep ? a.slice() : a, shape));
      a.set(activated.z.data);
      kernels.copyUnits(plan.at, plan.get('z'), units.z, false);
    }
    kernels.hiddenActivation(plan.at, keep);
  }

  function hiddenBack(): void {
    if (activated === undefined) return;
    const shape = [plan.get('rows'), hiddenSize];
    kernels.copyUnits(plan.at, plan.get('da'), units.da, true);
    const da = view(units.da, sizeOf(shape));
    da.set(activated.backward(tensor(da, shape)).data);
    kernels.copyUnits(plan.at, plan.get('da'), units.da, false);
  }

  const outputShape = (): number[] => [plan.get('rows'), outputs];
  const outputView = (): View => view(plan.get('y'), sizeOf(outputShape()));

  /** A step of which the plugins do a part. */
  function stepOutside(t: () => Tensor): number {
    kernels.gather(plan.at);
    hiddenLayer(plan.get('now'), true);
    kernels.output(plan.at, plan.get('now'));
    if (loss !== undefined) {
      view(plan.get('dy'), sizeOf(outputShape())).set(loss.backward(outputView(), outputShape(), t()).data);
    }
    kernels.backward(plan.at);
    hiddenBack();
    kernels.update(plan.at);
    if (choice.kind === OUTSIDE) {
      const grads = readParams('gradients');
      const updated = optimizer.update(readParams('now'), grads, state);
      writeParams('next', updated.params);
      pending = updated.state;
    }
    hiddenLayer(plan.get('next'), false);
    kernels.output(plan.at, plan.get('next'));
    return loss === undefined ? kernels.sumOfLosses(plan.at) : loss.value(outputView(), outputShape(), t());
  }
  let pending: OptimizerState | undefined;

  type Block = 'now' | 'next' | 'gradients' | 'slot0' | 'slot1';
  const shapes: Readonly<Record<string, readonly number[]>> = {
    W1: [inputs, hiddenSize],
    b1: [hiddenSize],
    W2: [hiddenSize, outputs],
    b2: [outputs],
  };

  function readParams(block: Block): Params {
    kernels.copyParams(plan.at, plan.get(block), flat, true);
    const all = view(flat, count);
    let from = 0;
    return Object.fromEntries(
      Object.entries(shapes).map(([name, shape]) => {
        const data = all.slice(from, (from += sizeOf(shape)));
        return [name, tensor(data, shape)];
      }),
    );
  }

  function writeParams(block: Block, params: Params): void {
    const all = view(flat, count);
    let from = 0;
    for (const [name, shape] of Object.entries(shapes)) {
      const given = params[name];
      if (given?.data.length !== sizeOf(shape)) {
        throw new BilayerError('BAD_STATE', `wasm: the state has no ${name} of shape [${shape.join(', ')}]`);
      }
      all.set(given.data, from);
      from += sizeOf(shape);
    }
    kernels.copyParams(plan.at, plan.get(block), flat, false);
  }

  function read(): SessionState {
    const slots = Object.fromEntries(
      choice.slots.map((slot, i) => [slot, readParams(i === 0 ? 'slot0' : 'slot1')]),
    );
    const mine = choice.kind === OUTSIDE ? state : { step: state.step, slots };
    return { params: readParams('now'), optimizer: mine };
  }

  function write({ params, optimizer: given }: SessionState): void {
    for (const [i, slot] of choice.slots.entries())
      writeParams(i === 0 ? 'slot0' : 'slot1', given.slots[slot] ?? {});
    writeParams('now', params);
    state = given;
    copy = undefined;
  }

  /** What was new is now the state. */
  function accept(): void {
    const [now, next] = [plan.get('now'), plan.get('next')];
    plan.set({ now: next, next: now });
    if (choice.slots.length > 0) {
      const [slot, other] = [plan.get('slot0'), plan.get('nextSlot0')];
      plan.set({ slot0: other, nextSlot0: slot });
    }
    if (choice.slots.length > 1) {
      const [slot, other] = [plan.get('slot1'), plan.get('nextSlot1')];
      plan.set({ slot1: other, nextSlot1: slot });
    }
    state = pending ?? { step: state.step + 1, slots: state.slots };
    pending = undefined;
    copy = undefined;
  }

  function check(indices: ArrayLike<number>): void {
    const { length } = data.train;
    for (let i = indices.length - 1; i >= 0; i--) {
      const row = indices[i]!;
      if (!(row >= 0 && row < length && Number.isInteger(row))) {
        throw new BilayerError(
          'BAD_ARGUMENT',
          `wasm: row ${row} is outside 0 … ${length - 1}, the training rows`,
        );
      }
    }
    if (indices.length === 0)
      throw new BilayerError('BAD_ARGUMENT', 'wasm: a step needs at least one row; got none');
  }

  function targetsOf(split: Split, indices: ArrayLike<number>): Tensor {
    const labels = tensor(Int32Array.from(indices, (row) => split.labels[row]!));
    return split.oneHot === true ? oneHot(labels, data.classes.length, dtype) : labels;
  }

  function step(indices: ArrayLike<number>): number {
    check(indices);
    setBatch(train, indices);
    if (choice.kind !== OUTSIDE) plan.setNumbers(numbersOf(optimizer, state.step));
    let sum: number;
    let finite: boolean;
    if (inside) {
      kernels.step(plan.at);
      sum = plan.number('loss');
      finite = plan.get('bad0') === 0 && plan.get('bad1') === 0;
    } else {
      sum = stepOutside(() => targetsOf(data.train, indices));
      finite = kernels.parametersFinite(plan.at) !== 0;
    }
    const reduced = loss === undefined && parts.loss.reduce === 'mean' ? sum / indices.length : sum;
    if (!finite || !Number.isFinite(reduced)) {
      pending = undefined;
      throw notFinite(reduced);
    }
    accept();
    return reduced;
  }

  function rightOf(split: Split, start: number, stop: number): number {
    if (inside) {
      kernels.evaluate(plan.at);
      return plan.get('right');
    }
    kernels.gather(plan.at);
    hiddenLayer(plan.get('now'), false);
    if (loss === undefined) return kernels.outputRight(plan.at);
    kernels.output(plan.at, plan.get('now'));
    return countRight(loss.predict(outputView(), outputShape()), split.labels.subarray(start, stop));
  }

  const train = rowsOf(data.train) ?? {};
  writeParams('now', model.params);
  state = optimizer.init(model.params);
  ensure(EVALUATION_ROWS);

  return {
    description,
    // Its work is done when it returns; the promise carries what it throws.
    step: (indices) =>
      new Promise((resolve) => {
        resolve(step(indices));
      }),
    async evaluate(split) {
      const rows = rowsOf(split);
      const perPiece = Math.min(EVALUATION_ROWS, split.length);
      const numbers = Int32Array.from({ length: perPiece }, (_, i) => i);
      let right = 0;
      for (let start = 0; start < split.length; start += perPiece) {
        const stop = Math.min(start + perPiece, split.length);
        if (rows === undefined) {
          throw new BilayerError(
            'ENGINE_UNSUPPORTED',
            'wasm: this split is of another kind than the training split',
          );
        }
        setBatch(
          rows,
          numbers.subarray(0, stop - start).map((i) => start + i),
        );
        right += rightOf(split, start, stop);
        if (pause.due()) await pause.wait();
      }
      return { accuracy: right / split.length };
    },
    read: () => (copy ??= read()),
    write,
    close() {
      // The memory is the garbage collector's.
    },
  };
}

/** Whether kernels for sparse rows can take the split. */
function fits({ features }: Split, sparse: boolean): boolean {
  return !sparse || features instanceof Uint8Array;
}

/** How many rows of y [N, O] have their largest number at the label; a single output says 1 from ½ on. */
function countRight({ data, shape: [rows = 0, outputs = 0] }: Tensor, labels: ArrayLike<number>): number {
  let right = 0;
  for (let n = 0; n < rows; n++) {
    let best = outputs === 1 && data[n]! >= 0.5 ? 1 : 0;
    for (let k = 1; k < outputs; k++) if (data[n * outputs + k]! > data[n * outputs + best]!) best = k;
    if (best === labels[n]) right++;
  }
  return right;
}

function largestOf(labels: ArrayLike<number>): number {
  let largest = 0;
  for (let i = labels.length - 1; i >= 0; i--) largest = Math.max(largest, labels[i]!);
  return largest;
}
