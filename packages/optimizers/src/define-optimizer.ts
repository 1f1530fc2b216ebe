import { BilayerError, mergeConfig, zeros, type Config, type Tensor, type TypedArray } from '@bilayer/tensor';
import { checkDefinition } from './check-definition.ts';
import { checkPairs, checkParams } from './check-params.ts';
import { learningRate, rateAt, recordRate, type LearningRate, type RecordedRate } from './learning-rate.ts';
import { checkLimits, type Limits } from './limits.ts';
import type { Optimizer, OptimizerState, Params } from './optimizer.ts';

/** Settings with the learning rate of one update among them. */
export type RatedConfig = Config & { readonly lr: number };

type WithRate<C, R> = { readonly [K in keyof C]: K extends 'lr' ? R : C[K] };

/** Makes an optimizer; settings left out have their defaults. */
export type OptimizerFactory<C extends RatedConfig> = (
  settings?: Partial<WithRate<C, LearningRate>>,
) => Optimizer<WithRate<C, RecordedRate>>;

/** What `defineOptimizer` needs: a name, settings with a learning rate, and a `step`; all else is optional. */
export interface OptimizerDefinition<C extends RatedConfig, S extends string> {
  readonly name: string;
  readonly package?: string;
  readonly version?: string;
  /** The settings with their defaults, `lr` among them: plain JSON values. */
  readonly config: C;
  /** What the settings other than lr must be; the factory and `with` refuse anything else. */
  readonly limits?: Limits<C>;
  /** What is remembered of each parameter from update to update: arrays of its size, 0 at first. */
  readonly slots?: readonly S[];
  /**
   * One update of one parameter, in place: `p` and the slots are private copies, elements in row-major order. `g` is the
   * gradient, for reading only. `settings.lr` is the rate of this update, and `t` counts updates from 1.
   */
  readonly step: (
    p: TypedArray,
    g: ArrayLike<number>,
    slots: Readonly<Record<S, TypedArray>>,
    settings: C,
    t: number,
  ) => void;
}

/**
 * An optimizer from the update of one array. Sign descent, complete:
 *
 *     const signDescent = defineOptimizer({
 *       name: 'signDescent', config: { lr: 0.001 },
 *       step(p, g, _, { lr }) { for (let i = 0; i < p.length; i++) p[i] = p[i]! - lr * Math.sign(g[i]!); },
 *     });
 *
 * Throws `BAD_PLUGIN` when name, lr or step is missing. The factory and `with` throw `BAD_SETTING` for a setting outside its
 * limits, `UNKNOWN_SETTING` for one that does not exist; `init` throws `BAD_DTYPE` for parameters that are not floats,
 * and `update` `SHAPE_MISMATCH` for gradients and `BAD_STATE` for a state that do not fit.
 */
/* @__NO_SIDE_EFFECTS__ */
export function defineOptimizer<C extends RatedConfig, S extends string = never>(
  definition: OptimizerDefinition<C, S>,
): OptimizerFactory<C> {
  checkDefinition('defineOptimizer', definition, 'step', '(p, g, slots, settings, t) => void');
  const { name, config, limits, slots = [], step, ...rest } = definition;
  if (typeof (config as Partial<C> | undefined)?.lr !== 'number') {
    throw new BilayerError(
      'BAD_PLUGIN',
      `defineOptimizer: ${name} needs config: { lr: its default rate, … }`,
    );
  }

  function make(config: Config, lr: LearningRate): Optimizer {
    checkLimits(name, { ...config, lr }, { ...limits, lr: learningRate });
    return Object.freeze<Optimizer>({
      ...rest,
      contract: 1,
      name,
      config: Object.freeze({ ...config, lr: recordRate(lr) }),
      // `make` refuses what is no rate.
      with: ({ lr: next = lr, ...others }) => make(mergeConfig(name, config, others), next as LearningRate),
      rate: (done) => rateAt(lr, done),

      init(params) {
        checkParams(name, params);
        const blank = () => mapValues(params, ({ shape, dtype }) => zeros(shape, dtype));
        return { step: 0, slots: Object.fromEntries(slots.map((slot) => [slot, blank()])) };
      },

      update<P extends Params>(params: P, grads: Params, state: OptimizerState) {
        checkPairs('SHAPE_MISMATCH', `${name}: the gradients`, params, grads);
        const memory = Object.fromEntries(
          slots.map((slot) => {
            const values = state.slots[slot] ?? {};
            checkPairs('BAD_STATE', `${name}: the state's ${slot}`, params, values);
            return [slot, mapValues(values, copy)];
          }),
        );
        const t = state.step + 1;
        const now = { ...config, lr: rateAt(lr, state.step) } as C;
        const next = mapValues(params, (p, key) => {
          const own = Object.fromEntries(slots.map((slot) => [slot, memory[slot]![key]!.data]));
          const x = copy(p);
          step(x.data, grads[key]!.data, own as Record<S, TypedArray>, now, t);
          return x;
        });
        return { params: next as P, state: { step: t, slots: memory } };
      },
    });
  }
  const standard = make(config, config.lr);
  return ((settings = {}) => standard.with(settingsOf(name, settings))) as OptimizerFactory<C>;
}

/** Throws `BAD_SETTING` for sgd(0.1), whose 0.1 would be passed over in silence. */
function settingsOf(name: string, settings: unknown): object {
  if (typeof settings === 'object' && settings !== null) return settings;
  throw new BilayerError(
    'BAD_SETTING',
    `${name}: settings are an object: ${name}({ lr: 0.1 }); got ${String(settings)}`,
  );
}

function mapValues(params: Params, f: (x: Tensor, name: string) => Tensor): Record<string, Tensor> {
  return Object.fromEntries(Object.entries(params).map(([name, x]) => [name, f(x, name)]));
}

function copy({ data, shape, dtype }: Tensor): Tensor {
  return { shape, dtype, data: data.slice() };
}
