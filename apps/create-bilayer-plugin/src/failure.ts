/** The exit codes; `--help` lists them. */
export const EXIT = {
  done: 0,
  /** The command line or the folder is not as it must be. Nothing was written. */
  usage: 2,
  /** A mistake in this program. */
  bug: 70,
  /** Ctrl-C or Escape at a question. Nothing was written. */
  cancelled: 130,
} as const;

export type FailureCode =
  | 'BAD_USAGE'
  | 'BAD_KIND'
  | 'BAD_NAME'
  | 'BAD_PACKAGE_NAME'
  | 'FOLDER_NOT_EMPTY'
  | 'CANNOT_WRITE'
  | 'CANCELLED';

/** Something the user can mend: its message is all that is shown. */
export class Failure extends Error {
  override readonly name = 'Failure';
  readonly code: FailureCode;
  readonly exitCode: number;

  constructor(code: FailureCode, message: string, exitCode: number = EXIT.usage, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
    this.exitCode = exitCode;
  }
}
