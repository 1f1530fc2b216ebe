import type { Listing } from '../../code/listings.ts';
import pythonSource from './nudged.py?raw';
import typescriptSource from './nudged.ts?raw';

function from(source: string, start: string): readonly string[] {
  return source.slice(source.indexOf(start)).trimEnd().split('\n');
}

/** The probabilities after a nudge of W1[i, j], by what it changes alone. A test runs both. */
export const nudgedListing: Listing = {
  python: from(pythonSource, 'def nudged('),
  typescript: from(typescriptSource, 'function nudged('),
};
