import { assert as check, gen, property } from 'fast-check';
import { describe, expect, it } from 'vitest';
import * as tensors from '@bilayer/tensor';
import { astype, fromArray, mul, sum, toArray, type Operand, type Tensor } from '@bilayer/tensor';
import { grad } from './grad.ts';
import { numericalGradient } from './numerical-gradient.ts';
import { differentiable, Draw, flat, noOperations, type Case } from './rules.testing.ts';
import { vjp } from './vjp.ts';

it('every operation of the tensor package is tested here', () => {
  const known = [...Object.keys(differentiable), ...Object.keys(flat), ...noOperations];
  expect(Object.keys(tensors).sort()).toEqual(known.sort());
});

/** One number from the result: its elements weighted at random, so that no two of them count the same. */
function weighted({ f }: Case, draw: Draw): (...inputs: Tensor[]) => Tensor {
  const seed = draw.random.snapshot();
  return (...inputs) => {
    const y = f(...inputs);
    const shape = typeof y === 'number' ? [] : y.shape;
    return sum(mul(y, tensors.randomState(seed).rand(...shape)));
  };
}

function gradients(f: (...inputs: Tensor[]) => Operand, inputs: readonly Tensor[]): Tensor[] {
  const point = Object.fromEntries(inputs.entries());
  return Object.values(grad((x: typeof point) => f(...Object.values(x)))(point));
}

/** A failing case is reported as drawn: to shrink it takes long. */
const settings = { endOnFailure: true };

describe.each(Object.entries(differentiable))('%s', (_, draw) => {
  it('has the gradient that central differences find', () => {
    check(
      property(gen(), (g) => {
        const drawn = new Draw((arbitrary) => g(() => arbitrary));
        const made = draw(drawn);
        const f = weighted(made, drawn);
        gradients(f, made.inputs).forEach((analytic, i) => {
          const numerical = numericalGradient(
            (x) => f(...made.inputs.with(i, x)),
            made.inputs[i] ?? fromArray(0),
            { h: 1e-5 },
          );
          expect([analytic.shape, analytic.dtype]).toEqual([numerical.shape, 'float64']);
          // Third derivatives times h² are below 1e-8; rounding of sums below 100, over h, below 1e-8.
          expect(numerical).toBeAllClose(analytic, { rtol: 1e-7, atol: 1e-7 });
        });
      }),
      settings,
    );
  });

  it('has it in float32 too', () => {
    check(
      property(gen(), (g) => {
        const drawn = new Draw((arbitrary) => g(() => arbitrary));
        const made = draw(drawn);
        const f = weighted(made, drawn);
        const inputs = made.inputs.map((x) => astype(x, 'float32'));
        const exact = gradients(
          f,
          inputs.map((x) => astype(x, 'float64')),
        );
        gradients(f, inputs).forEach((gradient, i) => {
          expect(gradient.dtype).toBe('float32');
          // A few roundings of 6e-8 each, of terms up to about 30 that may cancel.
          expect(gradient).toBeAllClose(exact[i] ?? NaN, { rtol: 1e-5, atol: 1e-5 });
        });
      }),
      { ...settings, numRuns: 30 },
    );
  });
});

it.each(Object.entries(flat))('%s has the gradient 0', (_, f) => {
  const x = fromArray([-1, 0, 1, 2]);
  const { value, backward } = vjp(f, x);
  expect(toArray(backward(astype(value, 'float64'))[0] ?? x)).toEqual([0, 0, 0, 0]);
});
