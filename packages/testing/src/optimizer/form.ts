import type { Params } from '@bilayer/optimizers';
import { tensor } from '@bilayer/tensor';
import type { Law } from '../case.ts';
import { codeOf, shown, thrownBy, type Check } from '../check.ts';
import { sameForm } from '../compare.ts';
import { fillsContract, hasJsonConfig, refusesUnknownSetting, withLeavesOriginal } from '../plugin.ts';
import { sameNames } from './compare.ts';
import { copyParams, copyState, draw, init, run, type Subject } from './probe.ts';

/** Contract, settings, shapes and dtypes. */
export const formLaws: readonly Law<Subject>[] = [
  {
    name: 'fills the contract',
    first: true,
    run({ make }, check) {
      const optimizer = check.call('making it without settings', make);
      fillsContract(check, optimizer, ['init', 'update'], ['rate']);
      for (const step of [0, 1, 1000]) {
        const rate = check.call(`rate(${step})`, () => optimizer.rate?.(step));
        check.that(rate === undefined || (Number.isFinite(rate) && rate >= 0), () => ({
          at: `rate(${step})`,
          expected: 'a finite number from 0 up',
          got: String(rate),
          advice: 'the rate is the factor of the gradient in the update that follows that many earlier ones',
        }));
      }
    },
  },
  {
    name: 'can be called at all',
    first: true,
    run({ make }, check) {
      const { params, grads } = draw();
      run(check, make(), params, grads, 1);
    },
  },
  {
    name: 'has plain JSON settings',
    run({ make }, check) {
      hasJsonConfig(check, make());
    },
  },
  {
    name: 'with() leaves the original as it is',
    run({ make }, check) {
      const optimizer = make();
      // A schedule is recorded by name only, and so cannot be handed over again.
      const numbers = Object.entries(optimizer.config).filter(([, value]) => typeof value === 'number');
      withLeavesOriginal(check, optimizer, Object.fromEntries(numbers));
    },
  },
  {
    name: 'with() refuses an unknown setting',
    run({ make }, check) {
      refusesUnknownSetting(check, make());
    },
  },
  {
    name: 'keeps names, shapes and dtypes',
    run({ make }, check) {
      const optimizer = make();
      for (const dtype of ['float64', 'float32'] as const) {
        const { params, grads } = draw(dtype);
        const first = init(check, optimizer, params);
        const once = run(check, optimizer, params, grads, 1);
        const sets: [string, Params][] = [['the parameters after an update', once.params]];
        for (const [what, state] of [
          ['init', first],
          ['an update', once.state],
        ] as const) {
          for (const [slot, set] of Object.entries(state.slots))
            sets.push([`slot ${slot} after ${what}`, set]);
        }
        for (const [at, set] of sets) {
          sameNames(check, set, params, at);
          for (const [name, like] of Object.entries(params)) {
            const advice = 'parameters and slots keep the shape and dtype of the parameter they belong to';
            sameForm(check, set[name] ?? like, like, { at: `${name}, ${at}`, advice });
          }
        }
      }
    },
  },
  {
    name: 'counts its updates',
    run({ make }, check) {
      const optimizer = make();
      const { params, grads } = draw();
      for (const updates of [0, 1, 3]) {
        const { state } = run(check, optimizer, params, grads, updates);
        check.that(state.step === updates, () => ({
          at: `state.step after ${updates} updates`,
          expected: String(updates),
          got: String(state.step),
          advice: 'init gives step 0 and every update one more',
        }));
      }
    },
  },
  {
    name: 'refuses gradients that do not fit',
    run({ make }, check) {
      const { params, grads } = draw();
      const { W1, b1, scale, none } = grads;
      if (W1 === undefined || b1 === undefined || scale === undefined || none === undefined) return;
      const odd = tensor(new Float64Array(12), [3, 4]);
      refuses(check, make, params, 'a gradient missing', { W1, scale, none });
      refuses(check, make, params, 'a gradient of another shape', { W1: odd, b1, scale, none });
      refuses(check, make, params, 'a gradient of no parameter', { W1, b1, scale, none, W9: b1 });
    },
  },
];

function refuses(check: Check, make: Subject['make'], params: Params, what: string, grads: Params): void {
  const optimizer = make();
  const state = init(check, optimizer, params);
  const error = thrownBy(() => optimizer.update(copyParams(params), grads, copyState(state)));
  check.that(error !== undefined && codeOf(error) !== undefined, () => ({
    at: `update(params, grads, state) with ${what}`,
    expected: 'an error with a code (SHAPE_MISMATCH)',
    got: error === undefined ? 'a result' : shown(error),
    advice: 'what defineOptimizer makes refuses it',
  }));
}
