import type { FloatDType } from '@bilayer/models';
import { checkOptions } from '@bilayer/tensor';
import type { Engine } from '@bilayer/training';
import { casesOf, nameOf, type Case, type KitOptions, type Law } from '../case.ts';
import type { Subject } from './probe.ts';
import { stateLaws } from './state.ts';
import { stepLaws } from './steps.ts';

const laws: readonly Law<Subject>[] = [...stepLaws, ...stateLaws];

export interface EngineKitOptions extends KitOptions {
  /** The dtypes that the engine must take; the other it may refuse, with a coded error. Default: both. */
  readonly dtypes?: readonly FloatDType[];
  /**
   * How far a parameter or loss may be from the network's own methods after a few steps: tolerance · (1 + |value|).
   * Default: 1e-10 in float64, 1e-4 in float32.
   */
  readonly tolerance?: number;
}

/** The laws of engines as cases for `engine`. Throws `BAD_ARGUMENT` for an unknown option or case. */
export function engineCases(engine: Engine, options: EngineKitOptions = {}): Case[] {
  checkOptions('engineCases', options, ['expectedFailures', 'dtypes', 'tolerance']);
  const { dtypes = ['float64', 'float32'], tolerance } = options;
  const subject = { engine, dtypes, ...(tolerance !== undefined && { tolerance }) };
  return casesOf('engineCases', nameOf(engine, 'the engine'), laws, subject, options);
}
