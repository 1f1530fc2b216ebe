import type { Io } from '../io.ts';
import { percent, short } from './number.ts';

/** Shows how far a training is. */
export interface Progress {
  loss(iteration: number, loss: number): void;
  accuracy(iteration: number, epoch: number, train: number, test: number): void;
  stop(): void;
}

const LINES = 20;

/** About twenty plain lines, for logs and pipes: at evaluations, and where those are further apart, between them. */
export function progressLines(io: Pick<Io, 'note'>, total: number): Progress {
  const width = String(total).length;
  const step = total / LINES;
  let loss = '–';
  let next = 0;
  const line = (iteration: number, rest: string): void => {
    next = iteration + step;
    io.note(`${String(iteration).padStart(width)}/${total}  loss ${loss}${rest}`);
  };
  return {
    loss(iteration, value) {
      loss = short(value);
      if (iteration >= next + step && iteration < total) line(iteration, '');
    },
    accuracy(iteration, epoch, train, test) {
      if (iteration < next && iteration !== total) return;
      line(iteration, `  train ${percent(train)}  test ${percent(test)}  epoch ${epoch.toFixed(1)}`);
    },
    stop: () => undefined,
  };
}

/** Nothing, for --json and --quiet. */
export const silent: Progress = { loss: () => undefined, accuracy: () => undefined, stop: () => undefined };
