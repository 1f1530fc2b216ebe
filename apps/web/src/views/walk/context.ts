import { createContext } from 'svelte';
import type { WalkTexts } from '../../i18n/walk.ts';

/** What the parts of all lessons share. */
export interface WalkContext {
  readonly texts: WalkTexts;
}

const [get, set] = createContext<WalkContext>();

/** The view's own texts, for its parts. */
export const walk: () => WalkContext = get;
export const provideWalk: (context: WalkContext) => WalkContext = set;
