import type { Activation } from '@bilayer/activations';
import type { Model } from '@bilayer/models';
import { BilayerError, isTensor, sameShape, showShape, tensor, type Tensor } from '@bilayer/tensor';
import { Arena, newMemory } from './arena.ts';
import { chooseHidden, chooseOutputActivation, OUTSIDE } from './choose.ts';
import { firstThreadMaySleep, mayShare, startHelper } from './helper.ts';
import { compile, instantiate } from './kernels.ts';
import { panelsOf, paramsBytes } from './layout.ts';
import type { View } from './outside.ts';
import { Piece, takePiece, type PieceForm } from './pieces.ts';
import { bytesOf } from './rows.ts';

export interface PredictorOptions {
  /** 2: a second thread takes its share of many rows, where memory can be shared. The results are the same to the bit. Default: 1. */
  readonly threads?: 1 | 2;
  /** What the bytes of uint8 tensors are divided by, as datasets have it: 255 for images. Default: 1. */
  readonly divisor?: number;
}

/** A network that predicts, with parameters of its own: those that the model had when this was made. */
export interface Predictor {
  /**
   * y [N, O], in the network's dtype, for x [N, I]; or [O] for one row, [I]. x of another dtype is rounded to the network's.
   * Throws `SHAPE_MISMATCH`, and `BAD_STATE` after `close`.
   */
  predict(x: Tensor): Tensor;
  /** Ends the second thread. */
  close(): void;
}

// The numbers that are worked on at a time stay in the cache of the second level, together with W1.
const PIECE_BYTES = 131_072;
const MOST_ROWS = 256;

type Forward = (x: Tensor) => Tensor;

/**
 * `predict` of a network with one hidden layer by kernels: synchronous, once they are there. An activation without a
 * kernel is called on a view of their memory. Throws `ENGINE_UNSUPPORTED` for other networks, `WASM_UNAVAILABLE` where
 * WebAssembly or its SIMD is missing, and `BAD_ARGUMENT` and `BAD_PARAMS`.
 */
export async function predictor(
  model: Pick<Model, 'params' | 'hidden' | 'output' | 'sizes' | 'dtype'>,
  { threads = 1, divisor = 1 }: PredictorOptions = {},
): Promise<Predictor> {
  checkOptions(threads, divisor);
  const { dtype, output } = model;
  const { sizes, hidden } = partsOf(model);
  const [inputs, units, outputs] = sizes;
  const params = paramsOf(model, sizes);

  const hiddenKind = chooseHidden(hidden);
  const outputKind = chooseOutputActivation(output);
  const inside = hiddenKind.kind !== OUTSIDE && outputKind !== OUTSIDE;
  const shared = threads === 2 && inside && mayShare();
  const module = await compile(dtype, shared);
  const memory = newMemory(shared);
  const kernels = await instantiate(module, memory);

  // All memory is taken first, so that views stay valid.
  const arena = new Arena(memory, kernels.memoryStart());
  const size = bytesOf(dtype);
  const panels = panelsOf(units, dtype, true, 1);
  const now = arena.take(paramsBytes({ sizes }, panels, dtype));
  const table = arena.take(256 * size);
  const capacity = Math.min(Math.max(Math.floor(PIECE_BYTES / (inputs * size) / 4) * 4, 4), MOST_ROWS);
  const words = { now, table, hiddenKind: hiddenKind.kind, outputKind, lossKind: OUTSIDE };
  const form: PieceForm = { sizes, dtype, panels, capacity, words };
  const plans = Array.from({ length: shared ? 3 : 1 }, () => takePiece(arena, form));
  const flat = arena.take(params.length * size);
  const z = arena.take(inside ? 0 : capacity * units * size);
  const [own, ...others] = plans.map((plan) => new Piece(arena, plan, form)) as [Piece, ...Piece[]];

  arena.floats(dtype, flat, params.length).set(params);
  kernels.copyParams(own.plan.at, now, flat, false);
  // float32(byte / divisor), as batches of datasets have it.
  arena.floats(dtype, table, 256).set(Float32Array.from({ length: 256 }, (_, byte) => byte / divisor));

  const [first, second] = others;
  const helped =
    first !== undefined &&
    second !== undefined &&
    (await startHelper({ module, memory, serve: 'servePieces', args: [first.plan.at, second.plan.at] }));
  const given = helped ? others : [];
  const maySleep = firstThreadMaySleep();
  let closed = false;

  const forwardOf =
    (activation: Activation): Forward =>
    (a) =>
      activation.forward(a, activation.config);

  /** The rows of a piece, of whose activations plugins do a part. */
  function runOutside(piece: Piece, rows: number): View {
    const { at } = piece.plan;
    kernels.scan(at);
    kernels.hiddenSums(at, now);
    if (hiddenKind.kind === OUTSIDE) {
      kernels.copyUnits(at, piece.plan.get('z'), z, true);
      const view = arena.floats(dtype, z, rows * units);
      view.set(forwardOf(hidden)(tensor(view, [rows, units])).data);
      kernels.copyUnits(at, piece.plan.get('z'), z, false);
    }
    kernels.hiddenActivation(at, false);
    kernels.output(at, now);
    const y = piece.outputs();
    if (outputKind === OUTSIDE) y.set(forwardOf(output)(tensor(y, [rows, outputs])).data);
    return y;
  }

  function run(piece: Piece, rows: number): void {
    if (inside) kernels.predict(piece.plan.at);
    else runOutside(piece, rows);
  }

  /** The outputs of all rows: piece by piece, by this thread and, while there are enough, by the other one. */
  function runAll({ data, dtype: from }: Tensor, rows: number, y: View): void {
    const asBytes = from === 'uint8';
    let next = 0;
    while (next < rows) {
      for (const piece of given) {
        if (piece.finished()) piece.collect(y);
        if (rows - next < 2 * capacity || !piece.free) continue;
        piece.load(data, next, capacity, asBytes);
        piece.give();
        next += capacity;
      }
      const some = Math.min(capacity, rows - next);
      own.load(data, next, some, asBytes);
      run(own, some);
      own.collect(y);
      next += some;
    }
    for (const piece of given) {
      if (piece.free) continue;
      // What the other thread has not begun is done here.
      if (piece.takeBack()) run(piece, capacity);
      else piece.finish(maySleep);
      piece.collect(y);
    }
  }

  return {
    predict(x) {
      if (closed) throw new BilayerError('BAD_STATE', 'predictor: this one is closed; make another');
      checkInput(x, inputs);
      const [rows, shape] = x.shape.length === 1 ? [1, [outputs]] : [x.shape[0]!, [x.shape[0]!, outputs]];
      const y = new (dtype === 'float32' ? Float32Array : Float64Array)(rows * outputs);
      runAll(x, rows, y);
      return tensor(y, shape);
    },
    close() {
      closed = true;
      for (const piece of given) piece.quit();
    },
  };
}

