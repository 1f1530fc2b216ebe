import { sizeOf } from '@bilayer/tensor';
import type { Command } from 'commander';
import { classify } from '../classify.ts';
import { loadData, namedData } from '../data.ts';
import { codeOf, Failure } from '../failure.ts';
import type { Io } from '../io.ts';
import { fileOption, loadNetwork } from '../load-network.ts';
import { confusionTable } from '../show/confusion.ts';
import { count, percent, short } from '../show/number.ts';
import { addPluginOption } from './options.ts';
import { oneOf } from './parse.ts';

interface EvaluateFlags {
  readonly data?: string;
  readonly split: 'train' | 'test';
  readonly plugin?: readonly string[];
  readonly json?: boolean;
}

export function addEvaluate(program: Command, io: Io): void {
  const command = program
    .command('evaluate')
    .description('measure a saved model on a data set')
    .argument('<model>', 'a .safetensors file that bilayer train wrote')
    .option('-d, --data <name>', 'the data set (default: the one it was trained on)')
    .option('--split <name>', 'train or test', oneOf('split', ['train', 'test']), 'test');
  addPluginOption(command)
    .option('--json', 'print the result as JSON')
    .addHelpText(
      'after',
      '\nExamples:\n  $ bilayer evaluate digits.safetensors\n  $ bilayer evaluate book.safetensors --split train --json',
    )
    .action(async (path: string, flags: EvaluateFlags) => {
      await runEvaluate(path, flags, io);
    });
}

async function runEvaluate(
  path: string,
  { data: name, split, plugin = [], json = false }: EvaluateFlags,
  io: Io,
): Promise<void> {
  const { network, model } = await loadNetwork(path, plugin, io);
  const { data: trained, seed = 0 } = model.notes;
  const from = name ?? trained?.name;
  if (from === undefined)
    throw new Failure(
      'BAD_OPTION',
      `${path}: does not say what it was trained on; name a data set with --data`,
    );
  const load = name === undefined ? loadData : namedData;
  const data = await load(from, io, seed, trained).catch(async (error: unknown) => {
    const code = codeOf(error);
    if (name !== undefined || code === undefined) throw error;
    // The name is out of the model file, and may be a path that is right elsewhere only.
    const message =
      code === 'UNKNOWN_NAME'
        ? `was trained on '${from}', which is not built in; name it with --data, as ${await fileOption('--data', from)}`
        : `cannot load what it was trained on; name a data set with --data (${(error as Error).message})`;
    throw new Failure(code, `${path}: ${message}`, undefined, { cause: error });
  });
  const inputs = sizeOf(data.train.shape);
  const outputs = data.classes.length;
  if (inputs !== network.sizes[0] || outputs !== network.sizes.at(-1)) {
    throw new Failure(
      'SHAPE_MISMATCH',
      `${path}: a ${network.sizes.join('-')} network cannot be measured on ${from}, which has ${inputs} features and ${outputs} classes`,
    );
  }
  if (trained !== undefined && String(data.classes) !== String(trained.classes)) {
    throw new Failure(
      'CLASS_MISMATCH',
      `${path}: tells ${trained.classes.join(', ')} apart, and ${from} has ${data.classes.join(', ')}`,
    );
  }
  const { accuracy, loss, confusion } = classify(network, data, data[split]);
  const rows = data[split].length;
  if (json) {
    io.out(JSON.stringify({ model: path, data: data.name, split, rows, accuracy, loss, confusion }));
    return;
  }
  io.out(`${data.name}, ${split} split, ${count(rows)} rows`);
  io.out(`accuracy ${percent(accuracy, 2)}${loss === undefined ? '' : `, loss ${short(loss)}`}`);
  io.out('');
  for (const line of confusionTable(confusion, data.classes, { color: io.color })) io.out(line);
}
