import type { Activation } from '@bilayer/activations';
import type { FloatDType } from '@bilayer/models';
import { tensor } from '@bilayer/tensor';
import type { Arena } from './arena.ts';
import { OUTSIDE, ours, PROGRAM, type Choice } from './choose.ts';
import { builtIn } from './formulas.ts';
import type { Address, Kernels } from './kernels.ts';
import { activate } from './outside.ts';
import type { Plan } from './plan.ts';
import { INSTRUCTION_LENGTH, type Program } from './program.ts';
import { bytesOf } from './rows.ts';
import { translate } from './translate.ts';

/** Bytes of a register, as in assembly/programs.ts. */
const REGISTER = 512;
const THREADS = 2;

/** The same with a program for the hidden activation, where it has one. */
export function withProgram(choice: Choice, dtype: FloatDType): Choice {
  const { hidden } = choice.parts;
  const program = builtIn(ours(hidden, '@bilayer/activations'), hidden.config) ?? translate(hidden, dtype);
  return program === undefined ? choice : { ...choice, hidden: { kind: PROGRAM, program } };
}

/** The same with the hidden activation called on a view of the memory. */
export function withView(choice: Choice): Choice {
  return { ...choice, hidden: { kind: OUTSIDE } };
}

/** Puts a program where the kernels find it, with registers for each thread. */
export function storeProgram(
  arena: Arena,
  plan: Plan,
  dtype: FloatDType,
  { code, valueLength, registers, constants, value, slope }: Program,
): void {
  const at = arena.take(code.length * 4);
  // The operation itself, then registers.
  const words = code.map((word, i) => (i % INSTRUCTION_LENGTH === 0 ? word : word * REGISTER));
  arena.words(at, code.length).set(words);
  const registersStride = registers * REGISTER;
  const first = arena.take(registersStride * THREADS);
  const length = REGISTER / bytesOf(dtype);
  for (let thread = 0; thread < THREADS; thread++) {
    for (const [register, number] of constants) {
      arena.floats(dtype, first + thread * registersStride + register * REGISTER, length).fill(number);
    }
  }
  plan.set({
    program: at,
    valueEnd: valueLength * INSTRUCTION_LENGTH * 4,
    slopeEnd: code.length * 4,
    registers: first,
    registersStride,
    valueAt: value * REGISTER,
    slopeAt: slope * REGISTER,
  });
}

/** z and ∂z/∂a of `a` by the program of the plan. */
export function runProgram(
  arena: Arena,
  plan: Plan,
  kernels: Kernels,
  dtype: FloatDType,
  a: readonly number[],
): { readonly z: Float32Array | Float64Array; readonly slope: Float32Array | Float64Array } {
  const bytes = Math.ceil((a.length * bytesOf(dtype)) / 16) * 16;
  const [z, slope]: [Address, Address] = [arena.take(bytes), arena.take(bytes)];
  arena.floats(dtype, z, a.length).set(a);
  kernels.runProgram(plan.at, z, slope, bytes);
  return { z: arena.floats(dtype, z, a.length), slope: arena.floats(dtype, slope, a.length) };
}

/** From −20 to 20, close together around 0, which is one of them. */
const PROBES = Array.from({ length: 101 }, (_, i) => ((i - 50) * Math.abs(i - 50)) / 125);
// Rounding differs; another function would differ by more.
const TOLERANCE = { float32: 1e-3, float64: 1e-9 } as const;

/**
 * Whether the program of the plan does what the activation does, on numbers around 0: a primitive may have the name of an
 * operation and be another function.
 */
export function agrees(
  arena: Arena,
  plan: Plan,
  kernels: Kernels,
  dtype: FloatDType,
  activation: Activation,
): boolean {
  const got = runProgram(arena, plan, kernels, dtype, PROBES);
  const numbers = (of: readonly number[]): Float32Array | Float64Array =>
    (dtype === 'float32' ? Float32Array : Float64Array).from(of);
  const a = tensor(numbers(PROBES), [1, PROBES.length]);
  const { z, backward } = activate(activation, a);
  const slope = backward(tensor(numbers(PROBES.map(() => 1)), a.shape));
  const near = (x: number, i: number, expected: ArrayLike<number>): boolean =>
    Object.is(x, expected[i]) ||
    Math.abs(x - expected[i]!) <= TOLERANCE[dtype] * (1 + Math.abs(expected[i]!));
  return got.z.every((x, i) => near(x, i, z.data)) && got.slope.every((x, i) => near(x, i, slope.data));
}
