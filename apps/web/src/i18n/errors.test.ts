import { loadModel } from '@bilayer/models/load';
import { expect, it } from 'vitest';
import { errors as english } from './en/errors.ts';
import { explained } from './errors.ts';

it('explains the error of a file that is no model, by its code', () => {
  const codeOf = (bytes: Uint8Array): string => {
    try {
      loadModel(bytes, { activations: [], losses: [], name: 'mine' });
      return 'none';
    } catch (error) {
      return (error as { readonly code: string }).code;
    }
  };
  expect(explained(codeOf(new Uint8Array(3)), english)).toBe(english.cut);
  expect(explained(codeOf(new Uint8Array(64)), english)).toBe(english.damaged);
  // {} is a whole safetensors file, of nothing.
  const empty = Uint8Array.of(2, 0, 0, 0, 0, 0, 0, 0, 0x7b, 0x7d);
  expect(explained(codeOf(empty), english)).toBe(english.notOurs);
  expect(explained('SOMETHING_ELSE', english)).toBeUndefined();
});
