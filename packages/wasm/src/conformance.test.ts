import { engineCases } from '@bilayer/testing';
import { describe, it } from 'vitest';
import { wasm } from './wasm.ts';

describe('wasm', () => {
  for (const { name, run } of engineCases(wasm())) it(name, run);
});
