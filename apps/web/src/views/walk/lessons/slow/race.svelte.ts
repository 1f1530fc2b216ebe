import { startSlowWorker, type SlowWorker } from '../../../../worker/walk/slow/client.ts';
import type { Followed, Progress, Report } from '../../../../worker/walk/slow/protocol.ts';

/** The race as the page shows it. */
export interface Race {
  readonly phase: 'ready' | 'racing' | 'stopped' | 'measuring' | 'done';
  readonly backprop: number | undefined;
  readonly progress: Progress;
  readonly followed: Followed | undefined;
  readonly failure: string | undefined;
  start(): void;
  stop(): void;
  follow(): void;
  /** Ends the worker, and with it all that it has found. */
  reset(): void;
}

const nothing: Progress = { passes: 0, seconds: 0, param: 'b2', done: false };

/** A race of the numerical gradient against the clock, in a worker that is made when it begins. */
export function makeRace(seed: () => number): Race {
  let worker: SlowWorker | undefined;
  let phase: Race['phase'] = $state('ready');
  let backprop: number | undefined = $state();
  let progress: Progress = $state.raw(nothing);
  let followed: Followed | undefined = $state.raw();
  let failure: string | undefined = $state();

  function hear(report: Report): void {
    if (report.type === 'backprop') backprop = report.seconds;
    else if (report.type === 'progress') {
      progress = report.progress;
      if (progress.done && phase === 'racing') phase = 'done';
    } else if (report.type === 'followed') {
      followed = report.followed;
      phase = progress.done ? 'done' : 'stopped';
    } else if (report.type === 'failed') {
      failure = report.message;
      worker?.close();
      worker = undefined;
      phase = 'stopped';
    }
  }
  function send(type: 'race' | 'follow'): void {
    failure = undefined;
    worker ??= startSlowWorker(hear);
    worker.send({ type, seed: seed() });
  }

  return {
    get phase() {
      return phase;
    },
    get backprop() {
      return backprop;
    },
    get progress() {
      return progress;
    },
    get followed() {
      return followed;
    },
    get failure() {
      return failure;
    },
    start() {
      send('race');
      phase = 'racing';
    },
    stop() {
      worker?.send({ type: 'stop' });
      phase = 'stopped';
    },
    follow() {
      send('follow');
      phase = 'measuring';
    },
    reset() {
      worker?.close();
      worker = undefined;
      phase = 'ready';
      backprop = undefined;
      progress = nothing;
      followed = undefined;
      failure = undefined;
    },
  };
}
