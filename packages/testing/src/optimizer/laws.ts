import type { Optimizer, Params } from '@bilayer/optimizers';
import { astype, fromArray, tensor, type Tensor } from '@bilayer/tensor';
import { decodeCheckpoint, encodeCheckpoint } from '@bilayer/training';
import type { Law } from '../case.ts';
import type { Check } from '../check.ts';
import { within } from '../compare.ts';
import { showNumber } from '../show.ts';
import { sameSettings, untouched } from '../untouched.ts';
import { sameParams, sameRun } from './compare.ts';
import { copyParams, copyState, draw, init, run, update, type Run, type Subject } from './probe.ts';

/** An optimizer is a pure function of parameters, gradients and state. */
export const purityLaws: readonly Law<Subject>[] = [
  {
    name: 'leaves its inputs as they are',
    run({ make }, check) {
      const optimizer = make();
      const { params, grads } = draw();
      const { params: now, state } = run(check, optimizer, params, grads, 2);
      const slots = Object.entries(state.slots).flatMap(([slot, set]) =>
        Object.entries(set).map(([name, x]) => [`${slot} of ${name}`, x] as const),
      );
      const inputs = {
        ...named('parameter', now),
        ...named('gradient', grads),
        ...Object.fromEntries(slots),
      };
      sameSettings(check, 'update', optimizer.config, () => {
        untouched(check, 'init(params)', named('parameter', now), () => optimizer.init(now));
        const { step } = state;
        untouched(check, 'update(params, grads, state)', inputs, () => optimizer.update(now, grads, state));
        check.that(state.step === step, () => ({
          at: 'state.step after update(params, grads, state)',
          expected: String(step),
          got: String(state.step),
          advice: 'return a new state; the old one may be in a checkpoint',
        }));
      });
      keepsItsResults(check, optimizer, now, grads, state);
    },
  },
  {
    name: 'gives the same bits for the same input',
    run({ make }, check) {
      const optimizer = make();
      const { params, grads } = draw();
      const first = run(check, optimizer, params, grads, 3);
      const advice = 'keep what is remembered in state.slots, and nothing in the optimizer; no Math.random';
      sameRun(check, run(check, optimizer, params, grads, 3), first, {
        at: 'three updates, once more',
        advice,
      });
      run(check, optimizer, grads, params, 2);
      sameRun(check, run(check, optimizer, params, grads, 3), first, {
        at: 'three updates, after others of other parameters',
        advice,
      });
      sameRun(check, run(check, make(), params, grads, 3), first, {
        at: 'three updates of another one',
        advice,
      });
    },
  },
  {
    name: 'treats parameters apart from each other',
    run({ make }, check) {
      const optimizer = make();
      const { params, grads } = draw();
      const all = run(check, optimizer, params, grads, 3).params;
      const advice = 'the update of one parameter may depend on no other, and not on their order';
      for (const name of Object.keys(params)) {
        const pick = (set: Params): Params => ({ [name]: set[name]! });
        const alone = run(check, optimizer, pick(params), pick(grads), 3).params;
        sameParams(check, alone, pick(all), { at: 'three updates of it alone', advice });
      }
      const backwards = (set: Params): Params => Object.fromEntries(Object.entries(set).reverse());
      const turned = run(check, optimizer, backwards(params), backwards(grads), 3).params;
      sameParams(check, turned, all, { at: 'three updates with the names in another order', advice });
    },
  },
  {
    name: 'goes on from a checkpoint bit for bit',
    run({ make }, check) {
      const { params, grads } = draw();
      const straight = run(check, make(), params, grads, 5);
      const half = run(check, make(), params, grads, 2);
      const read = check.call('a checkpoint, written and read', () => throughFile(half));
      const again = check.call('with({})', () => make().with({}));
      sameRun(check, run(check, again, read.params, grads, 3, read.state), straight, {
        at: 'two updates, a checkpoint and three updates beside five updates',
        advice:
          'all that is remembered belongs into state.slots: a name without a dot, then tensors by parameter',
      });
    },
  },
];

function named(kind: string, params: Params): Record<string, Tensor> {
  return Object.fromEntries(Object.entries(params).map(([name, x]) => [`${kind} ${name}`, x]));
}

/** Parameters and a state handed out before must not change with the next update. */
function keepsItsResults(
  check: Check,
  optimizer: Optimizer,
  params: Params,
  grads: Params,
  state: Run['state'],
): void {
  const kept = optimizer.update(copyParams(params), copyParams(grads), copyState(state));
  const copy = { params: copyParams(kept.params), state: copyState(kept.state) };
  update(check, optimizer, kept.params, grads, kept.state);
  optimizer.update(kept.params, grads, kept.state);
  sameRun(check, kept, copy, {
    at: 'the result of an update after the next one',
    advice: 'return new memory from every update',
  });
}

