import type { Activation } from '@bilayer/activations';
import type { Dataset } from '@bilayer/datasets';
import type { Loss } from '@bilayer/losses';
import { MultiLayerNet, TwoLayerNet, type Initializer } from '@bilayer/models';
import type { Optimizer } from '@bilayer/optimizers';
import { sizeOf, type RandomState } from '@bilayer/tensor';
import { codeOf, Failure, placeIn } from './failure.ts';
import type { Io } from './io.ts';
import { optimizerFrom } from './optimizer.ts';
import type { Plan } from './plan.ts';
import { activationFrom, activations, initializerFrom, losses, lossFrom } from './plugins.ts';
import { shellLine } from './show/shell.ts';
import { parseSpec } from './spec.ts';

/** What a plan names. */
export interface Parts {
  readonly hidden: Activation;
  readonly output: Activation;
  readonly loss: Loss;
  readonly init: Initializer;
  /** For a training of so many updates. */
  optimizer(total: number): Optimizer;
}

/**
 * The parts that a plan names, built in or imported. Throws for a name or a setting that does not exist: that can be said
 * before any data is loaded.
 */
export async function partsOf(plan: Plan, io: Io): Promise<Parts> {
  const init = initializerFrom(plan.init);
  const hidden = await activationFrom(plan.activation, io);
  const output = await activationFrom(plan.output, io);
  const loss = await lossFrom(plan.loss, io);
  const optimizer = await optimizerFrom(plan, io);
  optimizer(1);
  return { hidden, output, loss, init, optimizer };
}

/** The output activations that are the links which a loss's short way back may name. */
const outputs: Readonly<Record<string, string>> = {
  softmax: 'softmax',
  identity: 'identity',
  logistic: 'sigmoid',
};

/** The plan with the output activation that a loss of the user's own is made for, where none is said and it has one. */
export async function withSuitedOutput(plan: Plan, given: Partial<Plan>, io: Io): Promise<Plan> {
  if (given.output !== undefined || Object.hasOwn(losses, parseSpec(plan.loss).name)) return plan;
  const { fused } = await lossFrom(plan.loss, io);
  return { ...plan, output: outputs[fused?.link ?? ''] ?? plan.output };
}

/** The network that a plan describes, for that data: a TwoLayerNet with one hidden layer, else a MultiLayerNet. */
export function buildNetwork(
  plan: Plan,
  { hidden, output, loss, init }: Parts,
  data: Dataset,
  random: RandomState,
  io: Io,
): TwoLayerNet | MultiLayerNet {
  const common = {
    inputSize: sizeOf(data.train.shape),
    outputSize: data.classes.length,
    hidden,
    output,
    loss,
    init,
    dtype: plan.dtype,
    random,
  };
  const [only, ...more] = plan.hidden;
  try {
    if (only !== undefined && more.length === 0 && plan.weightDecay === 0) {
      return new TwoLayerNet({ ...common, hiddenSize: only });
    }
    return new MultiLayerNet({ ...common, hiddenSizes: plan.hidden, weightDecay: plan.weightDecay });
  } catch (error) {
    throw codeOf(error) === 'BAD_PLUGIN'
      ? refused(error as Error, plan, { hidden, output, loss }, io)
      : error;
  }
}

type Named = Readonly<Record<'hidden' | 'output' | 'loss', { readonly name: string }>>;

/** The texts of a plan that name activations and losses of the user's own, with the names of those. */
export function ownParts(
  { activation, output: outputText, loss: lossText }: Plan,
  { hidden, output, loss }: Named,
): { readonly text: string; readonly name: string }[] {
  const all = [
    [activation, hidden, activations],
    [outputText, output, activations],
    [lossText, loss, losses],
  ] as const;
  return all.flatMap(([text, { name }, table]) =>
    Object.hasOwn(table, parseSpec(text).name) ? [] : [{ text, name }],
  );
}

/** Why the network does not take a plugin, with its file. */
function refused(error: Error, plan: Plan, parts: Named, io: Io): Failure {
  const { text } = ownParts(plan, parts).find(({ name }) => error.message.includes(` ${name} `)) ?? {};
  const place = placeIn(error, io.plugins) ?? (text === undefined ? undefined : parseSpec(text).name);
  const message =
    (place === undefined ? '' : `${place}: `) +
    error.message +
    (text === undefined ? '' : `; for more: bilayer check ${shellLine([text])}`);
  return new Failure('BAD_PLUGIN', message, undefined, { cause: error });
}
