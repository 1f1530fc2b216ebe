/** The exit codes; `bilayer --help` and the README list them. */
export const EXIT = {
  done: 0,
  /** The work was done and its outcome is bad: a gradient check that fails, a training that became NaN. */
  failed: 1,
  /** The command, a file or the data is not as it must be. Nothing was overwritten. */
  usage: 2,
  /** A mistake in bilayer itself. */
  bug: 70,
  /** Ctrl-C; the checkpoint was saved. */
  interrupted: 130,
} as const;

/** Something the user can mend: its message is all that is shown. */
export class Failure extends Error {
  override readonly name: string = 'Failure';
  readonly code: string;
  readonly exitCode: number;

  constructor(code: string, message: string, exitCode: number = EXIT.usage, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
    this.exitCode = exitCode;
  }
}

/** Ends a command that has already said all there is to say. */
export class Outcome extends Error {
  override readonly name = 'Outcome';
  readonly exitCode: number;

  constructor(exitCode: number) {
    super(`exit code ${exitCode}`);
    this.exitCode = exitCode;
  }
}

export interface Explanation {
  readonly exitCode: number;
  readonly code: string;
  readonly message: string;
}

/** A file whose code is not ours, under the name that the command line gave it. */
export interface Foreign {
  readonly name: string;
  readonly url: string;
}

/**
 * The exit code and the line for an error: its message where it has a code, as all errors about input have. An error that
 * comes out of one of the `plugins` is its author's to mend, and the line says where.
 */
export function explain(error: unknown, plugins: readonly Foreign[] = []): Explanation {
  if (error instanceof Failure) {
    const { exitCode, code, message } = error;
    return { exitCode, code, message };
  }
  const code = codeOf(error);
  const place = placeIn(error, plugins);
  if (error instanceof Error && code !== undefined && !code.startsWith('ERR_')) {
    const message = place === undefined ? error.message : `${place}: ${error.message}`;
    return { exitCode: code === 'NOT_FINITE' ? EXIT.failed : EXIT.usage, code, message };
  }
  if (error instanceof RangeError && /allocation failed|invalid (typed )?array length/i.test(error.message)) {
    const message =
      'this needs more memory than there is; take a smaller network (--hidden) or batch (--batch)';
    return { exitCode: EXIT.usage, code: 'OUT_OF_MEMORY', message };
  }
  if (error instanceof Error && place !== undefined) {
    const message = `${place}: ${error.name}: ${error.message}`;
    return { exitCode: EXIT.usage, code: 'PLUGIN_FAILED', message };
  }
  const stack = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return {
    exitCode: EXIT.bug,
    code: 'BUG',
    message: `${blame(plugins)}; please report it with these lines:\n${stack}`,
  };
}

function blame(plugins: readonly Foreign[]): string {
  if (plugins.length === 0) return 'this is a mistake in bilayer, not yours';
  const checks = plugins.map(({ name }) => `bilayer check ${name}`).join(', ');
  return `this is a mistake in bilayer, unless ${checks} finds one in the plugin`;
}

/** The innermost line of a plugin that an error, or else its cause, came through: `./squareplus.ts:5`. */
export function placeIn(error: unknown, plugins: readonly Foreign[]): string | undefined {
  const stack = error instanceof Error ? (error.stack ?? '') : '';
  for (const frame of stack.split('\n').filter((line) => /^\s+at /.test(line))) {
    for (const { name, url } of plugins) {
      const at = frame.indexOf(`${url}:`);
      const line = at === -1 ? undefined : /^\d+/.exec(frame.slice(at + url.length + 1))?.[0];
      if (line !== undefined) return `${name}:${line}`;
    }
  }
  return error instanceof Error && error.cause !== undefined ? placeIn(error.cause, plugins) : undefined;
}

/** The stable `code` that an error carries, if any. */
export function codeOf(error: unknown): string | undefined {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  return typeof code === 'string' ? code : undefined;
}
