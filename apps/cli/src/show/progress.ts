import cliProgress from 'cli-progress';
import type { Io } from '../io.ts';
import { percent, short } from './number.ts';
import { clip } from './text-width.ts';

/** Shows how far a training is. */
export interface Progress {
  loss(iteration: number, loss: number): void;
  accuracy(iteration: number, epoch: number, train: number, test: number): void;
  stop(): void;
}

const LAYOUT = '{bar} {percentage} %  {value}/{total}  loss {loss}  test {accuracy}  {eta_formatted} left';
/** The columns that the text beside the bar takes, and those left free so that an echoed ^C does not break the line. */
const TEXT = 60;
const FREE = 5;

/** A bar that redraws itself, with the last loss and test accuracy. */
export function progressBar(stream: NodeJS.WriteStream, total: number, start: number): Progress {
  const columns = (stream.columns || 80) - FREE;
  const bar = new cliProgress.SingleBar(
    {
      stream,
      format: (options, params, payload) =>
        clip(cliProgress.Format.Formatter({ ...options, format: LAYOUT }, params, payload), columns),
      barsize: Math.max(6, Math.min(24, columns - TEXT)),
      autopadding: true,
      // The line is cut, not wrapped, so nothing has to be put back in the terminal if the process is killed.
      linewrap: true,
      hideCursor: false,
      // Ctrl-C is ours to handle: the training saves a checkpoint first.
      gracefulExit: false,
      clearOnComplete: true,
    },
    cliProgress.Presets.shades_classic,
  );
  let accuracy = '–';
  let loss = '–';
  bar.start(total, start, { loss, accuracy });
  return {
    loss(iteration, value) {
      loss = short(value);
      bar.update(iteration, { loss, accuracy });
    },
    accuracy(iteration, _epoch, _train, test) {
      accuracy = percent(test);
      bar.update(iteration, { loss, accuracy });
    },
    stop: () => {
      bar.stop();
    },
  };
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
