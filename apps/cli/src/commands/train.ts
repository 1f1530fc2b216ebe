import { extname, format, parse } from 'node:path';
import type { Dataset } from '@bilayer/datasets';
import { numericalGradientPath, type Network } from '@bilayer/models';
import type { Optimizer } from '@bilayer/optimizers';
import type { Command } from 'commander';
import { partsOf, withSuitedOutput } from '../build.ts';
import { namedData } from '../data.ts';
import { Failure } from '../failure.ts';
import { checkOutputs } from '../files.ts';
import type { Io } from '../io.ts';
import { dataName, planFrom, suitedOutput, type Plan } from '../plan.ts';
import { readCheckpoint } from '../resume.ts';
import { runTraining, totalOf, type TrainingResult } from '../run-training.ts';
import { count, percent } from '../show/number.ts';
import {
  addNetworkOptions,
  addTrainingOptions,
  NETWORK_NAMES,
  planOptions,
  SETTINGS_HELP,
  TRAINING_NAMES,
} from './options.ts';
import { whole } from './parse.ts';

interface TrainFlags {
  readonly preset?: string;
  readonly out?: string;
  readonly curves?: string;
  readonly checkpoint?: string;
  readonly checkpointEvery?: number;
  readonly resume?: string;
  readonly force?: boolean;
  readonly json?: boolean;
  readonly quiet?: boolean;
}

export function addTrain(program: Command, io: Io): void {
  const command = program.command('train').description('train a network and save it');
  addTrainingOptions(addNetworkOptions(command))
    .optionsGroup('Files and output:')
    .option('--out <file>', 'the model (default: <data>.safetensors); a missing folder is made')
    .option('--curves <file>', 'loss and accuracy as an SVG picture; a missing folder is made')
    .option('--checkpoint <file>', 'kept on the way (default: <out>.checkpoint)')
    .option('--checkpoint-every <n>', 'updates between checkpoints', whole(1))
    .option('--resume <file>', 'go on from a checkpoint, with its settings')
    .option('-f, --force', 'replace files that are there')
    .option('--json', 'print the result as JSON')
    .option('-q, --quiet', 'show nothing on the way')
    .helpOption('-h, --help', 'show this')
    .addHelpText(
      'after',
      `
${NETWORK_NAMES}
${TRAINING_NAMES}

${SETTINGS_HELP}

Examples:
  $ bilayer train                                  the built-in digits
  $ bilayer train -a relu -o adam --hidden 100     other parts
  $ bilayer train --preset book --out book.safetensors
  $ bilayer train -d flowers.csv -e 50 --curves curves.svg
  $ bilayer train -a ./squareplus.ts               an activation of your own
  $ bilayer train --resume digits.safetensors.checkpoint

Ctrl-C saves a checkpoint and says how to go on.`,
    )
    .action(async (flags: TrainFlags & Record<string, unknown>) => {
      await runTrain(flags, planOptions(flags), io);
    });
}

async function runTrain(flags: TrainFlags, given: Partial<Plan>, io: Io): Promise<void> {
  const { resume, force = false, json = false } = flags;
  if (resume !== undefined && flags.preset !== undefined) {
    throw new Failure('BAD_OPTION', '--resume goes on with the settings it began with; leave --preset out');
  }
  checkCurves(flags.curves);
  const resumed = resume === undefined ? undefined : await readCheckpoint(resume, given);
  const plan = resumed?.plan ?? (await withSuitedOutput(planFrom(flags.preset, given), given, io));
  const parts = await partsOf(plan, io);
  const out = flags.out ?? resumed?.out ?? `${dataName(plan)}.safetensors`;
  const curves = flags.curves ?? resumed?.curves;
  const checkpoint = flags.checkpoint ?? resume ?? `${out}.checkpoint`;
  await checkOutputs([
    { option: '--out', path: out, force },
    ...(curves === undefined ? [] : [{ option: '--curves', path: curves, force }]),
    { option: '--checkpoint', path: checkpoint, force: force || checkpoint === resume, resume: true },
  ]);
  const data = await namedData(plan.data, io, plan.seed);
  const total = totalOf(plan, data);
  const done = resumed?.state.iteration ?? 0;
  if (resume !== undefined && done > total) {
    const longer = plan.iterations === undefined ? '--epochs' : '--iterations';
    throw new Failure(
      'BAD_OPTION',
      `${resume}: has made ${count(done)} updates already, more than the ${count(total)} asked for; say a larger ${longer} to go on`,
    );
  }
  const quiet = json || flags.quiet === true;
  const result = await runTraining(
    {
      plan,
      parts,
      data,
      wish: resume !== undefined ? { resumed: resume } : given.engine !== undefined ? 'said' : 'default',
      out,
      checkpoint,
      force,
      quiet,
      begun(planned, network) {
        if (!quiet) introduce(planned, data, done, network, io);
      },
      ...(curves !== undefined && { curves }),
      ...(flags.checkpointEvery !== undefined && { checkpointEvery: flags.checkpointEvery }),
      ...(resumed && { resume: resumed.state }),
    },
    io,
  );
  report(result, { out, curves, json }, io);
  const advice = json ? undefined : guessing(result, data.classes.length, plan, parts.optimizer(total));
  if (advice !== undefined) io.note(advice);
}

