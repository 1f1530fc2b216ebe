import { defineActivation, sigmoid, type Activation } from '@bilayer/activations';
import { tensor, type Tensor } from '@bilayer/tensor';
import { describe, expect, it } from 'vitest';
import { acceptActivation, overOf } from './accept.ts';

/** A forward that reads numbers. */
const doubled = (a: Tensor): Tensor =>
  tensor(
    Float64Array.from(a.data, (v) => 2 * v),
    a.shape,
  );
const peek: Activation = defineActivation({ name: 'peek', forward: doubled });

const accept = (activation: Activation): Activation =>
  acceptActivation('Net', 'hidden activation', activation);

describe('acceptActivation', () => {
  it('returns what it accepts', () => {
    expect(accept(sigmoid)).toBe(sigmoid);
  });

  it('says at once all that a forward which reads numbers needs', () => {
    expect(() => accept(peek)).toThrow(
      expect.objectContaining({
        code: 'BAD_PLUGIN',
        message:
          "Net: the hidden activation peek reads numbers in its forward, which cannot be traced, and lacks over: 'element' or " +
          "'row' and backward(dz, { a, z }); write forward with operations (where(greater(a, 0), …) for an if), or give " +
          'defineActivation value and slope, functions of numbers, or add both that are missing',
      }),
    );
    expect(() => accept({ ...peek, over: 'element' })).toThrow(
      /lacks backward\(dz, \{ a, z \}\); .* or add what is missing$/,
    );
    expect(() => accept({ ...peek, backward: (dz) => dz })).toThrow(/lacks over: 'element' or 'row'; /);
    const whole: Activation = { ...peek, over: 'element', backward: (dz) => dz };
    expect(accept(whole)).toBe(whole);
  });

  it('says what to write instead of arithmetic, which makes a number of a tensor', () => {
    const square = defineActivation({
      name: 'square',
      forward: (a) => ((a as unknown as number) * (a as unknown as number)) as unknown as Tensor,
    });
    expect(() => accept(square)).toThrow(
      "Net: the hidden activation square must return a tensor of its input's shape; for a [2, 3] its forward returned " +
        'number; write a * a as mul(a, a), or give defineActivation value and slope',
    );
    const half = defineActivation({ name: 'half', forward: (a) => tensor(a.data.slice(3)) });
    expect(() => accept(half)).toThrow(/its forward returned a tensor of shape \[3\]$/);
  });
});

describe('overOf', () => {
  it('says what it needs of an activation that cannot be traced', () => {
    expect(() => overOf(peek)).toThrow(/^overOf: the activation peek reads numbers .* lacks over: /);
  });
});
