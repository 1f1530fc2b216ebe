import { BilayerError } from '@bilayer/tensor';
import { describe, expect, it } from 'vitest';
import { EXIT, explain, Failure } from './failure.ts';

describe('explain', () => {
  it('shows the message of an error with a code, and 2', () => {
    expect(explain(new BilayerError('SHAPE_MISMATCH', 'too long'))).toEqual({
      exitCode: EXIT.usage,
      code: 'SHAPE_MISMATCH',
      message: 'too long',
    });
    expect(explain(new Failure('INTERRUPTED', 'stopped', EXIT.interrupted)).exitCode).toBe(130);
    expect(explain(new BilayerError('NOT_FINITE', 'NaN')).exitCode).toBe(1);
  });

  it('says that any other error is a mistake in bilayer, with the stack', () => {
    for (const error of [
      new TypeError('x is undefined'),
      Object.assign(new Error('x is'), { code: 'ERR_X' }),
    ]) {
      const { exitCode, code, message } = explain(error);
      expect([exitCode, code]).toEqual([70, 'BUG']);
      expect(message).toMatch(
        /^this is a mistake in bilayer, not yours; please report it [^]*Error: x is[^]*\n +at /,
      );
    }
    expect(explain('text').message).toContain('\ntext');
  });

  it('says that there is too little memory', () => {
    const tooMuch = (): unknown => {
      try {
        return new Float64Array(2 ** 52);
      } catch (error) {
        return error;
      }
    };
    expect(explain(tooMuch())).toMatchObject({ exitCode: 2, code: 'OUT_OF_MEMORY' });
  });
});
