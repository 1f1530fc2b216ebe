import {
  dataNames,
  dtypes,
  engines,
  gradients,
  initializers,
  languages,
  losses,
  optimizers,
  rates,
  views,
  type DataName,
  type Language,
  type LossName,
  type OptimizerName,
  type ViewName,
} from './choices.ts';

/** All that decides what a training does, as the command line's options of the same names. */
export interface Run {
  readonly data: DataName;
  /** Neurons in the hidden layer. */
  readonly hidden: number;
  /** As the command line writes it: `relu`, `leakyRelu(alpha=0.1)`, `formula(x * sigmoid(x))`. */
  readonly activation: string;
  readonly loss: LossName;
  readonly init: (typeof initializers)[number];
  readonly optimizer: OptimizerName;
  readonly rate: number;
  readonly batch: number;
  readonly epochs: number;
  readonly gradient: (typeof gradients)[number];
  readonly engine: (typeof engines)[number];
  readonly dtype: (typeof dtypes)[number];
  readonly seed: number;
}

/** All that the page's address says. */
export interface State extends Run {
  readonly view: ViewName;
  readonly lang: Language;
}

export const defaults: State = {
  view: 'train',
  lang: 'en',
  data: 'digits',
  hidden: 50,
  activation: 'sigmoid',
  loss: 'crossEntropy',
  init: 'byGain',
  optimizer: 'sgd',
  rate: 1,
  batch: 100,
  epochs: 100,
  gradient: 'backprop',
  engine: 'wasm',
  dtype: 'float32',
  seed: 0,
};

/** Reads a value out of an address; undefined for one that is none. */
type Read<T> = (text: string) => T | undefined;

function oneOf<T extends string>(all: readonly T[]): Read<T> {
  return (text) => all.find((one) => one === text);
}

function whole(from: number, to: number): Read<number> {
  return (text) => {
    const number = Number(text);
    return /^\d+$/.test(text) && number >= from && number <= to ? number : undefined;
  };
}

/** The least and the largest values that the page takes. */
export const limits = {
  hidden: [1, 1024],
  batch: [1, 1000],
  epochs: [1, 10_000],
  seed: [0, 4_294_967_295],
} as const;

/** How each part of the state is read; a part added to `State` has to be added here. */
const read: { readonly [K in keyof State]: Read<State[K]> } = {
  view: oneOf(views),
  lang: oneOf(languages),
  data: oneOf(dataNames),
  hidden: whole(...limits.hidden),
  activation: (text) => (/^\w+(\(.*\))?$/s.test(text) && text.length <= 400 ? text : undefined),
  loss: oneOf(losses),
  init: oneOf(initializers),
  optimizer: oneOf(optimizers),
  rate: (text) => {
    const rate = Number(text);
    return text !== '' && Number.isFinite(rate) && rate > 0 ? rate : undefined;
  },
  batch: whole(...limits.batch),
  epochs: whole(...limits.epochs),
  gradient: oneOf(gradients),
  engine: oneOf(engines),
  dtype: oneOf(dtypes),
  seed: whole(...limits.seed),
};

const names: readonly (keyof State)[] = Object.keys(defaults) as (keyof State)[];

/** The value of `text` for one part of the state; undefined for a text that is none. */
export function readField<K extends keyof State>(name: K, text: string): State[K] | undefined {
  return read[name](text);
}

/**
 * The state that the query of an address says (`?data=iris&hidden=20`); what it does not say, or says wrongly, is
 * `fallback`'s, and the learning rate what is usual for the optimizer.
 */
export function parseState(query: string, fallback: State = defaults): State {
  const given = new URLSearchParams(query);
  const found = Object.fromEntries(
    names.flatMap((name) => {
      const value = read[name](given.get(name) ?? '');
      return value === undefined ? [] : [[name, value]];
    }),
  ) as Partial<State>;
  const optimizer = found.optimizer ?? fallback.optimizer;
  return { ...fallback, rate: rates[optimizer], ...found };
}

/** The query of the address that says `state`: the view, the language, and what is not as usual. */
export function serializeState(state: State): string {
  const usual: State = { ...defaults, rate: rates[state.optimizer] };
  const said = names.filter((name) => name === 'view' || name === 'lang' || state[name] !== usual[name]);
  return `?${new URLSearchParams(said.map((name) => [name, String(state[name])])).toString()}`;
}

/** The part of a state that a worker needs. */
export function runOf(state: State): Run {
  return Object.fromEntries(
    names.filter((name) => name !== 'view' && name !== 'lang').map((name) => [name, state[name]]),
  ) as unknown as Run;
}
