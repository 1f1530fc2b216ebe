/**
 * Activations as programs: lists of operations on registers, which src/program.ts writes. A register holds a block of
 * numbers, so that all of them stay in the first-level cache; the first is the block of a, others are constants.
 */
import { erf } from './erf';
import { exp, expm1, splatOne, tanh, withSign } from './functions';
import { log, log1p } from './logarithms';
import { Plan } from './plan';
import { VECTOR } from './vector';

/** Bytes of a register. */
const BLOCK: usize = 512;

/** Bytes of an instruction: the operation, and where the result's register lies and those of three operands; i32. */
const INSTRUCTION: usize = 20;

// Operations, in the order of OPERATIONS in src/program.ts.
const ADD: i32 = 0;
const SUB: i32 = 1;
const MUL: i32 = 2;
const DIV: i32 = 3;
const NEG: i32 = 4;
const ABS: i32 = 5;
const SIGN: i32 = 6;
const SQRT: i32 = 7;
const MAXIMUM: i32 = 8;
const MINIMUM: i32 = 9;
const EQUAL: i32 = 10;
const NOT_EQUAL: i32 = 11;
const GREATER: i32 = 12;
const GREATER_EQUAL: i32 = 13;
const WHERE: i32 = 14;
const EXP: i32 = 15;
const EXPM1: i32 = 16;
const LOG: i32 = 17;
const LOG1P: i32 = 18;
const TANH: i32 = 19;
const ERF: i32 = 20;

/** The result of an operation; `operation` is a constant where this is called. */
// @ts-ignore: decorator
@inline
function result<T>(operation: i32, x: v128, y: v128, c: usize): v128 {
  const one = splatOne<T>();
  const zero = v128.xor(one, one);
  if (operation == ADD) return v128.add<T>(x, y);
  if (operation == SUB) return v128.sub<T>(x, y);
  if (operation == MUL) return v128.mul<T>(x, y);
  if (operation == DIV) return v128.div<T>(x, y);
  if (operation == NEG) return v128.neg<T>(x);
  if (operation == ABS) return v128.abs<T>(x);
  // 0 and NaN stay what they are.
  if (operation == SIGN) return v128.bitselect(withSign<T>(one, x), x, v128.gt<T>(v128.abs<T>(x), zero));
  if (operation == SQRT) return v128.sqrt<T>(x);
  if (operation == MAXIMUM) return v128.max<T>(x, y);
  if (operation == MINIMUM) return v128.min<T>(x, y);
  if (operation == EQUAL) return v128.and(one, v128.eq<T>(x, y));
  if (operation == NOT_EQUAL) return v128.and(one, v128.ne<T>(x, y));
  if (operation == GREATER) return v128.and(one, v128.gt<T>(x, y));
  if (operation == GREATER_EQUAL) return v128.and(one, v128.ge<T>(x, y));
  if (operation == WHERE) return v128.bitselect(y, v128.load(c), v128.ne<T>(x, zero));
  if (operation == EXP) return exp<T>(x);
  if (operation == EXPM1) return expm1<T>(x);
  if (operation == LOG) return log<T>(x);
  if (operation == LOG1P) return log1p<T>(x);
  if (operation == TANH) return tanh<T>(x);
  return erf<T>(x);
}

/** One operation on `size` bytes of vectors; `operation` is a constant where this is called. */
// @ts-ignore: decorator
@inline
function loop<T>(operation: i32, to: usize, a: usize, b: usize, c: usize, size: usize): void {
  for (let at: usize = 0; at < size; at += VECTOR) {
    v128.store(to + at, result<T>(operation, v128.load(a + at), v128.load(b + at), c + at));
  }
}

function execute<T>(operation: i32, to: usize, a: usize, b: usize, c: usize, size: usize): void {
  switch (operation) {
    case ADD:
      return loop<T>(ADD, to, a, b, c, size);
    case SUB:
      return loop<T>(SUB, to, a, b, c, size);
    case MUL:
      return loop<T>(MUL, to, a, b, c, size);
    case DIV:
      return loop<T>(DIV, to, a, b, c, size);
    case NEG:
      return loop<T>(NEG, to, a, b, c, size);
    case ABS:
      return loop<T>(ABS, to, a, b, c, size);
    case SIGN:
      return loop<T>(SIGN, to, a, b, c, size);
    case SQRT:
      return loop<T>(SQRT, to, a, b, c, size);
    case MAXIMUM:
      return loop<T>(MAXIMUM, to, a, b, c, size);
    case MINIMUM:
      return loop<T>(MINIMUM, to, a, b, c, size);
    case EQUAL:
      return loop<T>(EQUAL, to, a, b, c, size);
    case NOT_EQUAL:
      return loop<T>(NOT_EQUAL, to, a, b, c, size);
    case GREATER:
      return loop<T>(GREATER, to, a, b, c, size);
    case GREATER_EQUAL:
      return loop<T>(GREATER_EQUAL, to, a, b, c, size);
    case WHERE:
      return loop<T>(WHERE, to, a, b, c, size);
    case EXP:
      return loop<T>(EXP, to, a, b, c, size);
    case EXPM1:
      return loop<T>(EXPM1, to, a, b, c, size);
    case LOG:
      return loop<T>(LOG, to, a, b, c, size);
    case LOG1P:
      return loop<T>(LOG1P, to, a, b, c, size);
    case TANH:
      return loop<T>(TANH, to, a, b, c, size);
    case ERF:
      return loop<T>(ERF, to, a, b, c, size);
  }
}

/** a → z by the plan's program for `size` bytes of vectors at `z`; ∂z/∂a to `slope`, unless that is 0. */
export function runProgram<T>(plan: Plan, thread: i32, z: usize, slope: usize, size: usize): void {
  const registers = plan.registers + <usize>thread * plan.registersStride;
  const end = plan.program + (slope == 0 ? plan.valueEnd : plan.slopeEnd);
  for (let at: usize = 0; at < size; at += BLOCK) {
    const part = min(BLOCK, size - at);
    memory.copy(registers, z + at, part);
    for (let code = plan.program; code < end; code += INSTRUCTION) {
      execute<T>(
        load<i32>(code),
        registers + load<u32>(code, 4),
        registers + load<u32>(code, 8),
        registers + load<u32>(code, 12),
        registers + load<u32>(code, 16),
        part,
      );
    }
    memory.copy(z + at, registers + plan.valueAt, part);
    if (slope != 0) memory.copy(slope + at, registers + plan.slopeAt, part);
  }
}
