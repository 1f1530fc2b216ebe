import type { Run } from '../state/state.ts';
import { limits, runOf } from '../state/state.ts';
import { app, change } from '../state/store.svelte.ts';
import { startWorker, type News, type TrainingWorker } from '../worker/client.ts';
import type { Insight, NamedBlob, Report, Snapshot } from '../worker/protocol.ts';
import { Series } from './series.ts';

export type Status = 'loading' | 'ready' | 'running' | 'paused' | 'done' | 'failed';

/** What went wrong, to be explained in the visitor's language; `message` is the library's own, in English. */
export interface Problem {
  readonly code: string;
  readonly message: string;
  /** Whether it is a file that cannot be used, and nothing has changed. */
  readonly isFile?: boolean;
  /** Where the training stands after a crash. */
  readonly iteration?: number;
}

/** Something to tell once. */
export type Notice =
  { readonly type: 'saved' | 'loaded'; readonly name: string } | { readonly type: 'mnist' };

/** How many epochs are added to a training that has come to its end. */
export const MORE_EPOCHS = 10;

export type Ready = Extract<Report, { type: 'ready' }>;

interface Curves {
  readonly loss: Series;
  readonly train: Series;
  readonly test: Series;
}

/**
 * The page's training: one network, in a worker, for all views. What is shown of it is reactive; `sync` makes the network
 * that the page's state describes, where that is another one than before.
 */
class Training {
  status: Status = $state('loading');
  ready: Ready | undefined = $state.raw();
  snapshot: Snapshot | undefined = $state.raw();
  insight: Insight | undefined = $state.raw();
  problem: Problem | undefined = $state.raw();
  notice: Notice | undefined = $state.raw();
  /** The name of the file that the present weights began as. */
  loadedFrom: string | undefined = $state.raw();
  /** The engine that trains, which need not be the one asked for. */
  engine: Run['engine'] = $state('wasm');
  /** Whether that is the eager one because the one asked for is missing here. */
  eagerInstead: boolean = $state(false);
  needsMnist: boolean = $state(false);
  /** The last that was shown; NaN before there is one. */
  loss: number = $state(NaN);
  /** Smoothed. */
  stepsPerSecond: number = $state(0);
  readonly curves: Curves = { loss: new Series(), train: new Series(), test: new Series() };

  /** Resolves with the first that the worker says. */
  readonly answered: Promise<void>;

  #answer: () => void = () => undefined;
  #worker: TrainingWorker | undefined;
  #run: Run | undefined;
  #keepMnist: () => void = () => undefined;
  #pace: number = $state(Infinity);

  constructor() {
    this.answered = new Promise((resolve) => {
      this.#answer = resolve;
    });
  }

  /** Makes the network of the page's state, unless it is there. Call in an effect: it depends on that state. */
  sync(): void {
    const run = runOf(app.state);
    const before = this.#run;
    if (before !== undefined && same(run, before)) return;
    this.#run = run;
    if (before !== undefined && same({ ...run, epochs: before.epochs }, before)) {
      this.#send({ type: 'length', epochs: run.epochs });
    } else this.#configure(run);
  }

  /** Whether `run` does something. */
  get canRun(): boolean {
    if (this.status === 'done') return app.state.epochs < limits.epochs[1];
    return this.status === 'ready' || this.status === 'paused';
  }

  /** Goes on, to the end; beyond that, by as many epochs more, which the page's state then has. */
  run(): void {
    if (!this.canRun) return;
    if (this.status === 'done') {
      change({ epochs: Math.min(app.state.epochs + MORE_EPOCHS, limits.epochs[1]) });
      this.sync();
    }
    this.#send({ type: 'run' });
  }

  pause(): void {
    if (this.status === 'running') this.#send({ type: 'pause' });
  }

  step(count = 1): void {
    if (this.status === 'ready' || this.status === 'paused') this.#send({ type: 'step', count });
    else this.pause();
  }

  /** How many updates a second there may be. */
  get pace(): number {
    return this.#pace;
  }

  set pace(perSecond: number) {
    this.#pace = perSecond;
    const wasRunning = this.status === 'running';
    this.#send({ type: 'pace', perSecond });
    if (wasRunning) this.#send({ type: 'run' });
  }

