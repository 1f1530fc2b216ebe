import type { Dataset } from '@bilayer/datasets';
import { loadModel, restore, saveModel, type TwoLayerNet } from '@bilayer/models';
import { BilayerError, sizeOf } from '@bilayer/tensor';
import { decodeCheckpoint } from '@bilayer/training';
import { dataNames } from '../state/choices.ts';
import { advance } from './advance.ts';
import { loadData, notesOf, readMnist } from './data.ts';
import { prepare, type Work } from './work.ts';
import { activations, losses, runWith } from './plugins.ts';
import type { Command } from './protocol.ts';
import { announce, show, type Post } from './reports.ts';

/**
 * Trains on command and posts reports: what runs inside the worker. Commands are carried out one after another; a new one
 * stops a training that is under way.
 */
export function createTrainer(post: Post): (command: Command) => void {
  let work: Work | undefined;
  let mnist: Dataset | undefined;
  /** Stops the command that came last. */
  let latest = new AbortController();
  let queue: Promise<void> = Promise.resolve();
  let pace = Infinity;

  const needWork = (): Work => {
    if (work === undefined) throw new BilayerError('NOT_READY', 'there is no network yet');
    return work;
  };

  function take(now: Work): void {
    work = now;
    announce(post, now);
    // Said before the first update is made.
    void now.engine.then(
      ({ name }) => {
        if (work === now && name !== now.run.engine) post({ type: 'engine', engine: 'eager' });
      },
      () => undefined,
    );
  }

  async function save({ network, data, run, engine, notes }: Work): Promise<void> {
    const kept = notes ?? { seed: run.seed, engine: (await engine).name, data: notesOf(data) };
    const bytes = saveModel(network, kept);
    post({ type: 'saved', bytes, name: `${data.name}.safetensors` }, [bytes.buffer]);
  }

  async function load({ bytes, name, run }: Extract<Command, { type: 'load' }>): Promise<void> {
    const model = loadModel(bytes, { activations, losses, name });
    const own = dataNames.find((one) => one === model.notes.data?.name) ?? run.data;
    const next = { ...runWith(model, run), data: own };
    const data = await loadData(next.data, next.seed, mnist);
    const sizes = [sizeOf(data.train.shape), next.hidden, data.classes.length].join('-');
    if (sizes !== model.sizes.join('-')) {
      throw new BilayerError(
        'MODEL_UNSUITED',
        `${name} is a network ${model.sizes.join('-')}, and for ${data.name} it would have to be ${sizes}`,
      );
    }
    const network = restore({ ...model, kind: 'TwoLayerNet' }) as TwoLayerNet;
    const now = prepare(next, data, network);
    post({ type: 'loaded', run: next, name });
    take({ ...now, notes: model.notes });
  }

  async function carryOut(command: Command, signal: AbortSignal): Promise<void> {
    switch (command.type) {
      case 'configure': {
        const { run, checkpoint } = command;
        const now = prepare(run, await loadData(run.data, run.seed, mnist));
        if (checkpoint !== undefined) {
          now.state = decodeCheckpoint(checkpoint).state;
          now.network.params = now.state.params as TwoLayerNet['params'];
        }
        take(now);
        break;
      }
      case 'length': {
        const now = needWork();
        now.run = { ...now.run, epochs: command.epochs };
        show(post, now);
        break;
      }
      case 'run':
        await advance(post, needWork(), { signal, pace });
        break;
      case 'step':
        await advance(post, needWork(), { signal, pace, count: command.count });
        break;
      case 'save':
        await save(needWork());
        break;
      case 'load':
        await load(command);
        break;
      case 'mnist':
        mnist = await readMnist(command.files);
        post({ type: 'mnist' });
        break;
      case 'pace':
      case 'pause':
        // Has stopped what was under way already.
        break;
      case 'ping':
        break;
    }
  }

  return (command) => {
    if (command.type === 'ping') {
      post({ type: 'pong' });
      return;
    }
    if (command.type === 'pace') pace = command.perSecond;
    latest.abort();
    latest = new AbortController();
    const { signal } = latest;
    queue = queue.then(async () => {
      try {
        await carryOut(command, signal);
      } catch (error) {
        const message = error instanceof Error ? error.message : String(error);
        post({ type: 'failed', during: command.type, code: codeOf(error), message });
        // What was not finite left the last good parameters behind.
        if (work !== undefined && command.type !== 'configure') show(post, work);
      }
    });
  };
}

/** The `code` of our errors; `OUT_OF_MEMORY` for what engines throw then. */
function codeOf(error: unknown): string {
  const { code } = error as { readonly code?: unknown };
  if (typeof code === 'string') return code;
  return error instanceof RangeError && /alloc|memory|array length/i.test(error.message)
    ? 'OUT_OF_MEMORY'
    : 'UNEXPECTED';
}
