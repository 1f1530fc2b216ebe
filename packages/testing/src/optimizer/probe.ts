import type { Optimizer, OptimizerState, Params } from '@bilayer/optimizers';
import { astype, randomState, type Tensor } from '@bilayer/tensor';
import type { Check } from '../check.ts';
import { copyOf, mustBeTensor } from '../compare.ts';
import { showValue } from '../show.ts';

/** What the laws of optimizers are checked on: the optimizer, made anew for each. */
export interface Subject {
  readonly make: () => Optimizer;
}

export interface Run {
  readonly params: Params;
  readonly state: OptimizerState;
}

export type FloatDType = 'float64' | 'float32';

/** Parameters of rank 2, 1 and 0, and one without elements; with gradients. */
export function draw(dtype: FloatDType = 'float64'): { readonly params: Params; readonly grads: Params } {
  const random = randomState(7);
  const make = (...shape: number[]): Tensor => astype(random.randn(...shape), dtype);
  const set = (): Params => ({ W1: make(4, 3), b1: make(3), scale: make(), none: make(0, 2) });
  return { params: set(), grads: set() };
}

// Every call gets copies of its own and what it returns is copied, so that an optimizer that writes to what it is given
// breaks the law about that and no others.

export function copyParams(params: Params): Params {
  return Object.fromEntries(Object.entries(params).map(([name, x]) => [name, copyOf(x)]));
}

export function copyState({ step, slots }: OptimizerState): OptimizerState {
  return {
    step,
    slots: Object.fromEntries(Object.entries(slots).map(([slot, params]) => [slot, copyParams(params)])),
  };
}

export function init(check: Check, optimizer: Optimizer, params: Params): OptimizerState {
  const state = check.call('init(params)', () => optimizer.init(copyParams(params)));
  return copyState(mustBeState(check, state, 'init(params)'));
}

export function update(
  check: Check,
  optimizer: Optimizer,
  params: Params,
  grads: Params,
  state: OptimizerState,
): Run {
  const at = 'update(params, grads, state)';
  const next = check.call(at, () =>
    optimizer.update(copyParams(params), copyParams(grads), copyState(state)),
  );
  mustBeParams(check, (next as Partial<Run> | undefined)?.params, `params of ${at}`);
  mustBeState(check, (next as Partial<Run> | undefined)?.state, `state of ${at}`);
  return { params: copyParams(next.params), state: copyState(next.state) };
}

/** `updates` updates with the same gradients. */
export function run(
  check: Check,
  optimizer: Optimizer,
  params: Params,
  grads: Params,
  updates: number,
  from?: OptimizerState,
): Run {
  let now: Run = { params, state: from ?? init(check, optimizer, params) };
  for (let k = 0; k < updates; k++) now = update(check, optimizer, now.params, grads, now.state);
  return now;
}

function mustBeParams(check: Check, params: unknown, at: string): void {
  check.that(typeof params === 'object' && params !== null, () => ({
    at,
    expected: 'tensors by name',
    got: showValue(params),
    advice: 'return { params, state }',
  }));
  for (const [name, x] of Object.entries(params as Params)) mustBeTensor(check, x, `${name}, ${at}`);
}

function mustBeState(check: Check, state: OptimizerState | undefined, at: string): OptimizerState {
  const { step, slots } = (state ?? {}) as Partial<OptimizerState>;
  check.that(typeof step === 'number' && typeof slots === 'object', () => ({
    at,
    expected: 'a state { step, slots }',
    got: showValue(state),
    advice: 'a checkpoint keeps the step and the tensors in slots, and nothing else',
  }));
  for (const [slot, params] of Object.entries(slots ?? {}))
    mustBeParams(check, params, `slot ${slot}, ${at}`);
  return state ?? { step: 0, slots: {} };
}