/** Fewer updates than this teach nothing yet. */
const ENOUGH_UPDATES = 50;

/** What to try after a training that ended no better than guessing; undefined where it learned something. */
function guessing(
  { end: { state } }: TrainingResult,
  classes: number,
  { optimizer: text }: Plan,
  { config }: Optimizer,
): string | undefined {
  const { losses, accuracies } = state.history;
  const { train = 1, test = 1 } = accuracies.at(-1) ?? {};
  const some = Math.ceil(losses.length / 10);
  const mean = (points: typeof losses): number =>
    points.reduce((sum, { loss }) => sum + loss, 0) / points.length;
  const isFallen = mean(losses.slice(-some)) < 0.9 * mean(losses.slice(0, some));
  // A few right ones more are chance, and a loss that has fallen says that they may be none.
  const bound = (isFallen ? 1.1 : 1.5) / classes;
  if (losses.length < ENOUGH_UPDATES || Math.max(train, test) > bound) return undefined;
  const rate = typeof config['lr'] === 'number' && config['lr'] > 0.1 ? '0.1' : '1';
  const advice =
    text === 'sgd' ? `try --rate ${rate}, or --optimizer adam` : 'try a smaller or a larger --rate';
  return `note: no better than guessing (1 in ${classes}): most often the rate is too high or too low: ${advice}`;
}

function checkCurves(path: string | undefined): void {
  if (path === undefined || extname(path).toLowerCase() === '.svg') return;
  const { dir, name } = parse(path);
  throw new Failure(
    'BAD_OPTION',
    `--curves ${path}: the curves are an SVG picture; name it ${format({ dir, name, ext: '.svg' })}`,
  );
}

function introduce(plan: Plan, data: Dataset, done: number, network: Network, io: Io): void {
  const { sizes } = network;
  const parts = [plan.activation, plan.output, plan.loss, plan.optimizer];
  const total = totalOf(plan, data);
  const length = `${count(total)} updates${done === 0 ? '' : `, ${count(done)} of them made`}`;
  io.note(`${sizes.join('-')} on ${dataName(plan)}: ${parts.join(', ')}; ${length}`);
  const suited = suitedOutput(plan.loss);
  if (suited !== undefined && plan.output !== suited) {
    io.note(`note: ${plan.loss} is made for --output ${suited}, and here it is ${plan.output}`);
  }
  if (plan.gradient === 'numerical') {
    const weights = sizes.slice(1).reduce((sum, size, i) => sum + (sizes[i]! + 1) * size, 0);
    // Where nudges cannot be followed, each difference takes two losses from scratch.
    const price = numericalGradientPath(network) === 'incremental' ? '' : ', so this may take long';
    io.note(`numerical gradient: ${count(weights)} central differences for each update${price}`);
  }
}

interface ReportOptions {
  readonly out: string;
  readonly curves: string | undefined;
  readonly json: boolean;
}

function report(
  { network, end, total, engine }: TrainingResult,
  { out, curves, json }: ReportOptions,
  io: Io,
): void {
  const { iteration, reason, state } = end;
  const { losses, accuracies } = state.history;
  const best = reason === 'early-stopping' ? state.best : undefined;
  const last = accuracies.find((point) => point.iteration === best?.iteration) ?? accuracies.at(-1);
  const { train = 0, test = 0 } = last ?? {};
  if (json) {
    const { sizes, dtype } = network;
    const outcome = { iterations: iteration, reason, trainAccuracy: train, testAccuracy: test };
    io.out(JSON.stringify({ model: out, curves, sizes, engine, dtype, ...outcome, losses, accuracies }));
    return;
  }
  if (best !== undefined) {
    io.out(
      `stopped early after ${count(iteration)} of ${count(total)} updates; kept the best, from ${count(best.iteration)}`,
    );
  }
  io.out(`test accuracy ${percent(test, 2)}, train ${percent(train, 2)}`);
  io.out(`model  ${out}`);
  if (curves !== undefined) io.out(`curves ${curves}`);
}
