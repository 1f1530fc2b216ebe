export type { Optimizer, OptimizerState, Params, Updated } from './optimizer.ts';
export {
  defineOptimizer,
  type OptimizerDefinition,
  type OptimizerFactory,
  type RatedConfig,
} from './define-optimizer.ts';
export type { Limit, Limits } from './limits.ts';
export { sgd } from './sgd.ts';
export { momentum } from './momentum.ts';
export { nesterov } from './nesterov.ts';
export { adaGrad } from './ada-grad.ts';
export { rmsProp } from './rms-prop.ts';
export { adam } from './adam.ts';
export { adamW } from './adam-w.ts';
export type { Schedule } from './schedule.ts';
export type { LearningRate, RecordedRate } from './learning-rate.ts';
export { defineSchedule, type ScheduleDefinition, type ScheduleFactory } from './define-schedule.ts';
export { constant } from './constant.ts';
export { stepDecay } from './step-decay.ts';
export { cosine } from './cosine.ts';
export { warmUp } from './warm-up.ts';
