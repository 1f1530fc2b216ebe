import { div, fromArray, mean, mul, pow, sub, sum, tensor, type Tensor } from '@bilayer/tensor';
import { describe, expect, it } from 'vitest';
import { grad } from '../../gradient/src/index.ts';
import { defineLoss, type LossDefinition } from './define-loss.ts';
import { targetValues } from './target.ts';

const definition: LossDefinition<{ power: number }> = {
  name: 'powerLoss',
  config: { power: 4 },
  perRow: (y, t, { power }) => sum(pow(sub(y, targetValues('powerLoss', y, t)), power), { axis: 1 }),
};
const powerLoss = defineLoss(definition);
const y = fromArray([
  [1, 2],
  [3, 0],
]);
const t = tensor(new Int32Array([0, 1])); // one-hot: [1, 0], [0, 1]

describe('defineLoss', () => {
  it('makes a loss of a name and a perRow', () => {
    expect(powerLoss).toMatchObject({ contract: 1, name: 'powerLoss', config: { power: 4 }, reduce: 'mean' });
    expect(powerLoss).not.toHaveProperty('backward');
    expect(powerLoss).not.toHaveProperty('fused');
    expect(powerLoss.perRow(y, t)).toBeAllClose([16, 82], { rtol: 1e-15 });
  });

  it('is differentiated without a backward of its own', () => {
    // 4 (y − t)³ / N
    expect(grad((v: Tensor) => mean(powerLoss.perRow(v, t)))(y)).toBeAllClose([0, 16, 54, -2], {
      rtol: 1e-14,
    });
  });

  it('changes settings with `with`, keeping the rest', () => {
    const other = defineLoss({ ...definition, reduce: 'sum', package: 'mine' }).with({ power: 2 });
    expect(other.perRow(y, t)).toBeAllClose([4, 10], { rtol: 1e-15 });
    expect(other).toMatchObject({ reduce: 'sum', package: 'mine', config: { power: 2 } });
    expect(powerLoss.perRow(y, t, { power: 2 })).toEqual(other.perRow(y, t));
    expect(powerLoss.config).toEqual({ power: 4 });
  });

  it('keeps its own copy of the settings', () => {
    const config = { power: 4 };
    const loss = defineLoss({ ...definition, config });
    config.power = 2;
    expect(loss.perRow(y, t)).toEqual(powerLoss.perRow(y, t));
    expect(() => Object.assign(loss.config, { power: 3 })).toThrow(TypeError);
  });

  it('passes its settings to backward and to the fused way back', () => {
    const loss = defineLoss({
      name: 'scaled',
      config: { by: 2 },
      perRow: (v, _, { by }) => mul(sum(v, { axis: 1 }), by),
      backward: (v, _, { by }) => mul(div(v, v), by),
      fused: { link: 'identity', backward: (v, _, { by }) => mul(div(v, v), -by) },
    });
    const one = fromArray([[1, 1]]);
    const other = loss.with({ by: 3 });
    expect(loss.backward?.(one, t).data).toEqual(new Float64Array([2, 2]));
    expect(other.backward?.(one, t).data).toEqual(new Float64Array([3, 3]));
    expect(other.backward?.(one, t, { by: 5 }).data).toEqual(new Float64Array([5, 5]));
    expect(other.fused?.link).toBe('identity');
    expect(other.fused?.backward(one, t).data).toEqual(new Float64Array([-3, -3]));
  });

  it('refuses settings it does not have, and a definition without a name or a perRow', () => {
    // @ts-expect-error: p is no setting
    expect(() => powerLoss.with({ p: 1 })).toThrow(
      expect.objectContaining({
        code: 'UNKNOWN_SETTING',
        message: 'powerLoss: there is no setting p; it has power',
      }),
    );
    expect(() => defineLoss({ ...definition, name: '' })).toThrow(
      expect.objectContaining({
        code: 'BAD_PLUGIN',
        message: expect.stringContaining('expected a name') as string,
      }),
    );
    // @ts-expect-error: perRow is missing
    expect(() => defineLoss({ name: 'nothing' })).toThrow(
      expect.objectContaining({ code: 'BAD_PLUGIN', message: expect.stringContaining('nothing') as string }),
    );
  });
});
