import type { TwoLayerNet } from '@bilayer/models';
import type { Tensor } from '@bilayer/tensor';
import { incrementalGradient } from '@bilayer/wasm';
import { realNet, type Real } from '../../../views/walk/net/real.ts';
import type { Command, Report } from './protocol.ts';
import { compare, entries, type Entry } from './race.ts';

/** This file is the worker: it hands commands in and reports out. */
const port = globalThis as unknown as {
  onmessage: (event: MessageEvent<Command>) => void;
  postMessage(report: Report): void;
};

/** The loop lets messages in this often. */
const SLICE_MS = 50;
/** Entries that are compared at least: those of b2, and the first of W2. */
const COMPARED = 60;

interface Loop {
  readonly real: Real;
  readonly steps: Generator<Entry, void, undefined>;
  readonly found: Entry[];
  /** The time in which it ran, in ms. */
  spent: number;
  isDone: boolean;
}

let loop: Promise<Loop> | undefined;
/** Which run of the loop may go on; a stop and another run make it a later one. */
let turn = 0;

function pause(): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve);
  });
}

/** The middle one of the times that `run` takes, in seconds. */
async function timed(times: number, run: () => unknown): Promise<number> {
  const all: number[] = [];
  for (let i = 0; i < times; i++) {
    const from = performance.now();
    await run();
    all.push((performance.now() - from) / 1000);
  }
  return all.sort((a, b) => a - b)[times >> 1] ?? NaN;
}

async function begin(seed: number): Promise<Loop> {
  const real = await realNet(seed);
  const { net, x, t } = real;
  const gradient = (): unknown => net.gradient(x, t);
  // The first few are slower: the browser has not yet compiled them.
  await timed(3, gradient);
  port.postMessage({ type: 'backprop', seconds: await timed(7, gradient) });
  return { real, steps: entries(net, x, t), found: [], spent: 0, isDone: false };
}

/** Goes on with the loop until `goOn` says no, and tells where it is. */
async function run(one: Loop, goOn: () => boolean): Promise<void> {
  const before = one.spent;
  const started = performance.now();
  while (goOn() && !one.isDone) {
    const from = performance.now();
    do {
      const { value, done } = one.steps.next();
      if (done === true) one.isDone = true;
      else one.found.push(value);
      one.spent = before + performance.now() - started;
    } while (!one.isDone && goOn() && performance.now() - from < SLICE_MS);
    port.postMessage({
      type: 'progress',
      progress: {
        passes: 2 * one.found.length,
        seconds: one.spent / 1000,
        param: one.found.at(-1)?.name ?? 'b2',
        done: one.isDone,
      },
    });
    await pause();
  }
}

/** Seconds of the kernels; undefined where there is no WebAssembly. */
async function kernelSeconds(net: TwoLayerNet, x: Tensor, t: Tensor): Promise<number | undefined> {
  if (!('WebAssembly' in globalThis)) return undefined;
  const gradient = (): unknown => incrementalGradient(net, x, t);
  // The first call loads them.
  await gradient();
  return timed(3, gradient);
}

async function carryOut(command: Command): Promise<void> {
  if (command.type === 'stop') {
    turn++;
    return;
  }
  if (command.type === 'train') {
    const { trainBoth } = await import('./training.ts');
    await trainBoth(command.seed, command.iterations, (gradient, standing) => {
      port.postMessage({ type: 'trained', gradient, standing });
    });
    port.postMessage({ type: 'ended' });
    return;
  }
  const mine = ++turn;
  loop ??= begin(command.seed);
  const one = await loop;
  if (command.type === 'race') {
    await run(one, () => mine === turn);
    return;
  }
  const { net, x, t } = one.real;
  await run(one, () => one.found.length < COMPARED);
  const typescript = await timed(1, () => net.numericalGradient(x, t));
  const kernels = await kernelSeconds(net, x, t);
  const gradient = kernels === undefined ? net.numericalGradient(x, t) : await incrementalGradient(net, x, t);
  port.postMessage({
    type: 'followed',
    followed: { typescript, kernels, compared: one.found.length, ...compare(one.found, gradient) },
  });
}

port.onmessage = ({ data: command }) => {
  carryOut(command).catch((error: unknown) => {
    port.postMessage({ type: 'failed', message: error instanceof Error ? error.message : String(error) });
  });
};
