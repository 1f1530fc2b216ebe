import { expect, it } from 'vitest';
import { BilayerError } from './error.ts';

it('is an Error with a name, a code, a message and a cause', () => {
  const cause = new Error('why');
  const error = new BilayerError('BAD_SHAPE', 'reshape: no', { cause });
  expect(error).toBeInstanceOf(Error);
  expect(error).toMatchObject({ name: 'BilayerError', code: 'BAD_SHAPE', message: 'reshape: no', cause });
  expect(String(error)).toBe('BilayerError: reshape: no');
});
