import { decodeCheckpoint, encodeCheckpoint, type TrainingState } from '@bilayer/training';
import { isDataPlugin } from './data.ts';
import { Failure } from './failure.ts';
import { readBytes, writeWhole } from './files.ts';
import { optimizers } from './optimizer.ts';
import { withLength, type Plan } from './plan.ts';
import { activations, losses } from './plugins.ts';
import { shellLine } from './show/shell.ts';
import { parseSpec } from './spec.ts';

/** A training that can go on: how it was planned, where its results go, and how far it is. */
export interface Resumable {
  readonly plan: Plan;
  readonly out: string;
  readonly curves?: string;
  readonly state: TrainingState;
}

type Notes = Readonly<Record<string, string>>;

/** Keeps a training at `path`. */
export async function writeCheckpoint(path: string, { plan, out, curves, state }: Resumable): Promise<void> {
  const notes = { plan: JSON.stringify(plan), out, ...(curves !== undefined && { curves }) };
  await writeWhole(path, encodeCheckpoint(state, { ...notes, sha256: await checksum(state, notes) }));
}

/** Of all that a checkpoint holds: a damaged one would give another model and no error. */
async function checksum(state: TrainingState, notes: Notes): Promise<string> {
  // Node loads it slowly, and a short training has no checkpoint.
  const { createHash } = await import('node:crypto');
  return createHash('sha256').update(encodeCheckpoint(state, notes)).digest('hex');
}

/** The options of a plan that name plugins, each with what it says. */
export async function pluginOptions(plan: Plan): Promise<(readonly [option: string, text: string])[]> {
  const isPlugin = (table: object, text: string): boolean => !Object.hasOwn(table, parseSpec(text).name);
  return [
    ...((await isDataPlugin(plan.data)) ? [['--data', plan.data] as const] : []),
    ...(isPlugin(activations, plan.activation) ? [['--activation', plan.activation] as const] : []),
    ...(isPlugin(activations, plan.output) ? [['--output', plan.output] as const] : []),
    ...(isPlugin(losses, plan.loss) ? [['--loss', plan.loss] as const] : []),
    ...(isPlugin(optimizers, plan.optimizer) ? [['--optimizer', plan.optimizer] as const] : []),
  ];
}

/**
 * The plan kept in a checkpoint, with the plugins that the command line names in place of those that it did then: a file
 * says what to import no more than it holds code. `train` refuses another plugin than the one that it began with.
 */
async function withPlugins(path: string, kept: Plan, given: Partial<Plan>): Promise<Plan> {
  const plugins = await pluginOptions(kept);
  const named = plugins.map(([option, text]) => ({
    option,
    text,
    again: given[option.slice(2) as 'data' | 'activation' | 'output' | 'loss' | 'optimizer'],
  }));
  const unnamed = named.filter(({ again }) => again === undefined);
  if (unnamed.length > 0) {
    const options = shellLine(unnamed.flatMap(({ option, text }) => [option, text]));
    throw new Failure(
      'PLUGIN_NOT_NAMED',
      `${path}: the training began with ${options}; a plugin is only run when the command line names it, so add that`,
    );
  }
  return { ...kept, ...Object.fromEntries(named.map(({ option, again }) => [option.slice(2), again])) };
}

/** The training kept at `path`. Options given beside it may change its length; the others must be as they were. */
export async function readCheckpoint(path: string, given: Partial<Plan>): Promise<Resumable> {
  const { state, notes: all } = decodeCheckpoint(await readBytes(path), { name: path });
  const { sha256, ...notes } = all;
  const { plan: text, out, curves } = notes;
  if (sha256 === undefined || text === undefined || out === undefined) {
    throw new Failure('BAD_CHECKPOINT', `${path}: a checkpoint, but not one that bilayer train wrote`);
  }
  if ((await checksum(state, notes)) !== sha256) {
    throw new Failure('BAD_CHECKPOINT', `${path}: the checkpoint is damaged; start the training anew`);
  }
  const kept = await withPlugins(path, JSON.parse(text) as Plan, given);
  const { iterations, epochs, ...settings } = given;
  for (const [name, value] of Object.entries(settings)) {
    const then = kept[name as keyof Plan];
    if (String(value) !== String(then)) {
      const option = `--${name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;
      const began = then === undefined ? `without ${option}` : `with ${option} ${String(then)}`;
      throw new Failure(
        'RESUME_MISMATCH',
        `${path}: the training began ${began}; leave ${option} out, or start a new training`,
      );
    }
  }
  const longer = iterations !== undefined || epochs !== undefined;
  const plan = longer ? withLength(kept, given) : kept;
  return { plan, out, ...(curves !== undefined && { curves }), state };
}
