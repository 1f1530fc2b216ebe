import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { failure } from '../failure.testing.ts';
import { randomState, type RandomSnapshot, type RandomState } from './random-state.ts';
import { expected, ranges } from './numpy.testing.ts';

function hash(data: NodeJS.ArrayBufferView): string {
  return createHash('sha256').update(data).digest('hex').slice(0, 12);
}

/** How many float64 numbers lie between a and b, both of one sign. */
function ulps(a: number, b: number): number {
  const [m = 0n, n = 0n] = new BigInt64Array(Float64Array.of(a, b).buffer);
  return Math.abs(Number(m - n));
}

describe.each(expected)('seed $seed', ({ seed, ...numpy }) => {
  const fresh = (): RandomState => randomState(seed);

  it('gives the bits of NumPy', () => {
    expect(hash(fresh().rand(1000).data)).toBe(numpy.rand);
    expect(hash(fresh().choice(60000, 1000).data)).toBe(numpy.choice);
    expect(hash(fresh().choice(1000, 100, { replace: false }).data)).toBe(numpy.withoutReplacement);
    expect(hash(fresh().permutation(1797).data)).toBe(numpy.permutation);
  });

  it.each(ranges.map((range, i) => [...range, numpy.randint[i]]))('randint(%i, %i)', (low, high, bits) => {
    expect(hash(fresh().randint(low, high, 500).data)).toBe(bits);
  });

  it('shuffles typed and plain arrays as NumPy does arrays and lists', () => {
    const numbers = Int32Array.from({ length: 1000 }, (_, i) => i);
    fresh().shuffle(numbers);
    expect(hash(numbers)).toBe(numpy.shuffle);
    const letters = Array.from('bilayer');
    fresh().shuffle(letters);
    expect(letters.join('')).toBe(numpy.letters);
  });

  it('draws normal numbers within 2 ulp of NumPy (whose log differs in last bits)', () => {
    const { data } = fresh().randn(numpy.randn.length);
    for (const [i, value] of numpy.randn.entries())
      expect(ulps(data[i] ?? Number.NaN, value)).toBeLessThanOrEqual(2);
  });

  it('gives the same in any mixture of calls', () => {
    const r = fresh();
    const drawn = [
      r.randn(3),
      r.randint(0, 10, 3),
      r.choice(100, 3, { replace: false }),
      r.rand(2),
      r.randn(2),
      r.permutation(5),
    ].flatMap(({ data }) => [...data]);
    // 4.5e-16 is 2 ulp of the largest: see randn.
    expect(drawn).toBeAllClose(numpy.mixed, { rtol: 4.5e-16 });
  });
});

describe('shapes', () => {
  it('follow the arguments', () => {
    const r = randomState(0);
    expect(r.rand(2, 3)).toMatchObject({ shape: [2, 3], dtype: 'float64' });
    expect(r.rand().shape).toEqual([]);
    expect(r.randn(0, 4).shape).toEqual([0, 4]);
    expect(r.randint(0, 3, 2)).toMatchObject({ shape: [2], dtype: 'int32' });
    expect(r.choice(3, 0).shape).toEqual([0]);
    expect(r.permutation(0).shape).toEqual([0]);
    expect(r.permutation(4)).toMatchObject({ shape: [4], dtype: 'int32' });
  });

  it('one number at a time is the same as many', () => {
    const [many, one] = [randomState(7), randomState(7)];
    expect([...many.rand(3).data, ...many.randn(3).data]).toEqual([
      one.uniform(),
      one.uniform(),
      one.uniform(),
      one.normal(),
      one.normal(),
      one.normal(),
    ]);
  });
});

describe('snapshot', () => {
  it.each([0, 1, 2, 3])('goes on exactly, %i normal numbers in (they are made in pairs)', (normals) => {
    const r = randomState(5);
    r.rand(311); // 622 of the 624 words: the state is renewed soon after
    r.randn(normals);
    const resumed = randomState(r.snapshot());
    const draw = (from: RandomState): number[] => [...from.randn(700).data, ...from.permutation(9).data];
    expect(draw(resumed)).toEqual(draw(r));
  });

  it('is not changed by later draws, nor shared between generators', () => {
    const r = randomState(5);
    const snapshot = r.snapshot();
    const first = [...r.rand(400).data];
    expect([...randomState(snapshot).rand(400).data]).toEqual(first);
    expect([...randomState(snapshot).rand(400).data]).toEqual(first);
  });

  it('holds the spare number only where there is one', () => {
    const r = randomState(0);
    expect(Object.keys(r.snapshot())).toEqual(['key', 'position']);
    r.normal();
    expect(Object.keys(r.snapshot())).toEqual(['key', 'position', 'spareNormal']);
  });
});

describe('what is refused', () => {
  it.each([-1, 1.5, 2 ** 32, Number.NaN])('the seed %d', (seed) => {
    expect(failure(() => randomState(seed))).toBe(
      'BAD_ARGUMENT: randomState: expected a seed (a whole number 0 … 4294967295) or a snapshot (624 words and a ' +
        `position 0 … 624); got ${seed}`,
    );
  });

  const { key } = randomState(0).snapshot();
  it.each([
    [undefined],
    [null],
    ['0'],
    [{}],
    [{ key, position: 625 }],
    [{ key, position: -1 }],
    [{ key, position: 0.5 }],
    [{ key: key.slice(1), position: 0 }],
    [{ key, position: 0, spareNormal: Number.NaN }],
  ])('the snapshot %#', (snapshot) => {
    expect(failure(() => randomState(snapshot as unknown as RandomSnapshot))).toMatch(
      /^BAD_ARGUMENT: randomState/,
    );
  });

  it('ranges and counts that are none', () => {
    const r = randomState(0);
    expect(failure(() => r.randint(3, 3, 1))).toBe(
      'BAD_ARGUMENT: randint: expected whole numbers low < high, −2³¹ … 2³¹; got 3, 3',
    );
    expect(failure(() => r.randint(0, 2.5, 1))).toMatch(/^BAD_ARGUMENT/);
    expect(failure(() => r.randint(0, 2 ** 31 + 1, 1))).toMatch(/^BAD_ARGUMENT/);
    expect(failure(() => r.randint(0, 2, -1))).toMatch(/^BAD_SHAPE: randint/);
    expect(failure(() => r.choice(0, 1))).toBe('BAD_ARGUMENT: choice: cannot draw 1 of 0');
    expect(failure(() => r.choice(2 ** 32, 1))).toMatch(/^BAD_ARGUMENT: choice/);
    expect(failure(() => r.choice(3, 4, { replace: false }))).toBe(
      'BAD_ARGUMENT: choice: cannot draw 4 of 3 without replacement',
    );
    expect(failure(() => r.choice(3, -1))).toMatch(/^BAD_SHAPE: choice/);
    expect(failure(() => r.rand(-1))).toMatch(/^BAD_SHAPE: rand/);
    expect(failure(() => r.permutation(1.5))).toMatch(/^BAD_SHAPE: permutation/);
  });
});
