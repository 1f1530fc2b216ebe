import { isCancel, select, text, type CANCEL_SYMBOL } from '@clack/prompts';
import { EXIT, Failure } from './failure.ts';
import { kinds, type Kind } from './kinds.ts';

/** The world the program sees: what a test can stand in for. */
export interface Io {
  out(line: string): void;
  error(line: string): void;
  /** Whether there is somebody to ask. */
  readonly asks: boolean;
  /** Whether this Node runs TypeScript as it is. */
  readonly runsTypeScript: boolean;
  /** The environment variables: npm puts there the options that it took for its own. */
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Both throw `CANCELLED` on Ctrl-C and Escape. */
  askKind(): Promise<Kind>;
  askName(check: (name: string) => string | undefined): Promise<string>;
}

/** The real one. */
export function processIo(): Io {
  const { stdin, stdout } = process;
  return {
    out: (line) => {
      console.log(line);
    },
    error: (line) => {
      console.error(line);
    },
    asks: stdin.isTTY && stdout.isTTY,
    // Undefined where Node knows of no TypeScript at all, and false where it was switched off.
    runsTypeScript: Boolean(process.features.typescript),
    env: process.env,
    askKind: async () =>
      answered(
        await select<Kind>({
          message: 'What kind of plugin?',
          options: (Object.keys(kinds) as Kind[]).map((value) => ({ value, label: kinds[value] })),
        }),
      ),
    askName: async (check) =>
      answered(
        await text({
          message: 'Its name?',
          placeholder: 'for example soft-square',
          validate: (name) => check(name ?? ''),
        }),
      ),
  };
}

function answered<T>(answer: T | typeof CANCEL_SYMBOL): T {
  if (isCancel(answer)) throw new Failure('CANCELLED', 'cancelled; nothing was written', EXIT.cancelled);
  return answer;
}
