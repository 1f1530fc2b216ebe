import type { Loss } from '@bilayer/losses';
import { checkOptions } from '@bilayer/tensor';
import { casesOf, nameOf, type Case, type KitOptions, type Law } from '../case.ts';
import type { Links } from '../links.ts';
import { differenceLaw } from './difference.ts';
import { formLaws } from './form.ts';
import { limitLaws } from './limits.ts';
import type { Subject } from './probe.ts';
import { gradientLaws, purityLaws } from './values.ts';

const laws: readonly Law<Subject>[] = [
  ...formLaws,
  ...purityLaws,
  ...gradientLaws,
  differenceLaw,
  ...limitLaws,
];

export interface LossKitOptions extends KitOptions {
  /**
   * What outputs y the loss takes: 'probabilities' (0 … 1, each row adding up to 1) or 'real' (any number). Default:
   * 'probabilities' for a loss whose fused link yields them, softmax or logistic; else 'real'.
   */
  readonly domain?: 'probabilities' | 'real';
  /** Definitions of link functions that the kit does not know, by name: what a fused way back is compared with. */
  readonly links?: Links;
}

/** The laws of losses as cases for `loss`. Throws `BAD_ARGUMENT` for an unknown option or case. */
export function lossCases(loss: Loss, options: LossKitOptions = {}): Case[] {
  checkOptions('lossCases', options, ['expectedFailures', 'domain', 'links']);
  const { links = {}, domain = domainOf(loss) } = options;
  return casesOf('lossCases', nameOf(loss, 'the loss'), laws, { loss, domain, links }, options);
}

/** A fused link says where y comes from: out of a softmax or a logistic function come probabilities. */
function domainOf(loss: Partial<Loss> | undefined): 'probabilities' | 'real' {
  const link = loss?.fused?.link;
  return link === 'softmax' || link === 'logistic' ? 'probabilities' : 'real';
}
