import type { Command } from 'commander';
import { sources } from '../data.ts';
import { optimizers, schedules, SGD_RATE } from '../optimizer.ts';
import { defaults, EPOCHS, presets, type Plan } from '../plan.ts';
import { activations, initializers, losses } from '../plugins.ts';
import { wrap } from '../show/wrap.ts';
import { notNegative, oneOf, positive, seed, sizes, whole } from './parse.ts';

/** What a network is made of and on which data: for `train` and `gradcheck`. Plans set the defaults, not commander. */
export function addNetworkOptions(command: Command): Command {
  const { data, hidden, activation, loss, init } = defaults;
  return command
    .optionsGroup('Data and network:')
    .option('-d, --data <name>', `data set, CSV file, IDX folder, plugin (default: ${data})`)
    .option('--hidden <sizes>', `neurons, or layers as 50,20 (default: ${hidden.join(',')})`, sizes)
    .option('-a, --activation <name>', `of the hidden layers (default: ${activation})`)
    .option('--output <name>', 'of the output layer (default: what suits the loss)')
    .option('-l, --loss <name>', `(default: ${loss})`)
    .option('--init <name>', `initial weights (default: ${init})`)
    .option('--weight-decay <lambda>', 'penalty ½ λ Σ W² in the loss (default: 0)', notNegative)
    .option('-s, --seed <n>', `of all random numbers (default: ${defaults.seed})`, seed);
}

/** How it is trained: for `train`. */
export function addTrainingOptions(command: Command): Command {
  const { optimizer, batch, sampling, gradient, engine, dtype } = defaults;
  return command
    .optionsGroup('Training:')
    .option('-o, --optimizer <name>', `(default: ${optimizer})`)
    .option('-r, --rate <number>', `learning rate (default: ${SGD_RATE} for sgd, else its own)`, positive)
    .option('--schedule <name>', 'how the rate changes (default: constant)')
    .option('-b, --batch <rows>', `rows in a batch (default: ${batch})`, whole(1))
    .option('-i, --iterations <n>', 'updates in all, or', whole(1))
    .option('-e, --epochs <n>', `epochs in all (default: ${EPOCHS})`, whole(1))
    .option(
      '--sampling <how>',
      `replacement or shuffle (default: ${sampling})`,
      oneOf('sampling', ['replacement', 'shuffle']),
    )
    .option(
      '-g, --gradient <how>',
      `backprop or numerical (default: ${gradient})`,
      oneOf('gradient method', ['backprop', 'numerical']),
    )
    .option(
      '--engine <name>',
      `wasm or eager, plain TypeScript (default: ${engine},\nor eager where that cannot)`,
      oneOf('engine', ['wasm', 'eager']),
    )
    .option(
      '--dtype <type>',
      `float64 or float32 (default: ${dtype})`,
      oneOf('dtype', ['float64', 'float32']),
    )
    .option('--early-stopping <n>', 'stop after n evaluations without a better one', whole(1))
    .option('--preset <name>', `settings to begin with: ${Object.keys(presets).join(', ')} (the book's own)`);
}

/** For a model that is loaded: where its parts are from that are not built in. The model says what they are for. */
export function addPluginOption(command: Command): Command {
  const collect = (plugin: string, before: readonly string[] = []): readonly string[] => [...before, plugin];
  return command.option(
    '--plugin <file>',
    'a file or package with an activation or loss of the\nmodel; may be said several times',
    collect,
  );
}

/** The options of a plan among all that commander collected. */
export function planOptions(values: Readonly<Record<string, unknown>>): Partial<Plan> {
  const names: readonly string[] = [
    ...Object.keys(defaults),
    ...['output', 'rate', 'schedule', 'iterations', 'epochs', 'earlyStopping'],
  ];
  return Object.fromEntries(Object.entries(values).filter(([name]) => names.includes(name)));
}

/** All that can be named in the network options. */
export const NETWORK_NAMES: string = listing({
  'data sets': sources,
  activations,
  losses,
  'initial weights': initializers,
});

/** All that can be named in the training options. */
export const TRAINING_NAMES: string = listing({ optimizers, schedules });

/** How settings are given to what is named. */
export const SETTINGS_HELP = `Settings stand in brackets, quoted for the shell: 'leakyRelu(alpha=0.1)',
'gaussian(std=0.01)', 'stepDecay(every=500, factor=0.5)', 'warmUp(steps=50)'.
Your own: 'formula(x*sigmoid(1.702*x))', a file ./mine.ts or './mine.ts(b=1)',
./mine.ts#name where it has several, or the name of a package.`;

function listing(tables: Readonly<Record<string, object>>): string {
  const width = 'initial weights'.length + 2;
  return Object.entries(tables)
    .map(([title, table]) =>
      wrap(`${title.padEnd(width)}${Object.keys(table).join(', ')}`, 80, ' '.repeat(width)),
    )
    .join('\n');
}