  /** Back to the first weights. */
  reset(): void {
    if (this.#run !== undefined) this.#configure(this.#run);
  }

  save(): void {
    this.#send({ type: 'save' });
  }

  async load(file: File): Promise<void> {
    const bytes = new Uint8Array(await file.arrayBuffer());
    this.#send({ type: 'load', bytes, name: file.name, run: runOf(app.state) });
  }

  /** Hands MNIST's files over; the network is then made if it waits for them, and `keep` is called if they are the right ones. */
  giveMnist(files: readonly NamedBlob[], keep: () => void = () => undefined): void {
    this.#keepMnist = keep;
    this.#send({ type: 'mnist', files });
  }

  #configure(run: Run): void {
    this.status = 'loading';
    this.problem = undefined;
    this.loadedFrom = undefined;
    this.needsMnist = false;
    this.engine = run.engine;
    this.eagerInstead = false;
    this.#clear();
    this.#send({ type: 'configure', run });
  }

  #clear(): void {
    this.insight = undefined;
    this.stepsPerSecond = 0;
    for (const series of Object.values(this.curves) as Series[]) series.clear();
  }

  #send(command: Parameters<TrainingWorker['send']>[0]): void {
    this.#worker ??= startWorker((news) => {
      this.#hear(news);
    });
    this.#worker.send(command);
  }

  #hear(news: News): void {
    this.#answer();
    switch (news.type) {
      case 'ready':
        this.ready = news;
        this.status = news.iteration === 0 ? 'ready' : 'paused';
        break;
      case 'snapshot':
        this.#show(news.snapshot);
        break;
      case 'insight':
        this.insight = news.insight;
        break;
      case 'running':
        this.status = 'running';
        // Told long enough; what becomes of the training is next.
        this.notice = undefined;
        break;
      case 'stopped':
        this.status = news.reason === 'done' ? 'done' : 'paused';
        this.stepsPerSecond = 0;
        break;
      case 'engine':
        this.engine = news.engine;
        this.eagerInstead = true;
        break;
      case 'saved':
        download(news.bytes, news.name);
        this.notice = { type: 'saved', name: news.name };
        break;
      case 'loaded':
        this.#run = news.run;
        change(news.run);
        this.#clear();
        this.problem = undefined;
        this.needsMnist = false;
        this.loadedFrom = news.name;
        this.engine = news.run.engine;
        this.eagerInstead = false;
        this.notice = { type: 'loaded', name: news.name };
        break;
      case 'mnist':
        this.notice = { type: 'mnist' };
        this.#keepMnist();
        if (this.needsMnist) this.reset();
        break;
      case 'failed':
        this.#fail(news);
        break;
      case 'crashed':
        this.status = 'loading';
        this.problem = news;
        break;
      case 'checkpoint':
      case 'pong':
        break;
    }
  }

  #fail({ during, code, message }: Extract<Report, { type: 'failed' }>): void {
    if (code === 'NO_MNIST' && during === 'configure') {
      this.needsMnist = true;
      this.ready = undefined;
      this.snapshot = undefined;
      return;
    }
    this.problem = { code, message, isFile: during === 'load' || during === 'mnist' };
    if (during === 'run' || during === 'step' || during === 'configure') this.status = 'failed';
  }

  #show(snapshot: Snapshot): void {
    this.snapshot = snapshot;
    const { iteration, losses, evaluations, stepsPerSecond } = snapshot;
    for (const [at, loss] of losses) this.curves.loss.add(at, loss);
    for (const [at, train, test] of evaluations) {
      this.curves.train.add(at, train);
      this.curves.test.add(at, test);
    }
    this.loss = losses.at(-1)?.[1] ?? (iteration === 0 ? NaN : this.loss);
    if (stepsPerSecond > 0) {
      const before = this.stepsPerSecond;
      this.stepsPerSecond = before === 0 ? stepsPerSecond : 0.8 * before + 0.2 * stepsPerSecond;
    }
    // More epochs were asked for, or fewer.
    if (this.status === 'done' && iteration < snapshot.total) this.status = 'paused';
  }
}

function same(a: Run, b: Run): boolean {
  return (Object.keys(a) as (keyof Run)[]).every((name) => a[name] === b[name]);
}

/** Hands bytes to the visitor as a file. */
function download(bytes: Uint8Array<ArrayBuffer>, name: string): void {
  const url = URL.createObjectURL(new Blob([bytes], { type: 'application/octet-stream' }));
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  setTimeout(() => {
    URL.revokeObjectURL(url);
  }, 10_000);
}

export const training: Training = new Training();
export type { Training };
