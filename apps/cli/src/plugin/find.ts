import { Failure } from '../failure.ts';
import { shellLine } from '../show/shell.ts';
import type { PluginModule } from './import.ts';
import type { Kind, Kinds } from './kinds.ts';

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

/** The exports among `candidates` that are such plugins; only where there is none, those that are functions that make one. */
async function findPlugins<P>(candidates: readonly Export[], kinds: readonly Kind<P>[]): Promise<Found<P>[]> {
  const ready = candidates.flatMap(([exported, value]) =>
    kinds.flatMap((kind) => (kind.is(value) ? [{ exported, kind, value, isMade: false }] : [])),
  );
  if (ready.length > 0) return ready;
  const found: Found<P>[] = [];
  const errors: unknown[] = [];
  for (const [exported, make] of candidates) {
    if (typeof make !== 'function' || make.length > 0) continue;
    for (const kind of kinds) {
      if (kind.made === undefined) continue;
      try {
        const value = await kind.made(make as () => unknown);
        if (kind.is(value)) found.push({ exported, kind, value, isMade: true });
      } catch (error) {
        errors.push(error);
      }
    }
  }
  if (found.length === 0 && errors.length > 0) throw errors[0];
  return found;
}

/**
 * The plugin of one of the kinds that a module has: the export called `wanted`, or the default export, or the only one.
 * Throws a Failure that lists them where there are several, and what there is where there is none.
 */
export async function onlyPlugin<P>(
  module: PluginModule,
  kinds: readonly Kind<P>[],
  wanted?: string,
): Promise<Found<P>> {
  const all = exportsOf(module);
  const candidates = wanted === undefined ? all : all.filter(([name]) => name === wanted);
  const found = await findPlugins(candidates, kinds);
  const [first, ...more] = found;
  if (first === undefined) throw nothing(module, kinds, wanted === undefined ? all : candidates, wanted);
  const [standard, ...others] = found.filter(({ exported }) => exported === 'default');
  if (standard !== undefined && others.length === 0) return standard;
  if (more.length === 0) return first;
  throw several(module, found);
}

/** All activations, losses, … that a module exports, whatever they are called. */
export async function allPlugins<P>(module: PluginModule, kind: Kind<P>, wanted?: string): Promise<P[]> {
  const candidates = exportsOf(module).filter(([name]) => wanted === undefined || name === wanted);
  return (await findPlugins(candidates, [kind])).map(({ value }) => value);
}

function several({ name }: PluginModule, found: readonly Found<unknown>[]): Failure {
  const lines = found.map(({ exported, kind }) => `  ${shellLine([`${name}#${exported}`])}  ${kind.what}`);
  const names = new Set(found.map(({ exported }) => exported));
  const how = names.size === 1 ? 'say which with --kind' : 'say which';
  return new Failure('AMBIGUOUS_PLUGIN', `${name}: has several plugins; ${how}:\n${lines.join('\n')}`);
}

function nothing(
  { name, exports }: PluginModule,
  kinds: Kinds,
  candidates: readonly Export[],
  wanted: string | undefined,
): Failure {
  const other = candidates.find(([, value]) => (contractOf(value) ?? 1) !== 1);
  if (other !== undefined) {
    return new Failure(
      'INCOMPATIBLE_CONTRACT',
      `${name}: ${other[0]} has contract ${String(contractOf(other[1]))}, and this version takes contract 1; ` +
        'install versions of both packages that agree',
    );
  }
  const what = kinds.map((kind) => kind.what).join(', ');
  const form = kinds.length === 1 ? ` (${kinds[0]!.form})` : '';
  if (wanted !== undefined && candidates.length === 0) {
    const there = Object.keys(exports).join(', ') || 'nothing';
    return new Failure('BAD_PLUGIN', `${name}: has no export ${wanted}; it exports ${there}`);
  }
  const shown = candidates.map(([exported, value]) => `${exported}, ${described(value)}`).join('; ');
  return new Failure(
    'BAD_PLUGIN',
    `${name}: exports no ${what}${form}; it exports ${shown === '' ? 'nothing' : shown}`,
  );
}

function contractOf(value: unknown): number | undefined {
  const contract =
    typeof value === 'object' && value !== null && 'contract' in value ? value.contract : undefined;
  return typeof contract === 'number' ? contract : undefined;
}

function described(value: unknown): string {
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
