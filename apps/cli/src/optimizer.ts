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
import { choose } from './choose.ts';
import { Failure } from './failure.ts';
import type { Io } from './io.ts';
import { optimizerKind } from './plugin/kinds.ts';
import type { Plan } from './plan.ts';
import { importOnly } from './plugins.ts';
import { shellLine } from './show/shell.ts';
import { parseSpec, type Settings, type Spec } from './spec.ts';

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
  throw new Failure(
    'BAD_SETTING',
    `${schedule} needs ${name}: ${shellLine(['--schedule', `${schedule}(${name}=${example})`])}`,
  );
}

/** SGD's rate, at which a network of sigmoids learns digits and iris in 100 epochs. The others have their own usual ones. */
export const SGD_RATE = 1;

/** What a plan says of its optimizer. */
type RatePlan = Pick<Plan, 'optimizer' | 'rate' | 'schedule'>;

/** The optimizer that a plan describes, as a function of how many updates the training has in all. */
export async function optimizerFrom(plan: RatePlan, io: Io): Promise<(total: number) => Optimizer> {
  const { name, exported, settings } = withoutRate(plan.optimizer);
  const make = Object.hasOwn(optimizers, name) ? optimizers[name] : undefined;
  const optimizer =
    make?.() ?? (await importOnly(name, exported, optimizerKind, Object.keys(optimizers), io));
  const usual = name === 'sgd' ? SGD_RATE : optimizer.config['lr'];
  const { rate = usual, schedule } = plan;
  return (total) => {
    if (typeof rate !== 'number') {
      if (schedule === undefined) return configured(optimizer, settings);
      throw new Failure(
        'BAD_OPTION',
        `${optimizer.name} has no setting lr; leave --schedule out, or give a --rate`,
      );
    }
    const lr = schedule === undefined ? rate : scheduled(schedule, rate, total);
    // An optimizer that comes with a schedule of its own, or with other rates, keeps them.
    return configured(optimizer, lr === optimizer.config['lr'] ? settings : { ...settings, lr });
  };
}

function configured(optimizer: Optimizer, settings: object): Optimizer {
  return Object.keys(settings).length === 0 ? optimizer : optimizer.with(settings);
}

function scheduled(text: string, lr: number, total: number): Schedule {
  const { name, settings } = withoutRate(text);
  return choose('schedule', schedules, name)(lr, settings, total);
}

function withoutRate(text: string): Spec {
  const spec = parseSpec(text);
  if ('lr' in spec.settings) {
    throw new Failure(
      'BAD_SETTING',
      `'${text}': the learning rate is said with --rate ${spec.settings['lr'] ?? ''}`,
    );
  }
  return spec;
}
