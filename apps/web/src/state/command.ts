import { outputs } from './choices.ts';
import type { Run } from './state.ts';

/** Where a training stands that was stopped on the way. */
export interface Made {
  /** Updates made; 0 for a training that has not begun. */
  readonly iterations: number;
  /** The engine that it really has, where the one asked for is missing. */
  readonly engine?: Run['engine'];
}

/** The arguments of `bilayer` that train the same network, byte for byte: to the end, or as far as it has come. */
export function commandArguments(run: Run, made: Made = { iterations: 0 }): readonly string[] {
  const length = made.iterations === 0 ? ['--epochs', run.epochs] : ['--iterations', made.iterations];
  const options: readonly (readonly [string, string | number])[] = [
    ['--data', run.data],
    ['--hidden', run.hidden],
    ['--activation', run.activation],
    ['--output', outputs[run.loss]],
    ['--loss', run.loss],
    ['--init', run.init],
    ['--optimizer', run.optimizer],
    ['--rate', run.rate],
    ['--batch', run.batch],
    length as [string, number],
    ['--gradient', run.gradient],
    ['--engine', made.engine ?? run.engine],
    ['--dtype', run.dtype],
    ['--seed', run.seed],
  ];
  return ['train', ...options.flatMap(([name, value]) => [name, String(value)])];
}

/** Words as one line for a POSIX shell, quoted where they must be. */
function shellLine(words: readonly string[]): string {
  return words
    .map((word) => (/^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`))
    .join(' ');
}

/** The command as one would type it: the version is said, or, before there is one on npm, the clone's is run. */
export function commandLine(run: Run, version: string, made?: Made): string {
  const start = version === '0.0.0' ? 'npx -y pnpm@12 bilayer' : `npx bilayer@${version}`;
  return `${start} ${shellLine(commandArguments(run, made))}`;
}
