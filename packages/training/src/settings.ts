import type { Dataset } from '@bilayer/datasets';
import { describe, sortedJson, type Network, type Params } from '@bilayer/models';
import type { Optimizer } from '@bilayer/optimizers';
import { BilayerError } from '@bilayer/tensor';
import type { Engine } from './engine.ts';
import type { GradientMethod } from './gradient-method.ts';
import type { Sampling } from './sampler.ts';
import type { EarlyStopping } from './options.ts';
import type { RunSettings } from './training-state.ts';

interface Run<P extends Params> {
  readonly model: Network<P>;
  readonly data: Dataset;
  readonly optimizer: Optimizer;
  readonly engine: Engine;
  readonly gradient: GradientMethod;
  readonly sampling: Sampling;
  readonly batchSize: number;
  readonly evaluate: string;
  readonly earlyStopping: EarlyStopping | undefined;
}

/** What decides the bits of a training beside its state. */
export function settingsOf<P extends Params>(run: Run<P>): RunSettings {
  const { hidden, output, loss, sizes, dtype, weightDecay = 0 } = run.model.model();
  const named = ({ name, config }: Pick<Optimizer, 'name' | 'config'>): string =>
    sortedJson({ name, config });
  return {
    data: run.data.name,
    rows: run.data.train.length,
    sizes: sizes.join('-'),
    dtype,
    hidden: sortedJson(hidden.map(describe)),
    output: sortedJson(describe(output)),
    loss: sortedJson(loss && describe(loss)),
    weightDecay,
    optimizer: named(run.optimizer),
    engine: run.engine.name,
    gradient: named(run.gradient),
    sampling: run.sampling,
    batchSize: run.batchSize,
    evaluate: run.evaluate,
    earlyStopping: sortedJson(run.earlyStopping ?? 'none'),
  };
}

/** Throws `RESUME_MISMATCH` when a training would go on with other settings than it began with. */
export function checkSettings(then: RunSettings, now: RunSettings): void {
  for (const [name, value] of Object.entries(now)) {
    if (then[name] !== value) {
      throw new BilayerError(
        'RESUME_MISMATCH',
        `train: this training began with ${name} ${String(then[name])}, and now it is ${value}; ` +
          'resume with the same settings, or start anew',
      );
    }
  }
}
