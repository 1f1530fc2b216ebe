/** The length of the generator's state. */
export const WORDS = 624;
const MIDDLE = 397;

/** Where a generator stands: its 624 words and how many of them are used up. */
export interface TwisterState {
  readonly key: Uint32Array;
  readonly position: number;
}

export interface Twister {
  /** The next 32 bits, as an unsigned number. */
  next(): number;
  state(): TwisterState;
}

/** The 624 words that the seed 0 … 2³²−1 stands for (`init_genrand` of Matsumoto and Nishimura, 2002). */
export function seedTwister(seed: number): TwisterState {
  const key = new Uint32Array(WORDS);
  key[0] = seed;
  for (let i = 1; i < WORDS; i++) {
    const before = key[i - 1]!;
    key[i] = Math.imul(1812433253, before ^ (before >>> 30)) + i;
  }
  return { key, position: WORDS };
}

/** The Mersenne Twister MT19937, going on from `state`. */
export function twister(state: TwisterState): Twister {
  const key = Uint32Array.from(state.key);
  let position = state.position;

  function refill(): void {
    for (let i = 0; i < WORDS; i++) {
      const y = (key[i]! & 0x80000000) | (key[(i + 1) % WORDS]! & 0x7fffffff);
      key[i] = key[(i + MIDDLE) % WORDS]! ^ (y >>> 1) ^ ((y & 1) === 0 ? 0 : 0x9908b0df);
    }
    position = 0;
  }

  return {
    next() {
      if (position >= WORDS) refill();
      let y = key[position++]!;
      y ^= y >>> 11;
      y ^= (y << 7) & 0x9d2c5680;
      y ^= (y << 15) & 0xefc60000;
      return (y ^ (y >>> 18)) >>> 0;
    },
    state: () => ({ key: Uint32Array.from(key), position }),
  };
}
