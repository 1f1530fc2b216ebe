import type { GreyImage } from '@bilayer/datasets/digit';
import type { Mark, Point } from './pad.ts';
import type { Network } from './network.ts';

export type Source = 'page' | 'training' | 'file';

/** What is drawn and which network is asked; it stays while other views are shown. */
class Drawing {
  marks: readonly Mark[] = $state.raw([]);
  /** Undefined while the pad is empty. */
  ink: GreyImage | undefined = $state.raw();
  /** Whether what is drawn is fitted as the data set's pictures were. */
  prepared: boolean = $state(true);
  source: Source = $state('page');
  file: { readonly name: string; readonly network: Network } | undefined = $state.raw();
  /** The place of the keyboard's cursor. */
  cursor: Point = $state.raw({ x: 6, y: 3 });

  add(mark: Mark): void {
    this.marks = [...this.marks, mark];
  }

  undo(): void {
    this.marks = this.marks.slice(0, -1);
  }

  clear(): void {
    if (this.ink !== undefined) this.add({ type: 'clear' });
  }
}

export const drawing: Drawing = new Drawing();
