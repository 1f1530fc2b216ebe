import { add, mul, ones, sqrt, tensor } from '@bilayer/tensor';
import { describe, expect, it } from 'vitest';
import { defineActivation } from './define-activation.ts';

const squareplus = defineActivation({
  name: 'squareplus',
  config: { b: 4 },
  kinks: ({ b }) => (b === 0 ? [0] : []),
  gain: ({ b }) => (b === 0 ? Math.SQRT2 : 1),
  forward: (a, { b }) => mul(0.5, add(a, sqrt(add(mul(a, a), b)))),
});
const a = tensor(new Float64Array([-3, 0, 3]));

describe('defineActivation', () => {
  it('makes an activation of a name and a forward', () => {
    // b = 4: (a + √(a² + 4)) / 2
    expect(squareplus.forward(a)).toBeAllClose([(Math.sqrt(13) - 3) / 2, 1, (Math.sqrt(13) + 3) / 2], {
      rtol: 1e-15,
    });
    expect(squareplus).toMatchObject({
      contract: 1,
      name: 'squareplus',
      config: { b: 4 },
      kinks: [],
      gain: 1,
    });
    expect(squareplus).not.toHaveProperty('backward');
    expect(squareplus).not.toHaveProperty('over');
  });

  it('changes settings with `with`, and kinks and gain that depend on them', () => {
    const other = squareplus.with({ b: 0 });
    expect(other.forward(a).data).toEqual(new Float64Array([0, 0, 3]));
    expect(other).toMatchObject({ name: 'squareplus', config: { b: 0 }, kinks: [0], gain: Math.SQRT2 });
    expect(squareplus.config).toEqual({ b: 4 });
    expect(squareplus.forward(a, { b: 0 })).toEqual(other.forward(a));
  });

  it('keeps its own copy of the settings', () => {
    const config = { b: 4 };
    const f = defineActivation({ name: 'f', config, forward: (x, { b }) => mul(x, b) });
    config.b = 5;
    expect(f.forward(a).data).toEqual(new Float64Array([-12, 0, 12]));
    expect(f.with({}).config).toEqual({ b: 4 });
    expect(() => Object.assign(f.config, { b: 6 })).toThrow(TypeError);
  });

  it('passes its settings to backward', () => {
    const f = defineActivation({
      name: 'scaled',
      config: { by: 2 },
      forward: (x, { by }) => mul(x, by),
      backward: (dz, _, { by }) => mul(dz, by),
    });
    const dz = ones([3]);
    expect(f.backward?.(dz, { a, z: a }).data).toEqual(new Float64Array([2, 2, 2]));
    expect(f.with({ by: 7 }).backward?.(dz, { a, z: a }).data).toEqual(new Float64Array([7, 7, 7]));
    expect(f.backward?.(dz, { a, z: a }, { by: 3 }).data).toEqual(new Float64Array([3, 3, 3]));
  });

  it('refuses settings it does not have, and values of another kind', () => {
    // @ts-expect-error: c is no setting
    expect(() => squareplus.with({ c: 1 })).toThrow(
      expect.objectContaining({
        code: 'UNKNOWN_SETTING',
        message: 'squareplus: there is no setting c; it has b',
      }),
    );
    // @ts-expect-error: b is a number
    expect(() => squareplus.with({ b: '4' })).toThrow(expect.objectContaining({ code: 'BAD_SETTING' }));
    expect(() => squareplus.with({ b: NaN })).toThrow(expect.objectContaining({ code: 'BAD_SETTING' }));
  });

  it('refuses a definition without a name or a forward', () => {
    expect(() => defineActivation({ name: '', forward: (x) => x })).toThrow(
      expect.objectContaining({
        code: 'BAD_PLUGIN',
        message: expect.stringContaining('expected a name') as string,
      }),
    );
    // @ts-expect-error: forward is missing
    expect(() => defineActivation({ name: 'nothing' })).toThrow(
      expect.objectContaining({ code: 'BAD_PLUGIN', message: expect.stringContaining('nothing') as string }),
    );
  });
});
