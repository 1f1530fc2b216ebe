import { BilayerError } from '../error.ts';
import { log } from '../math/index.ts';
import { checkShape, sizeOf } from '../shape.ts';
import type { Tensor } from '../tensor.ts';
import { seedTwister, twister, WORDS, type TwisterState } from './mt19937.ts';

/** All a generator needs to go on from where it was; plain data, for checkpoints. */
export interface RandomSnapshot extends TwisterState {
  /** The normal number already drawn and not yet handed out, if any (they are made in pairs). */
  readonly spareNormal?: number;
}

/** A seeded generator, with the methods and the numbers of NumPy's `np.random.RandomState(seed)`. */
export interface RandomState {
  /** Uniform on [0, 1), of the given lengths: `rand(2, 3)` is [2, 3]. */
  rand(...shape: number[]): Tensor;
  /** Standard normal, of the given lengths: `randn(784, 50)` is [784, 50]. Within 2 ulp of NumPy's. */
  randn(...shape: number[]): Tensor;
  /** Whole numbers from low up to, not including, high, each equally likely: [size], int32. */
  randint(low: number, high: number, size: number): Tensor;
  /** `size` of the numbers 0 … n−1, int32; with replacement unless told otherwise. */
  choice(n: number, size: number, options?: { readonly replace?: boolean }): Tensor;
  /** The numbers 0 … n−1 in random order, int32. */
  permutation(n: number): Tensor;
  /** Puts the elements of a plain or typed array into random order, in place. */
  shuffle(array: { readonly length: number; [index: number]: unknown }): void;
  /** One number uniform on [0, 1). */
  uniform(): number;
  /** One standard normal number. */
  normal(): number;
  /** Where the generator stands, to go on from with `randomState(snapshot)`. */
  snapshot(): RandomSnapshot;
}

/**
 * A generator from a seed (a whole number 0 … 2³²−1) or from the snapshot of another. Same seed, same numbers: `rand`,
 * `randint`, `choice`, `permutation` and `shuffle` equal NumPy's legacy RandomState bit for bit. Throws `BAD_ARGUMENT`.
 */
export function randomState(seed: number | RandomSnapshot): RandomState {
  if (typeof seed === 'number' ? !isSeed(seed) : !isSnapshot(seed)) {
    throw new BilayerError(
      'BAD_ARGUMENT',
      'randomState: expected a seed (a whole number 0 … 4294967295) or a snapshot (624 words and a position 0 … 624); ' +
        `got ${typeof seed === 'number' ? seed : typeof seed}`,
    );
  }
  const generator = twister(typeof seed === 'number' ? seedTwister(seed) : seed);
  let spareNormal = typeof seed === 'number' ? undefined : seed.spareNormal;

  /** 53 random bits as a number on [0, 1). */
  function uniform(): number {
    const high = generator.next() >>> 5;
    const low = generator.next() >>> 6;
    return (high * 67108864 + low) / 9007199254740992;
  }

  /** Marsaglia's polar method: a point in the unit disc gives two normal numbers, the first kept for the next call. */
  function normal(): number {
    if (spareNormal !== undefined) {
      const spare = spareNormal;
      spareNormal = undefined;
      return spare;
    }
    for (;;) {
      const x = 2 * uniform() - 1;
      const y = 2 * uniform() - 1;
      const square = x * x + y * y;
      if (square < 1 && square !== 0) {
        const scale = Math.sqrt((-2 * log(square)) / square);
        spareNormal = scale * x;
        return scale * y;
      }
    }
  }

  /** A whole number 0 … max: as many bits as max has, drawn again until they fit. */
  function upTo(max: number): number {
    if (max === 0) return 0;
    const shift = Math.clz32(max);
    for (;;) {
      const value = (generator.next() & (0xffffffff >>> shift)) >>> 0;
      if (value <= max) return value;
    }
  }

  function fill(who: string, shape: readonly number[], draw: () => number): Tensor {
    checkShape(who, shape);
    const data = new Float64Array(sizeOf(shape));
    for (let i = 0; i < data.length; i++) data[i] = draw();
    return { shape, dtype: 'float64', data };
  }

  function integers(low: number, max: number, size: number): Tensor {
    const data = new Int32Array(size);
    for (let i = 0; i < size; i++) data[i] = low + upTo(max);
    return { shape: [size], dtype: 'int32', data };
  }

  function randint(low: number, high: number, size: number): Tensor {
    const inside = [low, high].every((n) => Number.isInteger(n) && n >= -0x80000000 && n <= 0x80000000);
    if (!inside || high <= low) {
      throw new BilayerError(
        'BAD_ARGUMENT',
        `randint: expected whole numbers low < high, −2³¹ … 2³¹; got ${low}, ${high}`,
      );
    }
    checkShape('randint', [size]);
    return integers(low, high - low - 1, size);
  }

  function shuffle(array: { readonly length: number; [index: number]: unknown }): void {
    for (let i = array.length - 1; i > 0; i--) {
      const j = upTo(i);
      [array[i], array[j]] = [array[j], array[i]];
    }
  }

  function permutation(n: number): Tensor {
    checkShape('permutation', [n]);
    const data = Int32Array.from({ length: n }, (_, i) => i);
    shuffle(data);
    return { shape: [n], dtype: 'int32', data };
  }

  function choice(n: number, size: number, { replace = true } = {}): Tensor {
    checkShape('choice', [n, size]);
    if (n === 0 || n > 0x80000000 || (!replace && size > n)) {
      const how = replace ? '' : ' without replacement';
      throw new BilayerError('BAD_ARGUMENT', `choice: cannot draw ${size} of ${n}${how}`);
    }
    if (replace) return integers(0, n - 1, size);
    return { shape: [size], dtype: 'int32', data: permutation(n).data.slice(0, size) };
  }

  return {
    rand: (...shape) => fill('rand', shape, uniform),
    randn: (...shape) => fill('randn', shape, normal),
    randint,
    choice,
    permutation,
    shuffle,
    uniform,
    normal,
    snapshot: () => ({ ...generator.state(), ...(spareNormal === undefined ? {} : { spareNormal }) }),
  };
}

function isSeed(seed: number): boolean {
  return Number.isInteger(seed) && seed >= 0 && seed <= 0xffffffff;
}

/** A snapshot may come from a file, and be anything. */
function isSnapshot(seed: Partial<RandomSnapshot> | null | undefined): boolean {
  const position = seed?.position ?? -1;
  return (
    seed?.key?.length === WORDS &&
    Number.isInteger(position) &&
    position >= 0 &&
    position <= WORDS &&
    (seed.spareNormal === undefined || Number.isFinite(seed.spareNormal))
  );
}
