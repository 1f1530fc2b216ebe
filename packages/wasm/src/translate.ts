import type { Activation } from '@bilayer/activations';
import type { FloatDType } from '@bilayer/models';
import { sameShape, tensor, trace, type Operand, type Trace } from '@bilayer/tensor';
import { derivative } from './derivative.ts';
import {
  OPERATIONS,
  program,
  type Operation,
  type Program,
  type Register,
  type Value,
  type Write,
} from './program.ts';

/** One recorded operation of a program: `y` from up to three operands. */
export interface Line {
  readonly operation: Operation;
  readonly operands: readonly Value[];
  readonly y: Register;
}

/**
 * The program of an elementwise activation: of the operations that its `forward` applies and, where it has a `backward`, of
 * those too; else the slope is derived. Nothing where it does other things than the operations of programs: it reads
 * numbers, it has primitives of its own, or dz goes another way into dL/da than as a factor.
 */
export function translate(activation: Activation, dtype: FloatDType): Program | undefined {
  const { config } = activation;
  // The shape on which networks examine activations.
  const FloatArray = dtype === 'float32' ? Float32Array : Float64Array;
  const probe = tensor(FloatArray.of(-1.5, -0.25, 0.25, 0.5, 1, 2), [2, 3]);
  try {
    const forward = trace((a) => activation.forward(a, config), probe);
    const backward =
      activation.backward &&
      trace((dz, a, z) => activation.backward?.(dz, { a, z }, config) ?? dz, probe, probe, probe);
    if (backward !== undefined) checkLinear(backward);
    return program((write, a) => {
      const { result, lines } = replay(forward, [a], write);
      const slope = (): Value =>
        backward === undefined
          ? derivative(write, lines, a, result)
          : replay(backward, [1, a, result], write).result;
      return { z: result, slope };
    });
  } catch {
    // Whatever a plugin throws at a traced value: it is called with numbers then.
    return undefined;
  }
}

/** Writes what was recorded, for these inputs. */
function replay(
  { steps, values, output }: Trace,
  inputs: readonly Value[],
  write: Write,
): { readonly result: Value; readonly lines: readonly Line[] } {
  const slots: Value[] = [...inputs];
  const lines: Line[] = [];
  const valueOf = (x: { readonly slot: number } | Operand): Value => {
    if (typeof x === 'number') return x;
    if ('slot' in x) return slots[x.slot]!;
    if (x.shape.length > 0) throw new Error('no program');
    return x.data[0]!;
  };
  for (const { primitive, inputs: operands, slot } of steps) {
    if (!sameShape(values[slot]!.shape, values[0]!.shape)) throw new Error('no program');
    slots[slot] = writeStep(primitive.name, operands.map(valueOf), write, lines);
  }
  return { result: valueOf(output), lines };
}

/** One step by the operations of programs, noted in `lines`. */
function writeStep(name: string, operands: readonly Value[], write: Write, lines: Line[]): Value {
  const note = (operation: Operation, ...given: readonly Value[]): Register => {
    const y = write(operation, given[0] ?? 0, given[1], given[2]);
    // The same operation on the same operands is one register.
    if (lines.every((line) => line.y.register !== y.register)) lines.push({ operation, operands: given, y });
    return y;
  };
  const [a = 0, b = 0] = operands;
  if (name === 'less') return note('greater', b, a);
  if (name === 'lessEqual') return note('greaterEqual', b, a);
  if (name === 'pow') return power(note, a, b);
  if (!(OPERATIONS as readonly string[]).includes(name)) throw new Error('no program');
  return note(name as Operation, ...operands);
}

/** aᵇ for a whole number b of no great size, by squaring, and √a. */
function power(
  note: (operation: Operation, ...operands: readonly Value[]) => Value,
  a: Value,
  b: Value,
): Value {
  if (b === 0.5) return note('sqrt', a);
  if (typeof b !== 'number' || !Number.isInteger(b) || Math.abs(b) > 32) throw new Error('no program');
  let result: Value | undefined;
  for (let left = Math.abs(b), square = a; left > 0; left >>= 1) {
    if (left % 2 === 1) result = result === undefined ? square : note('mul', result, square);
    if (left > 1) square = note('mul', square, square);
  }
  return b < 0 ? note('div', 1, result ?? 1) : (result ?? 1);
}

/** Throws unless dz, the first input, goes into the result as a factor. */
function checkLinear({ steps, output }: Trace): void {
  const linear = new Set([0]);
  const isLinear = (x: unknown): boolean =>
    typeof x === 'object' && linear.has((x as { slot?: number }).slot ?? -1);
  for (const { primitive, inputs, slot } of steps) {
    const pattern = inputs.map((x) => (isLinear(x) ? 'd' : '-')).join('');
    if (!pattern.includes('d')) continue;
    if (
      !['mul d-', 'mul -d', 'div d-', 'neg d', 'add dd', 'sub dd'].includes(`${primitive.name} ${pattern}`)
    ) {
      throw new Error('no program');
    }
    linear.add(slot);
  }
  if (!isLinear(output)) throw new Error('no program');
}
