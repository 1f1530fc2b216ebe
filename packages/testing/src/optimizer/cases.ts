import type { Optimizer } from '@bilayer/optimizers';
import { checkOptions } from '@bilayer/tensor';
import { casesOf, nameOf, type Case, type KitOptions, type Law } from '../case.ts';
import { formLaws } from './form.ts';
import { purityLaws, valueLaws } from './laws.ts';
import type { Subject } from './probe.ts';

const laws: readonly Law<Subject>[] = [...formLaws, ...purityLaws, ...valueLaws];

/**
 * The laws of optimizers as cases for `optimizer`: one, or a factory as `defineOptimizer` gives it, which is called with
 * no settings. Throws `BAD_ARGUMENT` for an unknown option or case.
 */
export function optimizerCases(optimizer: Optimizer | (() => Optimizer), options: KitOptions = {}): Case[] {
  checkOptions('optimizerCases', options, ['expectedFailures']);
  const make = typeof optimizer === 'function' ? () => optimizer() : () => optimizer;
  return casesOf('optimizerCases', nameOfOptimizer(make), laws, { make }, options);
}

/** Its name for messages; a factory that throws is called what its laws then say of it. */
function nameOfOptimizer(make: () => Optimizer): string {
  try {
    return nameOf(make(), 'the optimizer');
  } catch {
    return 'the optimizer';
  }
}
