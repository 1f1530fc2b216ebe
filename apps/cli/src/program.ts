import { readFileSync } from 'node:fs';
import { Command, CommanderError } from 'commander';
import { addCheck } from './commands/check.ts';
import { addDatasets } from './commands/datasets.ts';
import { addDemo } from './commands/demo.ts';
import { addEvaluate } from './commands/evaluate.ts';
import { addGradcheck } from './commands/gradcheck.ts';
import { addPredict } from './commands/predict.ts';
import { addTrain } from './commands/train.ts';
import { EXIT, explain, Failure, Outcome } from './failure.ts';
import { processIo, type Io } from './io.ts';

const HELP = `
Exit codes: 0 done; 1 done with a bad outcome (gradients differ, training became
NaN, a plugin breaks a law); 2 a wrong option, file, data set or plugin; 70 a
mistake in bilayer; 130 Ctrl-C.

Examples:
  $ bilayer demo
  $ bilayer train -d digits --out digits.safetensors
  $ bilayer predict digits.safetensors seven.png`;

function createProgram(io: Io): Command {
  const program = new Command('bilayer')
    .description('The two-layer network of Deep Learning from Scratch: train it, check it, use it.')
    .version(version(), '-V, --version', 'show the version')
    .helpOption('-h, --help', 'show this')
    .helpCommand('help [command]', 'show how a command is used')
    .configureOutput({
      writeOut: (text) => {
        io.out(text.trimEnd());
      },
      writeErr: (text) => {
        io.note(text.trimEnd());
      },
      // `run` says what is wrong.
      outputError: () => undefined,
      getOutHelpWidth: helpWidth,
      getErrHelpWidth: helpWidth,
    })
    .exitOverride()
    .addHelpText('after', HELP);
  addDemo(program, io);
  addTrain(program, io);
  addEvaluate(program, io);
  addPredict(program, io);
  addGradcheck(program, io);
  addCheck(program, io);
  addDatasets(program, io);
  return program;
}

/** The program: runs its own command line. */
export async function main(): Promise<void> {
  process.exitCode = await run(process.argv.slice(2), processIo());
}

/** Runs one command line and resolves to the exit code. */
export async function run(args: readonly string[], io: Io): Promise<number> {
  const program = createProgram(io);
  try {
    await program.parseAsync(args, { from: 'user' });
    return EXIT.done;
  } catch (error) {
    if (error instanceof Outcome) return error.exitCode;
    // The help or the version was asked for and printed.
    if (error instanceof CommanderError && error.exitCode === 0) return EXIT.done;
    // There was no command at all, and the help was printed.
    if (error instanceof CommanderError && error.code === 'commander.help') return EXIT.usage;
    const { exitCode, message, code } = explain(
      error instanceof CommanderError ? misused(error, program, args) : error,
      io.plugins,
    );
    if (args.includes('--json')) io.out(JSON.stringify({ error: { code, message } }));
    else io.note(`bilayer: ${message}`);
    return exitCode;
  }
}

/** commander's complaint about the command line, with where to look. */
function misused({ message }: CommanderError, program: Command, [first]: readonly string[]): Failure {
  const known = program.commands.some((command) => command.name() === first);
  const help = ['bilayer', ...(known ? [first] : []), '--help'].join(' ');
  // The model says what it is made of.
  const isPart = /^error: unknown option '(-a|--activation|-l|--loss|--output)'/.test(message);
  if (isPart && (first === 'evaluate' || first === 'predict')) {
    const remedy = 'the model names its parts; for those of your own there is --plugin ./<file>';
    return new Failure(
      'BAD_USAGE',
      `${message.replace(/^error: /, '').split('\n')[0] ?? ''}: ${remedy}. See ${help}`,
    );
  }
  const sentence = message
    .replace(/^error: /, '')
    .replace(/^option '(?:-\w, )?(--[\w-]+)[^']*' argument '(.*)' is invalid\. Expected/s, '$1 $2: expected')
    .replace(/\n\((.*)\)$/, '. $1')
    .replace(/[^.?]$/, '$&.');
  return new Failure('BAD_USAGE', `${sentence} See ${help}`);
}

function helpWidth(): number {
  return Math.min(80, process.stdout.columns || 80);
}

function version(): string {
  const text = readFileSync(new URL('../package.json', import.meta.url), 'utf8');
  return (JSON.parse(text) as { readonly version: string }).version;
}
