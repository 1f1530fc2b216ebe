import cliProgress from 'cli-progress';
import { percent, short } from './number.ts';
import type { Progress } from './progress.ts';
import { clip } from './text-width.ts';

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
