import type { Activation } from '@bilayer/activations';
import { checkOptions } from '@bilayer/tensor';
import { casesOf, nameOf, type Case, type KitOptions, type Law } from '../case.ts';
import type { Links } from '../links.ts';
import { differenceLaw } from './difference.ts';
import { formLaws } from './form.ts';
import { gradientLaws } from './gradient.ts';
import { independenceLaws } from './independence.ts';
import { kinkLaw } from './kinks.ts';
import { limitLaws } from './limits.ts';
import type { Subject } from './probe.ts';
import { purityLaws } from './purity.ts';
import { useLaws } from './use.ts';

const laws: readonly Law<Subject>[] = [
  ...formLaws,
  ...purityLaws,
  ...gradientLaws,
  kinkLaw,
  differenceLaw,
  ...independenceLaws,
  ...limitLaws,
  ...useLaws,
];

export interface ActivationKitOptions extends KitOptions {
  /** Definitions of link functions that the kit does not know, by name: what a declared `link` is compared with. */
  readonly links?: Links;
}

/** The laws of activations as cases for `activation`. Throws `BAD_ARGUMENT` for an unknown option or case. */
export function activationCases(activation: Activation, options: ActivationKitOptions = {}): Case[] {
  checkOptions('activationCases', options, ['expectedFailures', 'links']);
  const subject = { f: activation, links: options.links ?? {} };
  return casesOf('activationCases', nameOf(activation, 'the activation'), laws, subject, options);
}
