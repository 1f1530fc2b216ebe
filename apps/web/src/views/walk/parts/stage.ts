import { getContext, setContext } from 'svelte';

/** The stage of a scene, for its parts. */
export interface Stage {
  /** Whether all of its first parts are there. */
  readonly isReady: boolean;
  /** Tells it that a part is still to come; what this returns, that it is there, or will never be. */
  wait(): () => void;
}

const key = Symbol('stage');

export function provideStage(stage: Stage): void {
  setContext(key, stage);
}

/** The stage that a part is on; undefined for one that is in no scene. */
export function stageOf(): Stage | undefined {
  return getContext<Stage | undefined>(key);
}
