import { describe, expect, it } from 'vitest';
import { checkOptions, mergeConfig } from './config.ts';
import { failure } from './failure.testing.ts';

const config = { alpha: 0.01, mode: 'fast', on: true, steps: [1, 2] };

describe('mergeConfig', () => {
  it('replaces what is named and keeps the rest', () => {
    const merged = mergeConfig('f', config, { alpha: 1, steps: [3] });
    expect(merged).toEqual({ alpha: 1, mode: 'fast', on: true, steps: [3] });
    expect(Object.isFrozen(merged)).toBe(true);
    expect(config.alpha).toBe(0.01);
  });

  it('refuses a name it does not know, and says which there are', () => {
    expect(failure(() => mergeConfig('elu', { alpha: 1 }, { beta: 2 } as object))).toBe(
      'UNKNOWN_SETTING: elu: there is no setting beta; it has alpha',
    );
    expect(failure(() => mergeConfig('relu', {}, { beta: 2 }))).toBe(
      'UNKNOWN_SETTING: relu: there is no setting beta; it has none',
    );
  });

  it.each([
    [{ alpha: '1' }, 'alpha is a finite number; got "1"'],
    [{ alpha: Number.NaN }, 'alpha is a finite number; got NaN'],
    [{ alpha: Number.POSITIVE_INFINITY }, 'alpha is a finite number; got Infinity'],
    [{ alpha: undefined }, 'alpha is a finite number; got undefined'],
    [{ alpha: null }, 'alpha is a finite number; got null'],
    [{ alpha: [1] }, 'alpha is a finite number; got [1]'],
    [{ mode: 3 }, 'mode is a string; got 3'],
    [{ on: 'yes' }, 'on is a boolean; got "yes"'],
    [{ steps: { 0: 1 } }, 'steps is a list; got {"0":1}'],
  ])('refuses %o', (changes, says) => {
    expect(failure(() => mergeConfig('f', config, changes as object))).toBe(`BAD_SETTING: f: ${says}`);
  });
});

describe('checkOptions', () => {
  it('takes an object with known names only', () => {
    expect(() => {
      checkOptions('sum', {}, ['axis', 'keepDims']);
      checkOptions('sum', { axis: 0 }, ['axis', 'keepDims']);
    }).not.toThrow();
    expect(
      failure(() => {
        checkOptions('sum', { axes: 0 }, ['axis', 'keepDims']);
      }),
    ).toBe('BAD_ARGUMENT: sum: there is no option axes; there are axis, keepDims');
  });

  it('refuses a positional argument', () => {
    expect(
      failure(() => {
        checkOptions('sum', 0 as unknown as object, ['axis']);
      }),
    ).toBe('BAD_ARGUMENT: sum: options are an object, as { axis: … }; got 0');
  });
});
