import { mergeConfig } from '@bilayer/tensor';
import { learningRate, rateAt, recordRate, type LearningRate, type RecordedRate } from './learning-rate.ts';
import { checkLimits, count } from './limits.ts';
import type { Schedule } from './schedule.ts';

type Settings<R> = Readonly<{ steps: number; then: R }>;

/**
 * rate(step) = then(0) · (step + 1) / steps for the first `steps` updates, up to the full rate at the last of them; after
 * that then(step − steps). Source: Goyal et al. (arXiv:1706.02677), section 2.2, the gradual warm-up.
 */
export function warmUp(settings: Settings<LearningRate>): Schedule<Settings<RecordedRate>> {
  checkLimits('warmUp', settings, { steps: count, then: learningRate });
  const { steps, then } = settings;
  const config = Object.freeze({ steps, then: recordRate(then) });
  return Object.freeze<Schedule<Settings<RecordedRate>>>({
    contract: 1,
    name: 'warmUp',
    package: '@bilayer/optimizers',
    config,
    // `warmUp` refuses what is no rate.
    with: ({ then: next = then, ...others }) =>
      warmUp({ ...mergeConfig('warmUp', config, others), then: next as LearningRate }),
    rate: (step) => (step < steps ? (rateAt(then, 0) * (step + 1)) / steps : rateAt(then, step - steps)),
  });
}
