import { expect, it } from 'vitest';
import { seedTwister, twister } from './mt19937.ts';

it('gives the numbers of the reference implementation', () => {
  const generator = twister(seedTwister(5489));
  const first = generator.next();
  let last = first;
  for (let i = 1; i < 10_000; i++) last = generator.next();
  // 3499211612 is the first output of mt19937ar.c; ISO C++ (rand.predef) gives 4123659995 as the 10,000th of std::mt19937.
  expect([first, last]).toEqual([3499211612, 4123659995]);
});

it('goes on from a state and leaves it as it is', () => {
  const generator = twister(seedTwister(1));
  generator.next();
  const state = generator.state();
  const numbers = Array.from({ length: 1000 }, () => generator.next());
  const again = twister(state);
  expect(Array.from({ length: 1000 }, () => again.next())).toEqual(numbers);
  expect(state.position).toBe(1);
});
