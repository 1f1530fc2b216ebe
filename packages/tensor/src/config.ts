import { BilayerError } from './error.ts';

/** Settings of an activation, loss or optimizer: plain JSON, so that a file can hold them. */
export type Config = Readonly<Record<string, ConfigValue>>;

export type ConfigValue =
  number | string | boolean | readonly ConfigValue[] | { readonly [key: string]: ConfigValue };

/**
 * `config` with `changes` in place. Throws `UNKNOWN_SETTING` for a name `config` does not have, `BAD_SETTING` for a
 * value of another type than the one it replaces and for a number that is not finite (JSON has none).
 */
export function mergeConfig<C extends Config>(who: string, config: C, changes: Partial<C>): C {
  for (const [name, value] of Object.entries<unknown>(changes)) {
    const names = Object.keys(config);
    if (!names.includes(name)) {
      throw new BilayerError(
        'UNKNOWN_SETTING',
        `${who}: there is no setting ${name}; it has ${names.join(', ') || 'none'}`,
      );
    }
    const wanted = kindOf(config[name]);
    if (kindOf(value) !== wanted) {
      throw new BilayerError('BAD_SETTING', `${who}: ${name} is a ${wanted}; got ${show(value)}`);
    }
  }
  return Object.freeze({ ...config, ...changes });
}

/**
 * Throws `BAD_ARGUMENT` unless `options` is an object with none but the `known` names: what comes from plain JavaScript,
 * or from Python's habit of positional arguments, would otherwise be passed over in silence.
 */
export function checkOptions(who: string, options: object, known: readonly string[]): void {
  const given: unknown = options;
  if (typeof given !== 'object' || given === null) {
    throw new BilayerError(
      'BAD_ARGUMENT',
      `${who}: options are an object, as { ${known[0] ?? ''}: … }; got ${String(given)}`,
    );
  }
  const unknown = Object.keys(given).find((name) => !known.includes(name));
  if (unknown !== undefined) {
    throw new BilayerError(
      'BAD_ARGUMENT',
      `${who}: there is no option ${unknown}; there are ${known.join(', ')}`,
    );
  }
}

function kindOf(value: unknown): string {
  if (Array.isArray(value)) return 'list';
  return value === null ? 'null' : Number.isFinite(value) ? 'finite number' : typeof value;
}

function show(value: unknown): string {
  return typeof value === 'number' || value === undefined ? String(value) : JSON.stringify(value);
}