/** Parameters and state as they come back out of the bytes of a checkpoint. */
function throughFile({ params, state }: Run): Run {
  const bytes = encodeCheckpoint({
    params,
    optimizer: state,
    iteration: state.step,
    random: { key: new Uint32Array(624), position: 0 },
    sampler: { order: new Int32Array(0), position: 0 },
    pending: [],
    history: { losses: [], accuracies: [] },
    settings: {},
  });
  const read = decodeCheckpoint(bytes).state;
  return { params: read.params, state: read.optimizer };
}

/** What updates do to the numbers. */
export const valueLaws: readonly Law<Subject>[] = [
  {
    name: 'goes downhill on a bowl',
    run({ make }, check) {
      const optimizer = make();
      // ½ (w₀² + 4 w₁² + b²), whose gradient is (w₀, 4 w₁), b.
      const height = ({ W, b }: Params): number => {
        const [w0 = NaN, w1 = NaN, w2 = NaN] = [W?.data[0], W?.data[1], b?.data[0]];
        return (w0 * w0 + 4 * w1 * w1 + w2 * w2) / 2;
      };
      const slope = ({ W, b }: Params): Params => ({
        W: tensor(Float64Array.of(W?.data[0] ?? NaN, 4 * (W?.data[1] ?? NaN))),
        b: b ?? fromArray([NaN]),
      });
      let now: Run = { params: { W: fromArray([3, -2]), b: fromArray([1]) }, state: { step: 0, slots: {} } };
      now = { ...now, state: init(check, optimizer, now.params) };
      const start = height(now.params);
      for (let k = 0; k < 20; k++) now = update(check, optimizer, now.params, slope(now.params), now.state);
      check.that(height(now.params) < start, () => ({
        at: 'the height after 20 updates on ½ (w₀² + 4 w₁² + b²) from (3, −2, 1)',
        expected: `less than ${start}`,
        got: showNumber(height(now.params)),
        advice: 'an update goes against the gradient: θ − η g; or the default rate is too high',
      }));
    },
  },
  {
    name: 'stays where parameter and gradient are 0',
    run({ make }, check) {
      const zero = { W: tensor(new Float64Array(3)) };
      sameValues(check, run(check, make(), zero, zero, 3).params['W'] ?? zero.W, zero.W);
    },
  },
  {
    name: 'makes no NaN of small and large gradients',
    run({ make }, check) {
      const grads = { W: tensor(Float64Array.of(0, -0, 1e-300, 1e-30, -1e-8, 1e10, -1e10)) };
      const params = { W: tensor(new Float64Array(7).fill(0.5)) };
      const after = run(check, make(), params, grads, 3).params['W'] ?? params.W;
      const bad = after.data.findIndex((v: number) => !Number.isFinite(v));
      check.that(bad === -1, () => ({
        at: `a parameter 0.5 with gradient ${showNumber(grads.W.data[bad])} after three updates`,
        expected: 'a finite number',
        got: showNumber(after.data[bad]),
        advice: 'add an ε where a root or a square is divided by',
      }));
    },
  },
  {
    name: 'keeps NaN, and in its own parameter',
    run({ make }, check) {
      const optimizer = make();
      const { params, grads } = draw();
      const before = run(check, optimizer, params, grads, 1).params;
      const ill = copyParams(grads);
      const W1 = ill['W1'];
      if (W1 === undefined) return;
      W1.data[4] = NaN;
      const now = run(check, optimizer, params, ill, 1).params;
      const found = now['W1']?.data.some(Number.isNaN) ?? false;
      check.that(found, () => ({
        at: 'W1 after an update with NaN in its gradient',
        expected: 'NaN: training stops on it',
        got: 'only numbers',
        advice: 'NaN must stay visible; a comparison with it is false',
      }));
      sameParams(
        check,
        { ...now, W1 },
        { ...before, W1 },
        {
          at: 'after an update with NaN in the gradient of W1',
          advice: 'the update of one parameter may depend on no other',
        },
      );
    },
  },
  {
    name: 'says the same in float32',
    run({ make }, check) {
      const narrow = draw('float32');
      const widened = (set: Params): Params =>
        Object.fromEntries(Object.entries(set).map(([name, x]) => [name, astype(x, 'float64')]));
      const a = run(check, make(), narrow.params, narrow.grads, 5).params;
      const b = run(check, make(), widened(narrow.params), widened(narrow.grads), 5).params;
      for (const [name, x] of Object.entries(b)) {
        // Half an ulp of float32 is 6e-8; five updates round parameters and slots five times each.
        within(check, a[name] ?? x, x, (n) => 2e-6 * (1 + Math.abs(n)), {
          at: `${name} after five updates in float32, beside float64`,
          advice: 'compute in float64 and round once, when the result is stored',
        });
      }
    },
  },
];

function sameValues(check: Check, now: Tensor, before: Tensor): void {
  // 0 and −0 are the same place.
  within(check, now, before, () => 0, {
    at: 'a parameter of 0 whose gradient is 0, after three updates',
    advice: 'there is nothing to move it: an update is a sum of gradients, and of decay towards 0',
  });
}
