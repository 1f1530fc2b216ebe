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

/** The exit code and the line for an error: its message where it has a code, as all errors about input have. */
export function explain(error: unknown): Explanation {
  if (error instanceof Failure) {
    const { exitCode, code, message } = error;
    return { exitCode, code, message };
  }
  const code = codeOf(error);
  if (error instanceof Error && code !== undefined && !code.startsWith('ERR_')) {
    return { exitCode: code === 'NOT_FINITE' ? EXIT.failed : EXIT.usage, code, message: error.message };
  }
  if (error instanceof RangeError && /allocation failed|invalid (typed )?array length/i.test(error.message)) {
    const message =
      'this needs more memory than there is; take a smaller network (--hidden) or batch (--batch)';
    return { exitCode: EXIT.usage, code: 'OUT_OF_MEMORY', message };
  }
  const stack = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return {
    exitCode: EXIT.bug,
    code: 'BUG',
    message: `this is a mistake in bilayer, not yours; please report it with these lines:\n${stack}`,
  };
}

/** The stable `code` that an error carries, if any. */
export function codeOf(error: unknown): string | undefined {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  return typeof code === 'string' ? code : undefined;
}
