import type { LessonTexts } from '../walk.ts';

/** What the lines of the helper's loop do; `idx` is where. */
export interface LoopTexts {
  readonly start: string;
  readonly read: (idx: string) => string;
  readonly up: (idx: string) => string;
  readonly above: (idx: string) => string;
  readonly down: (idx: string) => string;
  readonly below: (idx: string) => string;
  readonly slope: (idx: string) => string;
  readonly back: (idx: string) => string;
}

export interface BugsTexts extends LessonTexts {
  readonly restore: {
    readonly title: string;
    readonly text: readonly string[];
    readonly leaveOut: string;
    readonly h: string;
    readonly param: string;
    readonly right: string;
    readonly now: string;
    readonly drift: string;
    readonly moved: (name: string) => string;
    readonly count: string;
    readonly lossBefore: string;
    readonly lossAfter: string;
    readonly good: string;
    readonly bad: (h: string) => string;
    readonly copy: string;
  };
  readonly integer: {
    readonly title: string;
    readonly text: readonly string[];
    readonly integers: string;
    readonly grad: string;
    readonly right: string;
    readonly pick: string;
    readonly stored: (what: string) => string;
    readonly asStored: (computed: string, stored: string) => string;
    readonly library: string;
    readonly says: string;
    readonly fine: string;
    readonly rightSlopes: string;
    readonly weights: string;
  };
  readonly rows: {
    readonly title: string;
    readonly text: readonly string[];
    readonly matrix: string;
    readonly memory: (name: string) => string;
    readonly copy: string;
    readonly untouched: string;
    readonly half: string;
    readonly apart: string;
    readonly stopped: string;
    readonly ofRows: LoopTexts & { readonly error: (idx: string, rows: string) => string };
    readonly ofVector: LoopTexts & { readonly rest: string };
  };
}
