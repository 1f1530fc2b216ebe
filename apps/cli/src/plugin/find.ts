import { codeOf, Failure, placeIn } from '../failure.ts';
import { shellLine } from '../show/shell.ts';
import type { PluginModule } from './import.ts';
import { activationKind, ALL_KINDS, lossKind, withArticle, type Kind, type Kinds } from './kinds.ts';

/** A plugin in a module. */
export interface Found<P> {
  readonly exported: string;
  readonly kind: Kind<P>;
  /** The export itself, or what it made. */
  readonly value: P;
  readonly isMade: boolean;
}

type Export = readonly [name: string, value: unknown];

/** The exports, each value once, the default first. */
function exportsOf({ exports }: PluginModule): Export[] {
  const names = Object.keys(exports).filter((name) => name !== '__esModule' && name !== 'module.exports');
  const seen = new Set<unknown>();
  return names
    .sort((a, b) => Number(b === 'default') - Number(a === 'default'))
    .map((name): Export => [name, exports[name]])
    .filter(([, value]) => !seen.has(value) && seen.add(value));
}

/** Whether a value is a function that a call without `new` and without arguments may suit. */
function isCallable(value: unknown): value is (settings?: object) => unknown {
  return typeof value === 'function' && value.length === 0 && !isClass(value);
}

function isClass(value: unknown): boolean {
  return typeof value === 'function' && Function.prototype.toString.call(value).startsWith('class');
}

function ready<P>(candidates: readonly Export[], kinds: readonly Kind<P>[]): Found<P>[] {
  return candidates.flatMap(([exported, value]) =>
    kinds.flatMap((kind) =>
      !isClass(value) && kind.is(value) ? [{ exported, kind, value, isMade: false }] : [],
    ),
  );
}

/**
 * The function to call for a plugin, where none is exported as such. To call is to run what may be meant for something
 * else, so it is only the one export that is looked at, the default one, or the only function: of all where the kind is
 * open, and else of those without arguments.
 */
function makerAmong(candidates: readonly Export[], kinds: Kinds): Export | undefined {
  if (!kinds.some(({ isMade }) => isMade)) return undefined;
  const callable = candidates.filter(([, value]) => isCallable(value));
  const functions = kinds.length === 1 ? callable : candidates.filter(([, value]) => isFunction(value));
  const [only, ...others] = callable;
  if (only?.[0] === 'default') return only;
  return others.length === 0 && functions.length <= 1 ? only : undefined;
}

function isFunction(value: unknown): boolean {
  return typeof value === 'function' && !isClass(value);
}

/** What to look for in a module. */
export interface Search<P> {
  readonly kinds: readonly Kind<P>[];
  /** The export's name, where the command line says one. */
  readonly wanted?: string | undefined;
  /** For the function that makes the plugin. */
  readonly settings?: object | undefined;
  /** How the command line says that one of another kind is meant. */
  readonly other?: (kind: Kind<unknown>) => string | undefined;
}

/**
 * The plugin of one of the kinds that a module has: the export called `wanted`, or the default export, or the only one;
 * where none is exported, the one that a function makes, which is called once. Throws a Failure that lists them where
 * there are several, and what there is where there is none.
 */
export async function onlyPlugin<P>(module: PluginModule, search: Search<P>): Promise<Found<P>> {
  const { kinds, wanted, settings } = search;
  const all = exportsOf(module);
  const candidates = wanted === undefined ? all : all.filter(([name]) => name === wanted);
  const found = ready(candidates, kinds);
  const [first, ...more] = found;
  if (first !== undefined) {
    const [standard, ...others] = found.filter(({ exported }) => exported === 'default');
    if (standard !== undefined && others.length === 0) return standard;
    if (more.length === 0) return first;
    throw several(module, found);
  }
  const maker = makerAmong(candidates, kinds);
  if (maker === undefined) throw nothing(module, search, candidates);
  const [exported, make] = maker;
  const makeable = kinds.filter(({ isMade }) => isMade);
  const value = await made(module, maker, makeable, settings);
  const kind = makeable.find((one) => one.is(value));
  if (kind === undefined) {
    const others = candidates.map((one): Export => (one[1] === make ? [exported, new Made(value)] : one));
    throw nothing(module, search, others);
  }
  return { exported, kind, value: value as P, isMade: true };
}

/** What a function of a module made, in the place of the function. */
class Made {
  readonly value: unknown;
  constructor(value: unknown) {
    this.value = value;
  }
}

/** What a function makes. Throws a Failure for whatever it throws. */
async function made(
  module: PluginModule,
  [exported, make]: Export,
  kinds: Kinds,
  settings: object | undefined,
): Promise<unknown> {
  try {
    const call = make as (settings?: object) => unknown;
    return await (settings === undefined ? call() : call(settings));
  } catch (error) {
    const code = codeOf(error);
    const [kind, ...more] = kinds;
    const what = kind !== undefined && more.length === 0 ? withArticle(kind.what) : 'a plugin';
    throw new Failure(
      code === undefined || code.startsWith('ERR_') ? 'PLUGIN_FAILED' : code,
      `${placeIn(error, [module]) ?? module.name}: ${exported}, called because it may make ${what}, failed: ` +
        (error instanceof Error ? error.message : String(error)),
      undefined,
      { cause: error },
    );
  }
}

