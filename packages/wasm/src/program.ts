/** The operations that programs are made of, in the order of assembly/programs.ts; a test compares them. */
export const OPERATIONS = [
  'add',
  'sub',
  'mul',
  'div',
  'neg',
  'abs',
  'sign',
  'sqrt',
  'maximum',
  'minimum',
  'equal',
  'notEqual',
  'greater',
  'greaterEqual',
  'where',
  'exp',
  'expm1',
  'log',
  'log1p',
  'tanh',
  'erf',
] as const;

export type Operation = (typeof OPERATIONS)[number];

/** A value in a program: a register, or a number that is the same for all elements. */
export type Value = Register | number;
export interface Register {
  readonly register: number;
}

/** An elementwise activation as a list of operations: z from a, and after that ∂z/∂a. */
export interface Program {
  /** Five whole numbers an instruction: the operation, the result's register, and those of three operands. */
  readonly code: readonly number[];
  /** How many instructions z takes; all of them give the slope too. */
  readonly valueLength: number;
  readonly registers: number;
  /** The registers that hold a number from the beginning. */
  readonly constants: ReadonlyMap<number, number>;
  readonly value: number;
  readonly slope: number;
}

export const INSTRUCTION_LENGTH = 5;

/** Adds an operation to a program, and is its result; an operation that is there already is not added again. */
export type Write = (operation: Operation, a: Value, b?: Value, c?: Value) => Register;

/** z of a, and a function that continues with the slope. */
export interface Formula {
  readonly z: Value;
  readonly slope: () => Value;
}

/** The program of a formula. */
export function program(formula: (write: Write, a: Value) => Formula | undefined): Program | undefined {
  const code: number[] = [];
  const constants = new Map<number, number>();
  const known = new Map<string, number>();
  // The first register is that of a.
  let registers = 1;
  const registerOf = (value: Value): number => {
    if (typeof value !== 'number') return value.register;
    const key = `${Object.is(value, -0) ? '-' : ''}${value}`;
    let register = known.get(key);
    if (register === undefined) {
      register = registers++;
      known.set(key, register);
      constants.set(register, value);
    }
    return register;
  };
  const write: Write = (operation, a, b = a, c = b) => {
    const operands = [a, b, c].map(registerOf);
    const key = `${operation} ${operands.join()}`;
    let register = known.get(key);
    if (register === undefined) {
      register = registers++;
      known.set(key, register);
      code.push(OPERATIONS.indexOf(operation), register, ...operands);
    }
    return { register };
  };
  const made = formula(write, { register: 0 });
  if (made === undefined) return undefined;
  const { z, slope } = made;
  const value = registerOf(z);
  const valueLength = code.length / INSTRUCTION_LENGTH;
  return { code, valueLength, constants, value, slope: registerOf(slope()), registers };
}
