import { EXIT, type Foreign } from './failure.ts';
import { wrap } from './show/wrap.ts';

/** The world the commands see: what a test can stand in for. */
export interface Io {
  /** The result: what a pipe gets. */
  out(line: string): void;
  /** What goes on meanwhile, and errors. */
  note(line: string): void;
  /** A stream that a progress bar may redraw, when a person is watching. */
  readonly screen: NodeJS.WriteStream | undefined;
  readonly color: boolean;
  /** How this program is called, at the beginning of commands for the user to copy. */
  readonly command: string;
  /** Imports the module at that URL. */
  load(url: string): Promise<Readonly<Record<string, unknown>>>;
  /** The plugins imported so far: errors out of them are not ours. */
  readonly plugins: Foreign[];
  /** Calls `stop` at the first Ctrl-C; returns how to leave it alone again. */
  onInterrupt(stop: () => void): () => void;
}

/** Ctrl-C at a terminal may come twice, from the terminal and through npx: a second one counts after this. */
const SECOND_INTERRUPT_MS = 1000;

/** The real one. */
export function processIo(): Io {
  const { stdout, stderr, env } = process;
  const plain = env['NO_COLOR'] !== undefined && env['NO_COLOR'] !== '';
  const dumb = env['TERM'] === 'dumb';
  stdout.on('error', outputFailed);
  stderr.on('error', () => undefined);
  return {
    out: (line) => stdout.write(`${line}\n`),
    note: (line) => stderr.write(`${stderr.isTTY ? wrap(line, stderr.columns) : line}\n`),
    screen: stderr.isTTY && !dumb && env['CI'] === undefined ? stderr : undefined,
    color: stdout.isTTY && !plain && !dumb,
    // From the sources it is a script of the repository, else an installed command.
    command: import.meta.url.endsWith('.ts') ? 'npx -y pnpm@12 bilayer' : 'bilayer',
    load: (url) => import(url) as Promise<Readonly<Record<string, unknown>>>,
    plugins: [],
    onInterrupt,
  };
}

/** Whoever read the output may have left (`bilayer datasets | head -1`); the work goes on and the rest is not shown. */
function outputFailed(error: NodeJS.ErrnoException): void {
  if (error.code === 'EPIPE') return;
  process.stderr.write(`bilayer: the output cannot be written: ${error.message}\n`);
  process.exit(EXIT.usage);
}

function onInterrupt(stop: () => void): () => void {
  let first: number | undefined;
  const interrupted = (): void => {
    if (first === undefined) {
      first = performance.now();
      stop();
    } else if (performance.now() - first > SECOND_INTERRUPT_MS) {
      process.exit(EXIT.interrupted);
    }
  };
  process.on('SIGINT', interrupted);
  process.on('SIGTERM', interrupted);
  return () => {
    process.off('SIGINT', interrupted);
    process.off('SIGTERM', interrupted);
  };
}
