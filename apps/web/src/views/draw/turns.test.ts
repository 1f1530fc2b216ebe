import { afterEach, expect, it, vi } from 'vitest';
import { inTurn } from './turns.ts';

afterEach(() => {
  vi.unstubAllGlobals();
});

it('gives a frame to each job, to the newest of a name, and to none twice', () => {
  const frames: (() => void)[] = [];
  vi.stubGlobal('requestAnimationFrame', (draw: () => void) => frames.push(draw));
  const done: string[] = [];
  inTurn('ink', () => {
    done.push('ink');
    inTurn('steps', () => done.push('steps'));
  });
  inTurn('units', () => done.push('old units'));
  inTurn('units', () => done.push('units'));
  for (let made = 1; frames.length > 0; made++) {
    frames.shift()?.();
    expect(done.length).toBe(made);
  }
  expect(done).toEqual(['ink', 'units', 'steps']);
});
