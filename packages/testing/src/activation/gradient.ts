import type { Activation } from '@bilayer/activations';
import type { Tensor } from '@bilayer/tensor';
import type { Law } from '../case.ts';
import { centralDifferences, type Numerical } from '../central-differences.ts';
import type { Check } from '../check.ts';
import { within } from '../compare.ts';
import { derivedBackward, forward, gradientInUse, ownBackward, type Subject } from './probe.ts';
import { incoming, sample, specialPoints } from './samples.ts';

/** Compares where the numerical gradient is a number: where forward overflows it is none. */
function compare(
  check: Check,
  da: Tensor,
  { gradient, error }: Numerical,
  at: string,
  { a, dz }: Incoming,
  advice: string,
): void {
  const known = { ...gradient, data: gradient.data.map((n, i) => (Number.isFinite(n) ? n : da.data[i]!)) };
  // What is left of a smooth function is far below 1e-7 of the slope; `error` covers the steep and the large ones.
  within(
    check,
    da,
    known,
    (n, i) => 1e-7 * (1 + Math.abs(n)) + (Number.isFinite(error[i]!) ? error[i]! : 0),
    {
      at,
      input: a,
      dz,
      advice,
    },
  );
}

/** What a gradient is computed of. */
interface Incoming {
  readonly a: Tensor;
  readonly dz: Tensor;
}

/** The sample with dz = 1, whose gradient is the plain slope of an elementwise function, and then with other numbers. */
function inputs(f: Activation): readonly Incoming[] {
  const [a, dz] = [sample(f), incoming()];
  return [
    { a, dz: { ...dz, data: dz.data.map(() => 1) } },
    { a, dz },
  ];
}

function numerical(check: Check, f: Activation, { a, dz }: Incoming): Numerical {
  return centralDifferences((x) => forward(check, f, x), a, dz);
}

/** The derivative is the derivative. */
export const gradientLaws: readonly Law<Subject>[] = [
  {
    name: 'has the gradient that central differences show',
    run({ f }, check) {
      for (const given of inputs(f)) {
        compare(
          check,
          gradientInUse(check, f, given.a, given.dz),
          numerical(check, f, given),
          f.backward === undefined ? 'the derived gradient' : 'backward(dz, { a, z })',
          given,
          'backward is ∂L/∂a = dz · ∂z/∂a (for rows: summed over the row); compare it, or the slope, with forward, or declare a kink there',
        );
      }
    },
  },
  {
    name: 'has the derived gradient that central differences show',
    run({ f }, check) {
      for (const given of inputs(f)) {
        const derived = derivedBackward(check, f, given.a, given.dz);
        if (derived === undefined) return;
        compare(
          check,
          derived,
          numerical(check, f, given),
          'the gradient derived from forward',
          given,
          'a derived gradient is off where a slope given by hand is wrong, where forward jumps or bends without a declared kink, or where it reads numbers past the trace',
        );
      }
    },
  },
  {
    name: 'has a backward equal to the derived gradient',
    run({ f }, check) {
      const special = specialPoints(f);
      for (const { a, dz } of [...inputs(f), { a: special, dz: ascending(special) }]) {
        const [own, derived] = [ownBackward(check, f, a, dz), derivedBackward(check, f, a, dz)];
        if (own === undefined || derived === undefined) continue;
        // The same in another order of operations: a few roundings.
        within(check, own, derived, (n) => 1e-9 * Math.abs(n) + 1e-11, {
          at: 'backward(dz, { a, z })',
          input: a,
          dz,
          advice:
            'at 0 and at kinks too backward has the slope that deriving forward gives; change one of them',
        });
      }
    },
  },
];

/** 1, 2, 3, … in x's shape. */
function ascending(x: Tensor): Tensor {
  return { ...x, data: x.data.map((_, i) => i + 1) };
}
