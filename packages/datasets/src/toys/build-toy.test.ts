import { describe, expect, it } from 'vitest';
import { checkDataset } from '../check-dataset.ts';
import type { Dataset, Split } from '../dataset.ts';
import { thrown } from '../errors.testing.ts';
import type { RandomSource } from './build-toy.ts';
import { circles } from './circles.ts';
import { gaussians } from './gaussians.ts';
import { moons } from './moons.ts';
import { testRandom } from './random.testing.ts';
import { spiral } from './spiral.ts';
import { xor } from './xor.ts';

type Toy = (options: { n?: number; noise?: number; random: RandomSource }) => Dataset;

const counts = ({ labels }: Split, classes: number): number[] =>
  Array.from({ length: classes }, (_, c) => labels.filter((label) => label === c).length);

describe.each<[string, Toy]>([
  ['xor', xor],
  ['spiral', spiral],
  ['circles', circles],
  ['moons', moons],
  ['gaussians', gaussians],
])('%s', (name, toy) => {
  it('keeps the contract: 2-D float64, 500 points, a fifth of every class for testing', () => {
    const data = checkDataset(toy({ random: testRandom(1) }));
    const k = data.classes.length;
    expect(data.name).toBe(name);
    expect(data.train.shape).toEqual([2]);
    expect(data.train.divisor).toBe(1);
    expect(data.train.features).toBeInstanceOf(Float64Array);
    expect(data.train.length + data.test.length).toBe(500);
    for (const [c, inTest] of counts(data.test, k).entries()) {
      const all = inTest + (counts(data.train, k)[c] ?? 0);
      expect(Math.abs(inTest - all / 5)).toBeLessThan(1.01); // each group rounds down: at most 4/5 of a point, or two
    }
  });

  it('is the same for the same seed, and another for another', () => {
    const data = toy({ n: 60, random: testRandom(7) });
    expect(toy({ n: 60, random: testRandom(7) })).toEqual(data);
    expect(toy({ n: 60, random: testRandom(8) }).train.features).not.toEqual(data.train.features);
  });

  it('moves the same points by the noise', () => {
    const still = toy({ n: 60, noise: 0, random: testRandom(7) }).train.features;
    const once = toy({ n: 60, noise: 0.1, random: testRandom(7) }).train.features;
    const twice = toy({ n: 60, noise: 0.2, random: testRandom(7) }).train.features;
    const moved = once.map((value, i) => value + (value - (still[i] ?? 0)));
    expect(twice).toBeAllClose(moved, { atol: 1e-14 }); // rounding of numbers of size 1
    expect(once).not.toEqual(still);
  });

  it('refuses bad options', async () => {
    const random = testRandom(1);
    expect(await thrown(() => toy({ n: 7, random }))).toContain(
      `BAD_OPTION: ${name}: n must be a whole number from`,
    );
    expect(await thrown(() => toy({ n: 60.5, random }))).toContain('but is 60.5');
    expect(await thrown(() => toy({ noise: -1, random }))).toContain(
      'noise must be a number from 0 up, but is -1',
    );
    expect(await thrown(() => toy({ noise: Number.NaN, random }))).toContain('but is NaN');
  });
});

describe.each([
  ['spiral', spiral],
  ['circles', circles],
  ['gaussians', gaussians],
])('%s', (name, toy) => {
  it('makes as many classes as asked for', async () => {
    const random = testRandom(3);
    const data = checkDataset(toy({ n: 101, classes: 5, random }));
    expect(data.classes).toEqual(['0', '1', '2', '3', '4']);
    expect(counts(data.test, 5)).toEqual([4, 4, 4, 4, 4]);
    expect(counts(data.train, 5)).toEqual([17, 16, 16, 16, 16]);
    expect(await thrown(() => toy({ classes: 1, random }))).toContain(`BAD_OPTION: ${name}: classes must be`);
  });
});
