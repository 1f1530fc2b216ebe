import { BilayerError } from '@bilayer/tensor';
import { createCheck, isBroken, shown, type Check } from './check.ts';
import { obstacleOf, runBehind, type Obstacle } from './obstacle.ts';

/** One law as a test of any runner: `for (const c of cases) test(c.name, c.run)`. */
export interface Case {
  /** A short sentence that stays the same from version to version. */
  readonly name: string;
  /**
   * Throws or rejects with a `BilayerError`: `LAW_BROKEN` when the law is broken, `LAW_UNCHECKED` when one of the first
   * laws is, without which this one says nothing.
   */
  readonly run: () => void | Promise<void>;
  /** Why it is expected to fail, where it is. */
  readonly expectedFailure?: string;
  /** How many single checks the last run made. */
  readonly checks?: number;
}

export interface KitOptions {
  /**
   * Laws that this plugin is known to break: the case's name, and why. Such a case still runs, passes as long as the law
   * is broken, and fails once it holds.
   */
  readonly expectedFailures?: Readonly<Record<string, string>>;
}

/** One law of a kind of plugin. `S` is what it is checked on. */
export interface Law<S> {
  readonly name: string;
  /** When it is broken, those after it would say the same again, and are not checked. */
  readonly first?: true;
  readonly run: (subject: S, check: Check) => void | Promise<void>;
}

/** The laws as cases for one plugin. Throws `BAD_ARGUMENT` for an expected failure of a case that does not exist. */
export function casesOf<S>(
  kit: string,
  plugin: string,
  laws: readonly Law<S>[],
  subject: S,
  { expectedFailures = {} }: KitOptions,
): Case[] {
  const unknown = Object.keys(expectedFailures).find((name) => !laws.some((law) => law.name === name));
  if (unknown !== undefined) {
    throw new BilayerError(
      'BAD_ARGUMENT',
      `${kit}: expectedFailures names "${unknown}", and there is no such case; there are: ${laws
        .map(({ name }) => `"${name}"`)
        .join(', ')}`,
    );
  }
  const obstacles: Obstacle[] = [];
  return laws.map((law) => {
    const reason = expectedFailures[law.name];
    const made = caseOf(plugin, law, subject, reason, [...obstacles]);
    // What is expected to be broken stands in nobody's way.
    if (law.first && reason === undefined) obstacles.push(obstacleOf(made.run));
    return made;
  });
}

function caseOf<S>(
  plugin: string,
  law: Law<S>,
  subject: S,
  reason: string | undefined,
  obstacles: readonly Obstacle[],
): Case {
  let checks = 0;
  const settle = (error: unknown): void => {
    if (reason !== undefined) {
      if (error !== undefined) return;
      throw new BilayerError(
        'LAW_BROKEN',
        `${plugin}: "${law.name}" is declared an expected failure (${reason}), and it holds; ` +
          'remove it from expectedFailures',
      );
    }
    if (error === undefined) return;
    if (isBroken(error)) throw error as Error;
    // Something that no law foresaw: still the plugin's doing, and said so.
    throw new BilayerError(
      'LAW_BROKEN',
      `${plugin} breaks "${law.name}": it could not be checked to the end: ${shown(error)}`,
      { cause: error },
    );
  };
  const runLaw = (): void | Promise<void> => {
    const check = createCheck(plugin, law.name, () => {
      checks += 1;
    });
    let ending: void | Promise<void>;
    try {
      ending = law.run(subject, check);
    } catch (error) {
      settle(error);
      return undefined;
    }
    if (ending instanceof Promise) {
      return ending.then(
        () => {
          settle(undefined);
        },
        (error: unknown) => {
          settle(error);
        },
      );
    }
    settle(undefined);
    return undefined;
  };
  return {
    name: law.name,
    ...(reason !== undefined && { expectedFailure: reason }),
    get checks() {
      return checks;
    },
    run: () => {
      checks = 0;
      return runBehind(obstacles, runLaw);
    },
  };
}

/** How messages call a plugin: by its name, if it has one. */
export function nameOf(plugin: unknown, kind: string): string {
  const { name } = (plugin ?? {}) as { name?: unknown };
  return typeof name === 'string' && name !== '' ? name : kind;
}
