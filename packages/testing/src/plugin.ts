import { sortedJson } from '@bilayer/models';
import type { Config } from '@bilayer/tensor';
import { codeOf, shown, thrownBy, type Check } from './check.ts';
import { showValue } from './show.ts';

/** What activations, losses and optimizers have in common. */
export interface Plugin {
  readonly contract: 1;
  readonly name: string;
  readonly package?: string;
  readonly version?: string;
  readonly config: Config;
  with(config: Config): Plugin;
}

/** Checks contract, name, config, with and `methods`; `optional` members are functions where they are there at all. */
export function fillsContract(
  check: Check,
  plugin: unknown,
  methods: readonly string[],
  optional: readonly string[] = [],
): void {
  // A function with the members of a plugin is one too.
  check.that((typeof plugin === 'object' && plugin !== null) || typeof plugin === 'function', () => ({
    at: 'the plugin',
    expected: 'an object',
    got: showValue(plugin),
    advice: 'hand over the plugin itself, as the define… functions return it',
  }));
  const parts = plugin as Readonly<Record<string, unknown>>;
  const must = (name: string, holds: boolean, expected: string): void => {
    check.that(holds, () => ({
      at: name,
      expected,
      got: showValue(parts[name]),
      advice: `the contract needs it; see the documentation of ${name}`,
    }));
  };
  const { contract, name, config } = parts;
  must('contract', contract === 1, '1');
  must('name', typeof name === 'string' && name !== '', 'a name, by which a file can refer to it');
  must(
    'config',
    typeof config === 'object' && config !== null && !Array.isArray(config),
    'an object of settings',
  );
  for (const method of [...methods, 'with']) must(method, typeof parts[method] === 'function', 'a function');
  for (const method of optional) {
    if (parts[method] !== undefined) must(method, typeof parts[method] === 'function', 'a function');
  }
  for (const text of ['package', 'version']) {
    if (parts[text] !== undefined) must(text, typeof parts[text] === 'string', 'a string');
  }
}

/** Checks that the settings survive being written as JSON and read again, as a model file does. */
export function hasJsonConfig(check: Check, { config }: Plugin): void {
  const again = check.call('JSON.stringify(config)', () => JSON.parse(JSON.stringify(config)) as unknown);
  const difference = differenceOf('config', config, again);
  check.that(difference === undefined, () => ({
    at: difference ?? 'config',
    expected: 'plain JSON: finite numbers, strings, booleans, and lists and objects of these',
    got: 'another value once it is written as JSON and read again',
    advice:
      'keep functions, NaN, ∞, undefined, tensors and classes out of config: a model file could not hold them',
  }));
}

/** Where two values differ, as a path; b is what JSON made of a. */
function differenceOf(path: string, a: unknown, b: unknown): string | undefined {
  if (Object.is(a, b)) return undefined;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return path;
  if (Array.isArray(a) !== Array.isArray(b)) return path;
  const proto: unknown = Object.getPrototypeOf(a);
  // Plain objects only, also those of another frame: their prototype is the end of the chain.
  if (!Array.isArray(a) && proto !== null && Object.getPrototypeOf(proto) !== null) return path;
  const [left, right] = [a as Record<string, unknown>, b as Record<string, unknown>];
  for (const key of new Set([...Object.keys(left), ...Object.keys(right)])) {
    const found = key in right ? differenceOf(`${path}.${key}`, left[key], right[key]) : `${path}.${key}`;
    if (found !== undefined) return found;
  }
  return undefined;
}

/** Checks that `with` makes another plugin of the same kind and leaves this one as it was. */
export function withLeavesOriginal(check: Check, plugin: Plugin, settings: Config = plugin.config): void {
  const before = JSON.stringify(plugin);
  const change = changed(settings);
  const tried = [{}, settings, ...(change === undefined ? [] : [change])];
  for (const [i, changes] of tried.entries()) {
    let made: Plugin | undefined;
    // A setting moved away from its value may be outside its limits, and refused.
    if (i === 2) thrownBy(() => (made = plugin.with(changes)));
    else made = check.call(`with(${JSON.stringify(changes)})`, () => plugin.with(changes));
    const other = made;
    if (other !== undefined) {
      check.that(
        typeof other === 'object' && other.name === plugin.name && other.package === plugin.package,
        () => ({
          at: `with(${JSON.stringify(changes)})`,
          expected: `a plugin of the same name and package, ${plugin.name}`,
          got: typeof other === 'object' ? `${other.name} of ${String(other.package)}` : showValue(other),
          advice: 'a model file finds a plugin by name and package, and then calls with(config)',
        }),
      );
      const wanted = sortedJson({ ...plugin.config, ...changes });
      check.that(sortedJson(other.config) === wanted, () => ({
        at: `with(${JSON.stringify(changes)}).config`,
        expected: wanted,
        got: sortedJson(other.config),
        advice: 'with(changes) keeps the settings that are not changed and sets those that are',
      }));
    }
    const now = JSON.stringify(plugin);
    check.that(now === before, () => ({
      at: `the plugin after with(${JSON.stringify(changes)})`,
      expected: before,
      got: now,
      advice: 'with() makes another plugin and must not change this one, which others use',
    }));
  }
}

/** The settings with every number moved, or undefined where there is none. */
function changed(config: Config): Config | undefined {
  const moved = Object.entries(config).map(([name, value]) => [
    name,
    typeof value === 'number' ? value * 1.25 + (value === 0 ? 0.25 : 0) : value,
  ]);
  const found = Object.fromEntries(moved) as Config;
  return JSON.stringify(found) === JSON.stringify(config) ? undefined : found;
}

/** The plugin with every number among its settings moved, where it has some and takes that. */
export function variantOf<P extends Plugin>(plugin: P): P | undefined {
  const config = changed(plugin.config);
  if (config === undefined) return undefined;
  try {
    return plugin.with(config) as P;
  } catch {
    return undefined;
  }
}

/** Checks that `with` refuses a setting that does not exist, with a coded error that names it. */
export function refusesUnknownSetting(check: Check, plugin: Plugin): void {
  const error = thrownBy(() => plugin.with({ noSuchSetting: 1 }));
  check.that(error !== undefined && codeOf(error) !== undefined, () => ({
    at: 'with({ noSuchSetting: 1 })',
    expected: 'an error with a code, UNKNOWN_SETTING',
    got: error === undefined ? 'no error' : shown(error),
    advice: 'a mistyped setting must not be passed over; mergeConfig of @bilayer/tensor refuses it',
  }));
}
