import { describe, it } from 'vitest';
import { engineCases } from '../../testing/src/index.ts';
import { eager } from './eager.ts';

describe('eager', () => {
  for (const { name, run } of engineCases(eager())) it(name, run);
});
