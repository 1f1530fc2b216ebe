import { BilayerError } from '@bilayer/tensor';

/** What is wrong, in the parts that a message of the kit is made of. */
export interface Fault {
  /** Where: the call and the input value, `forward(a) at a = 0.5, element [2, 1]`. */
  readonly at: string;
  readonly expected: string;
  readonly got: string;
  /** What to do about it. */
  readonly advice: string;
  /** The number at which it shows, where it is one number that an elementwise function was given. */
  readonly input?: number;
}

/** What a law is given to check with. Each call of `that` is one check. */
export interface Check {
  /** Throws `LAW_BROKEN` with the fault unless `holds`. */
  that(holds: boolean, fault: () => Fault): void;
  /** Calls the plugin; what it throws becomes a `LAW_BROKEN` that says what was called. */
  call<T>(at: string, work: () => T): T;
  /** The same for what it promises. */
  later<T>(at: string, work: () => T | PromiseLike<T>): Promise<T>;
}

/** A check for one law of one plugin; `count` is called for every single check. */
export function createCheck(plugin: string, law: string, count: () => void): Check {
  const broken = (fault: Fault, cause?: unknown): BilayerError => {
    const { at, expected, got, advice } = fault;
    const message = `${plugin} breaks "${law}": ${at}: expected ${expected}, got ${got}; ${advice}`;
    const error = new BilayerError('LAW_BROKEN', message, cause === undefined ? {} : { cause });
    return Object.assign(error, { fault });
  };
  const blame = (at: string, error: unknown): unknown =>
    isBroken(error)
      ? error
      : broken({ at, expected: 'a result', got: shown(error), advice: 'it must not throw here' }, error);
  return {
    that(holds, fault) {
      count();
      if (!holds) throw broken(fault());
    },
    call(at, work) {
      try {
        return work();
      } catch (error) {
        throw blame(at, error);
      }
    },
    async later(at, work) {
      try {
        return await work();
      } catch (error) {
        throw blame(at, error);
      }
    },
  };
}

/** Whether `error` is the kit's own. By its code and not by `instanceof`, so that another copy's counts too. */
export function isBroken(error: unknown): boolean {
  return codeOf(error) === 'LAW_BROKEN';
}

/** The parts of the message of a `LAW_BROKEN`; undefined where the law could not be checked to the end. */
export function faultOf(error: unknown): Fault | undefined {
  return isBroken(error) ? (error as { readonly fault?: Fault }).fault : undefined;
}

/** The `code` of an error, where it has one. */
export function codeOf(error: unknown): string | undefined {
  if (typeof error !== 'object' || error === null) return undefined;
  const { code }: { code?: unknown } = error;
  return typeof code === 'string' ? code : undefined;
}

/** An error as one line: `SHAPE_MISMATCH: add: …`, `TypeError: …`. */
export function shown(error: unknown): string {
  if (!(error instanceof Error)) return `${String(error)} thrown`;
  return `${codeOf(error) ?? error.name}: ${error.message}`;
}

/** What a call rejects with, or undefined where it resolves. */
export async function rejectionOf(work: () => unknown): Promise<unknown> {
  try {
    await work();
  } catch (error) {
    return error ?? new Error('undefined thrown');
  }
  return undefined;
}

/** What a call throws, or undefined where it returns. */
export function thrownBy(work: () => unknown): unknown {
  try {
    work();
  } catch (error) {
    return error ?? new Error('undefined thrown');
  }
  return undefined;
}
