import { BilayerError } from '@bilayer/tensor';

/** What a setting must be. `says` completes the sentence "it must be …". */
export interface Limit {
  readonly says: string;
  readonly holds: (value: unknown) => boolean;
}

export type Limits<C> = { readonly [K in keyof C]?: Limit };

const isNumber = (value: unknown): value is number => typeof value === 'number' && Number.isFinite(value);

export const positive: Limit = {
  says: 'a finite number above 0',
  holds: (value) => isNumber(value) && value > 0,
};

export const notNegative: Limit = {
  says: 'a finite number, 0 or more',
  holds: (value) => isNumber(value) && value >= 0,
};

export const fraction: Limit = {
  says: 'at least 0 and below 1',
  holds: (value) => isNumber(value) && value >= 0 && value < 1,
};

export const count: Limit = {
  says: 'a whole number above 0',
  holds: (value) => Number.isSafeInteger(value) && (value as number) > 0,
};

/** Throws `BAD_SETTING` for the first setting outside its limit. */
export function checkLimits<C extends object>(who: string, settings: C, limits: Limits<C>): void {
  for (const [name, limit] of Object.entries(limits) as [keyof C & string, Limit][]) {
    const value: unknown = settings[name];
    if (!limit.holds(value)) {
      throw new BilayerError('BAD_SETTING', `${who}: ${name} must be ${limit.says}; got ${show(value)}`);
    }
  }
}

/** A setting as an error shows it: numbers as they are (NaN too), anything else as JSON. */
export function show(value: unknown): string {
  return typeof value === 'number' || value === undefined ? String(value) : JSON.stringify(value);
}