/** All activations, losses, … that a module exports, whatever they are called. Nothing is called. */
export function allPlugins<P>(module: PluginModule, kind: Kind<P>, wanted?: string): P[] {
  const candidates = exportsOf(module).filter(([name]) => wanted === undefined || name === wanted);
  return ready(candidates, [kind]).map(({ value }) => value);
}

function several({ name }: PluginModule, found: readonly Found<unknown>[]): Failure {
  const lines = found.map(({ exported, kind }) => `  ${shellLine([`${name}#${exported}`])}  ${kind.what}`);
  const names = new Set(found.map(({ exported }) => exported));
  const how = names.size === 1 ? 'say which with --kind' : 'say which';
  return new Failure('AMBIGUOUS_PLUGIN', `${name}: has several plugins; ${how}:\n${lines.join('\n')}`);
}

function nothing(
  module: PluginModule,
  { kinds, wanted, other = ({ option }) => option && `${option} ${module.name}` }: Search<unknown>,
  candidates: readonly Export[],
): Failure {
  const { name, exports } = module;
  const old = candidates.find(([, value]) => (contractOf(value) ?? 1) !== 1);
  if (old !== undefined) {
    return new Failure(
      'INCOMPATIBLE_CONTRACT',
      `${name}: ${old[0]} has contract ${String(contractOf(old[1]))}, and this version takes contract 1; ` +
        'install versions of both packages that agree',
    );
  }
  if (wanted !== undefined && candidates.length === 0) {
    const there = Object.keys(exports).join(', ') || 'nothing';
    return new Failure('BAD_PLUGIN', `${name}: has no export ${wanted}; it exports ${there}`);
  }
  const what = kinds.map((kind) => kind.what).join(', ');
  const [misplaced] = ready(candidates, ALL_KINDS);
  if (misplaced !== undefined) {
    const { exported, kind, value } = misplaced;
    const own = (value as { readonly name?: unknown }).name;
    const instead = other(kind);
    return new Failure(
      'BAD_PLUGIN',
      `${name}: ${typeof own === 'string' ? own : exported} is ${withArticle(kind.what)}, not ${withArticle(what.replace(', ', ' or '))}` +
        (instead === undefined ? '' : `: use ${instead}`),
    );
  }
  const form = kinds.length === 1 ? ` (${kinds[0]!.form})` : '';
  const shown = candidates.map(([exported, value]) => `${exported}, ${described(value)}`).join('; ');
  const advice = adviceFor(module, kinds, candidates);
  return new Failure(
    'BAD_PLUGIN',
    `${name}: exports no ${what}${form}; it exports ${shown === '' ? 'nothing' : shown}` +
      (advice === undefined ? '' : `; ${advice}`),
  );
}

/** What to do with a function that is no plugin. */
function adviceFor({ name }: PluginModule, kinds: Kinds, candidates: readonly Export[]): string | undefined {
  const mayBe = (kind: Kind<unknown>): boolean => kinds.includes(kind);
  const callable = candidates.filter(([, value]) => isCallable(value));
  const [first] = callable;
  // Here several could be called, and none was.
  if (first !== undefined && kinds.some(({ isMade }) => isMade)) {
    return `to have one called that makes a plugin, name it: ${shellLine([`${name}#${first[0]}`])}`;
  }
  const [exported, plain] =
    candidates.find(([, value]) => isFunction(value) && (value as () => unknown).length > 0) ?? [];
  if (exported !== undefined) {
    const own =
      exported === 'default' ? (plain as () => unknown).name.replace(/^default$/, '') || 'f' : exported;
    if (mayBe(activationKind)) {
      return `if it is an activation, wrap it:\n  defineActivation({ name: '${own}', value: ${own}, slope: (a, z) => … })`;
    }
    if (kinds.length === 1 && kinds[0]?.isMade === true) {
      return `if it makes one, give its argument a default: ${own}(settings = {})`;
    }
    if (mayBe(lossKind)) return `if it is a loss, wrap it:\n  defineLoss({ name: '${own}', perRow: ${own} })`;
  }
  return first === undefined
    ? undefined
    : `if ${first[0]} makes a data set, give it with --data ${shellLine([name])}`;
}

function contractOf(value: unknown): number | undefined {
  const contract =
    typeof value === 'object' && value !== null && 'contract' in value ? value.contract : undefined;
  return typeof contract === 'number' ? contract : undefined;
}

function described(value: unknown): string {
  if (value instanceof Made) return `a function that made ${described(value.value)}`;
  if (isClass(value)) return 'a class';
  if (value === undefined) return 'nothing';
  if (typeof value === 'function') {
    return value.length === 0
      ? 'a function'
      : `a function of ${value.length} argument${value.length === 1 ? '' : 's'}`;
  }
  if (typeof value !== 'object' || value === null) return value === null ? 'null' : `a ${typeof value}`;
  const names = Object.keys(value);
  const listed = names.length > 6 ? [...names.slice(0, 6), '…'] : names;
  return names.length === 0 ? 'an empty object' : `an object with ${listed.join(', ')}`;
}
