import { mergeConfig, type Config } from '@bilayer/tensor';
import { checkDefinition } from './check-definition.ts';
import { checkLimits, type Limits } from './limits.ts';
import type { Schedule } from './schedule.ts';

/** Makes a schedule; settings left out have their defaults. */
export type ScheduleFactory<C extends Config> = (settings?: Partial<C>) => Schedule<C>;

/** What `defineSchedule` needs: a name and a `rate`; all else is optional (see `Schedule`). */
export interface ScheduleDefinition<C extends Config> {
  readonly name: string;
  readonly package?: string;
  readonly version?: string;
  /** The settings with their defaults: plain JSON values. A default outside its limit makes a setting that must be given. */
  readonly config?: C;
  /** What the settings must be; the factory and `with` refuse anything else. */
  readonly limits?: Limits<C>;
  readonly rate: (step: number, config: C) => number;
}

/**
 * A schedule from the learning rate as a function of the step:
 *
 *     const inverse = defineSchedule({ name: 'inverse', config: { lr: 0.1 }, rate: (step, { lr }) => lr / (step + 1) });
 *     sgd({ lr: inverse({ lr: 0.5 }) })
 *
 * Throws `BAD_PLUGIN` when name or rate is missing. The factory and `with` throw `BAD_SETTING` for a setting outside its
 * limits, `UNKNOWN_SETTING` for one that does not exist.
 */
/* @__NO_SIDE_EFFECTS__ */
export function defineSchedule<C extends Config = Record<string, never>>(
  definition: ScheduleDefinition<C>,
): ScheduleFactory<C> {
  checkDefinition('defineSchedule', definition, 'rate', '(step, config) => number');
  const { name, config: defaults = {} as C, limits = {}, rate, ...rest } = definition;
  const change = (settings: C, changes: Partial<C>): Schedule<C> => {
    const config = mergeConfig(name, settings, changes);
    checkLimits(name, config, limits);
    return Object.freeze<Schedule<C>>({
      ...rest,
      contract: 1,
      name,
      config,
      with: (further) => change(config, further),
      rate: (step) => rate(step, config),
    });
  };
  return (settings = {}) => change(defaults, settings);
}
