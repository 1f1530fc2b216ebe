import type { LessonTexts } from '../walk.ts';

/** What is said in a step; `name` is what the function is called now. */
type Said = (name: string) => string;

export interface NamesTexts extends LessonTexts {
  readonly stack: {
    readonly title: string;
    readonly text: readonly string[];
    readonly rename: string;
    readonly steps: {
      readonly call: Said;
      readonly makes: Said;
      readonly bare: Said;
      readonly function: Said;
      readonly f: Said;
      readonly lambda: Said;
      readonly loss: Said;
      readonly predict: Said;
      readonly entropy: Said;
      readonly above: Said;
      readonly below: Said;
      readonly grad: Said;
      readonly next: Said;
      readonly grads: Said;
      readonly done: Said;
    };
    readonly frames: string;
    readonly homes: { readonly module: string; readonly class: string; readonly lambda: string };
    readonly module: string;
    readonly class: string;
    readonly aFunction: string;
    readonly aMethod: string;
    readonly methodCalls: string;
    readonly functionCalls: string;
    readonly lambdaCalls: string;
  };
  readonly lookup: {
    readonly title: string;
    readonly text: readonly string[];
    readonly choose: string;
    readonly places: { readonly function: string; readonly method: string; readonly lambda: string };
    readonly ladder: string;
    readonly rungs: {
      readonly local: string;
      readonly enclosing: string;
      readonly module: string;
      readonly builtin: string;
    };
    readonly states: { readonly missing: string; readonly found: string; readonly skipped: string };
    readonly class: string;
    readonly neverAsked: string;
    readonly found: {
      readonly local: Said;
      readonly enclosing: Said;
      readonly module: Said;
      readonly builtin: Said;
      readonly class: Said;
    };
    readonly nowhere: Said;
  };
  readonly self: {
    readonly title: string;
    readonly text: readonly string[];
    readonly switch: string;
    readonly step: string;
    readonly run: string;
    readonly again: string;
    readonly last: (frames: string) => string;
    readonly frames: string;
    readonly deepest: string;
    readonly losses: string;
    readonly over: string;
    readonly without: string;
  };
}
