import { checkNetwork, type MultiLayerNet, type NetworkCheck, type TwoLayerNet } from '@bilayer/models';
import { randomState } from '@bilayer/tensor';
import { rowsOf } from '@bilayer/training';
import type { Command } from 'commander';
import { buildNetwork, ownParts, partsOf, withSuitedOutput } from '../build.ts';
import { namedData } from '../data.ts';
import { EXIT, Failure, Outcome } from '../failure.ts';
import type { Io } from '../io.ts';
import { planFrom, type Plan } from '../plan.ts';
import { minus } from '../show/number.ts';
import { shellLine } from '../show/shell.ts';
import { table } from '../show/table.ts';
import { wrap } from '../show/wrap.ts';
import { addNetworkOptions, NETWORK_NAMES, planOptions, SETTINGS_HELP } from './options.ts';
import { whole } from './parse.ts';

interface GradcheckFlags {
  readonly rows: number;
  readonly json?: boolean;
}

/** Below this a smooth gradient in float64 is right; what is left is the rounding of the central difference. */
const EXACT = 1e-7;
/** Below this it is right up to the ε that the loss's short way back leaves out. */
const WITH_EPSILON = 2e-5;

export function addGradcheck(program: Command, io: Io): void {
  const command = program
    .command('gradcheck')
    .description('compare numerical and backprop gradients, parameter by parameter');
  addNetworkOptions(command)
    .optionsGroup('Options:')
    .option('--rows <n>', 'training rows to take, from the first on', whole(1), 3)
    .option('--json', 'print the result as JSON')
    .helpOption('-h, --help', 'show this')
    .addHelpText(
      'after',
      `
The error is ‖n − b‖ / (‖n‖ + ‖b‖) over a whole parameter, n by central
differences with h = 1e-4, b by backpropagation, both in float64.

${NETWORK_NAMES}

${SETTINGS_HELP}

Examples:
  $ bilayer gradcheck
  $ bilayer gradcheck --loss softmaxCrossEntropy
  $ bilayer gradcheck -d iris --hidden 20,10 -a tanh --rows 10
  $ bilayer gradcheck -a ./squareplus.ts`,
    )
    .action(async (flags: GradcheckFlags & Record<string, unknown>) => {
      await runGradcheck(flags, planOptions(flags), io);
    });
}

async function runGradcheck(
  { rows, json = false }: GradcheckFlags,
  given: Partial<Plan>,
  io: Io,
): Promise<void> {
  const plan = await withSuitedOutput(planFrom(undefined, { ...given, dtype: 'float64' }), given, io);
  const parts = await partsOf(plan, io);
  const data = await namedData(plan.data, io, plan.seed);
  if (rows > data.train.length) {
    throw new Failure('BAD_OPTION', `--rows ${rows}: ${data.name} has ${data.train.length} training rows`);
  }
  const network = buildNetwork(plan, parts, data, randomState(plan.seed), io);
  const { x, t } = rowsOf(data.train, 'float64', data.classes.length, 0, rows);
  const check = checkNetwork(network, x, t);
  const epsilon = epsilonOf(network);
  const bound = epsilon === undefined ? EXACT : WITH_EPSILON;
  const passed = Object.values(check.params).every(({ relativeError }) => relativeError < bound);

  if (json) {
    io.out(JSON.stringify({ data: data.name, sizes: network.sizes, ...check, bound, passed }));
  } else {
    io.out(`${network.kind} ${network.sizes.join('-')} on ${check.rows} rows of ${data.name}:`);
    io.out(`${plan.activation}, ${plan.output}, ${plan.loss}`);
    if (check.leftOut > 0) {
      io.out(`(${check.leftOut} more left out: a unit lies within reach of a kink of ${plan.activation})`);
    }
    io.out('');
    for (const line of comparison(check, bound)) io.out(line);
    io.out('');
    io.out(wrap(verdict(passed, bound)));
    for (const { text } of passed ? [] : ownParts(plan, parts)) {
      io.out(`For what is wrong with it: bilayer check ${shellLine([text])}`);
    }
    if (epsilon !== undefined) io.out(wrap(whyLarger(plan.loss, epsilon)));
  }
  if (!passed) throw new Outcome(EXIT.failed);
}

/** The ε in the loss's logarithm, where the way back from the loss to the network leaves it out. */
function epsilonOf({ lossFunction, output }: TwoLayerNet | MultiLayerNet): number | undefined {
  const { fused, config } = lossFunction ?? {};
  const epsilon = fused !== undefined && fused.link === output.link ? config?.['epsilon'] : undefined;
  return typeof epsilon === 'number' ? epsilon : undefined;
}

function comparison({ params }: NetworkCheck, bound: number): string[] {
  const head = ['', 'error', 'largest gap', 'at', 'numerical', 'backprop', ''];
  const lines = Object.entries(params).map(
    ([name, { relativeError, maxAbsoluteDifference, index, numerical, analytic }]) => [
      name,
      relativeError.toExponential(2),
      maxAbsoluteDifference.toExponential(2),
      `[${index.join(', ')}]`,
      minus(numerical.toExponential(7)),
      minus(analytic.toExponential(7)),
      relativeError < bound ? 'ok' : 'WRONG',
    ],
  );
  return table([head, ...lines], { align: ['left', 'right', 'right', 'left', 'right', 'right'] });
}

function verdict(passed: boolean, bound: number): string {
  const limit = bound.toExponential(0);
  return passed
    ? `The gradients agree: every error is below ${limit}.`
    : `The gradients differ: an error is not below ${limit}. If the activation or the loss has a kink (relu at 0, an ` +
        'absolute value), a row may lie within reach of it: try another --seed or --rows.';
}

function whyLarger(loss: string, epsilon: number): string {
  return (
    `That bound is larger than ${EXACT.toExponential(0)} because ${loss} adds ${epsilon} inside its logarithm, against ` +
    'ln 0. The numerical gradient sees that; backprop takes the short way from the loss to the output, y − t, and leaves ' +
    'it out, as the book does. So they differ by about that number over y. --loss softmaxCrossEntropy has no such gap.'
  );
}
