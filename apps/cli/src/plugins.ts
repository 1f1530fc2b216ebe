import * as allActivations from '@bilayer/activations';
import type { Activation } from '@bilayer/activations';
import { formula } from '@bilayer/activations/formula';
import * as allLosses from '@bilayer/losses';
import type { Loss } from '@bilayer/losses';
import { byGain, gaussian, he, xavier, type Initializer } from '@bilayer/models';
import { choose } from './choose.ts';
import { codeOf, Failure } from './failure.ts';
import type { Io } from './io.ts';
import { allPlugins, onlyPlugin } from './plugin/find.ts';
import { importPlugin } from './plugin/import.ts';
import { activationKind, datasetKind, lossKind, type Kind } from './plugin/kinds.ts';
import { shellLine } from './show/shell.ts';
import { FORMULA, isPath, parseSpec, type Settings } from './spec.ts';

/** The values among a package's exports that are plugins, by name. */
function pluginsOf<P extends { readonly name: string }>(exports: object): Record<string, P> {
  const plugins = Object.values(exports).filter(
    (value): value is P => typeof value === 'object' && value !== null && 'contract' in value,
  );
  return Object.fromEntries(plugins.map((plugin) => [plugin.name, plugin]));
}

/** The built-in activations and losses: what a command line can name without a file or package. */
export const activations: Readonly<Record<string, Activation>> = {
  ...pluginsOf<Activation>(allActivations),
  [FORMULA]: formula,
};
export const losses: Readonly<Record<string, Loss>> = pluginsOf(allLosses);

/** The ways to draw initial weights that a command line can name. */
export const initializers: Readonly<Record<string, (settings?: { std?: number }) => Initializer>> = {
  byGain,
  xavier,
  he,
  gaussian,
};

/** What a model file may name. */
export interface Known {
  readonly activations: readonly Activation[];
  readonly losses: readonly Loss[];
}

/** What a model file may name when nothing else is said. */
export const known: Known = { activations: Object.values(activations), losses: Object.values(losses) };

/** The same with all that files and packages on the command line export. */
export async function knownWith(texts: readonly string[], io: Io): Promise<Known> {
  let { activations: someActivations, losses: someLosses } = known;
  for (const text of texts) {
    const { name, exported, settings } = parseSpec(text);
    if (Object.keys(settings).length > 0) {
      throw new Failure(
        'BAD_SETTING',
        `--plugin '${text}': the settings are in the model file; leave them out here`,
      );
    }
    const module = await importPlugin(name, { what: 'plugin', names: [] }, io);
    const own = allPlugins(module, activationKind, exported);
    const ownLosses = allPlugins(module, lossKind, exported);
    // Throws, and says what there is.
    if (own.length + ownLosses.length === 0)
      await onlyPlugin<unknown>(module, {
        kinds: [activationKind, lossKind],
        wanted: exported,
        // Whoever loads a model has no other options for parts.
        other: (kind) => (kind === datasetKind ? `--data ${name}` : undefined),
      });
    someActivations = [...someActivations, ...own];
    someLosses = [...someLosses, ...ownLosses];
  }
  return { activations: someActivations, losses: someLosses };
}

/** `relu`, `leakyRelu(alpha=0.1)`, `formula(x*sigmoid(x))`, `./squareplus.ts`, `a-package#squareplus(b=1)`. */
export async function activationFrom(text: string, io: Io): Promise<Activation> {
  return orFormula(text, () => namedActivation(text, io));
}

/** What `work` finds under `text`; where it finds nothing and `text` is a formula without its name, an error that says so. */
export async function orFormula<T>(text: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    const code = codeOf(error);
    if ((code !== 'BAD_SETTING' && code !== 'UNKNOWN_NAME') || !isFormula(text)) throw error;
    throw new Failure(
      'BAD_SETTING',
      `'${text}': a formula is written in brackets:\n  ${shellLine([`${FORMULA}(${text})`])}`,
      undefined,
      { cause: error },
    );
  }
}

function isFormula(text: string): boolean {
  if (!/\bx\b/.test(text) || text.startsWith(FORMULA)) return false;
  try {
    formula.with({ expr: text });
    return true;
  } catch {
    // With a mistake in it; a path or a package has no such characters.
    return !isPath(text) && /[*+^]/.test(text);
  }
}

async function namedActivation(text: string, io: Io): Promise<Activation> {
  const { name, settings } = parseSpec(text);
  if (name === FORMULA && settings['expr'] === undefined) {
    throw new Failure(
      'BAD_SETTING',
      `formula: the expression stands in brackets, with x for the input: 'formula(x * sigmoid(1.702 * x))'`,
    );
  }
  return pluginFrom(text, activationKind, activations, io);
}

/** `crossEntropy`, `huber(delta=2)`, `./loss.mjs`. */
export async function lossFrom(text: string, io: Io): Promise<Loss> {
  return pluginFrom(text, lossKind, losses, io);
}

async function pluginFrom<P extends { with(settings: Settings): P }>(
  text: string,
  kind: Kind<P>,
  table: Readonly<Record<string, P>>,
  io: Io,
): Promise<P> {
  const { name, exported, settings } = parseSpec(text);
  const builtIn = Object.hasOwn(table, name) ? table[name] : undefined;
  const plugin = builtIn ?? (await importOnly(name, exported, kind, Object.keys(table), io));
  return Object.keys(settings).length === 0 ? plugin : plugin.with(settings);
}

/** The plugin of that kind in the file or package called `name`. */
export async function importOnly<P extends object>(
  name: string,
  exported: string | undefined,
  kind: Kind<P>,
  names: readonly string[],
  io: Io,
): Promise<P> {
  const module = await importPlugin(name, { what: kind.what, names }, io);
  const { value } = await onlyPlugin(module, { kinds: [kind], wanted: exported });
  checkDescriptor(name, kind.what, value);
  return value;
}

/** Throws BAD_PLUGIN for a plugin of which no model file or checkpoint could say what it is. */
function checkDescriptor(file: string, what: string, plugin: object): void {
  const { contract, name, config, with: set } = plugin as Readonly<Record<string, unknown>>;
  const missing = [
    ...(typeof name === 'string' && name !== '' ? [] : ['name']),
    ...(typeof config === 'object' && config !== null ? [] : ['config']),
    ...(typeof set === 'function' ? [] : ['with']),
  ];
  // Another contract may have another form, and is refused for what it is where it is used.
  if (missing.length === 0 || (typeof contract === 'number' && contract !== 1)) return;
  throw new Failure(
    'BAD_PLUGIN',
    `${file}: the ${what} lacks ${missing.join(' and ')}, by which a file refers to it; ` +
      `define${what[0]!.toUpperCase()}${what.slice(1)} of @bilayer/${what === 'loss' ? 'losses' : `${what}s`} adds what is missing`,
  );
}

/** `gaussian(std=0.05)`, `xavier`, `he`, `byGain`. */
export function initializerFrom(text: string): Initializer {
  const { name, settings } = parseSpec(text);
  const make = choose('initializer', initializers, name);
  const { std, ...rest } = settings;
  const isStd = typeof std === 'number' && std > 0 && Number.isFinite(std);
  if (Object.keys(rest).length > 0 || (std !== undefined && !(name === 'gaussian' && isStd))) {
    throw new Failure(
      'BAD_SETTING',
      `initializer '${text}': only gaussian has a setting, std, a number above 0`,
    );
  }
  return make(isStd ? { std } : {});
}
