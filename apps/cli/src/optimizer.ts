import {
  adaGrad,
  adam,
  adamW,
  constant,
  cosine,
  momentum,
  nesterov,
  rmsProp,
  sgd,
  stepDecay,
  warmUp,
  type Optimizer,
  type Schedule,
} from '@bilayer/optimizers';
import { choose, parseSpec, type Settings } from './choose.ts';
import { Failure } from './failure.ts';
import type { Plan } from './plan.ts';

/** The optimizers that a command line can name. */
export const optimizers: Readonly<Record<string, (settings?: object) => Optimizer>> = {
  sgd,
  momentum,
  nesterov,
  adaGrad,
  rmsProp,
  adam,
  adamW,
};

type MakeSchedule = (lr: number, settings: Settings, total: number) => Schedule;

/** The schedules that a command line can name, for a training of `total` updates. */
export const schedules: Readonly<Record<string, MakeSchedule>> = {
  constant: (lr, settings) => constant({ ...(settings as object), lr }),
  cosine: (lr, settings, total) => cosine({ steps: total, ...(settings as object), lr }),
  stepDecay: (lr, settings) =>
    stepDecay({ every: needed('stepDecay', 'every', 500, settings), ...(settings as object), lr }),
  warmUp: (lr, settings) =>
    warmUp({ steps: needed('warmUp', 'steps', 50, settings), then: lr }).with({
      ...(settings as object),
      then: lr,
    }),
};

/** The setting without which there is no such schedule. */
function needed(schedule: string, name: string, example: number, settings: Settings): number {
  if (name in settings) return settings[name] as number;
  throw new Failure('BAD_SETTING', `${schedule} needs ${name}: --schedule ${schedule}:${name}=${example}`);
}

/** SGD's rate, at which a network of sigmoids learns digits and iris in 100 epochs. The others have their own usual ones. */
export const SGD_RATE = 1;

/** The optimizer that a plan describes, for a training of `total` updates. */
export function buildOptimizer(
  plan: Pick<Plan, 'optimizer' | 'rate' | 'schedule'>,
  total: number,
): Optimizer {
  const { name, settings } = withoutRate(plan.optimizer);
  const make = choose('optimizer', optimizers, name);
  const lr = plan.rate ?? (name === 'sgd' ? SGD_RATE : (make().config['lr'] as number));
  return make({ ...settings, lr: plan.schedule === undefined ? lr : scheduled(plan.schedule, lr, total) });
}

function scheduled(text: string, lr: number, total: number): Schedule {
  const { name, settings } = withoutRate(text);
  return choose('schedule', schedules, name)(lr, settings, total);
}

function withoutRate(text: string): ReturnType<typeof parseSpec> {
  const spec = parseSpec(text);
  if ('lr' in spec.settings) {
    throw new Failure(
      'BAD_SETTING',
      `'${text}': the learning rate is said with --rate ${spec.settings['lr'] ?? ''}`,
    );
  }
  return spec;
}