function checkOptions(threads: unknown, divisor: unknown): void {
  if (threads !== 1 && threads !== 2) {
    throw new BilayerError('BAD_ARGUMENT', `predictor: threads is 1 or 2; got ${String(threads)}`);
  }
  if (!(typeof divisor === 'number' && divisor > 0 && divisor < Infinity)) {
    throw new BilayerError('BAD_ARGUMENT', `predictor: divisor is a number above 0; got ${String(divisor)}`);
  }
}

type Sizes = PieceForm['sizes'];

function partsOf({ sizes, hidden: all }: Pick<Model, 'sizes' | 'hidden'>): {
  readonly sizes: Sizes;
  readonly hidden: Activation;
} {
  const [inputs, units, outputs, ...more] = sizes;
  const [hidden] = all;
  if (inputs === undefined || units === undefined || outputs === undefined || more.length > 0 || !hidden) {
    throw new BilayerError(
      'ENGINE_UNSUPPORTED',
      `predictor: this takes networks with one hidden layer; this one is ${sizes.join('-')}; use predict of ` +
        '@bilayer/models/predict for it',
    );
  }
  return { sizes: [inputs, units, outputs], hidden };
}

/** The parameters one after another. Throws `BAD_PARAMS` where they do not have the network's shapes. */
function paramsOf({ params, dtype }: Pick<Model, 'params' | 'dtype'>, sizes: Sizes): View {
  const [inputs, hidden, outputs] = sizes;
  const shapes = { W1: [inputs, hidden], b1: [hidden], W2: [hidden, outputs], b2: [outputs] };
  const all = new (dtype === 'float32' ? Float32Array : Float64Array)(
    (inputs + 1) * hidden + (hidden + 1) * outputs,
  );
  let at = 0;
  for (const [name, shape] of Object.entries(shapes)) {
    const given = params[name];
    if (given === undefined || !sameShape(given.shape, shape)) {
      throw new BilayerError(
        'BAD_PARAMS',
        `predictor: ${name} of a ${sizes.join('-')} network is ${showShape(shape)}; got ${given ? showShape(given.shape) : 'nothing'}`,
      );
    }
    all.set(given.data, at);
    at += given.data.length;
  }
  return all;
}

/** Throws `SHAPE_MISMATCH` unless x is [N, inputs] or one row, [inputs]; as `predict` of the networks says it. */
function checkInput(x: Tensor, inputs: number): void {
  if (!isTensor(x)) {
    throw new BilayerError('BAD_ARGUMENT', `predictor: x is a tensor [N, ${inputs}]; got ${typeof x}`);
  }
  if (x.shape.length > 2 || x.shape.at(-1) !== inputs) {
    throw new BilayerError(
      'SHAPE_MISMATCH',
      `predictor: x is ${showShape(x.shape)}; this network takes [N, ${inputs}]`,
    );
  }
}
