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

/** One operation on `size` bytes of vectors. */
function execute<T>(operation: i32, to: usize, a: usize, b: usize, c: usize, size: usize): void {
  const one = splatOne<T>();
  const zero = v128.xor(one, one);
  for (const end = a + size; a < end; ) {
    const x = v128.load(a),
      y = v128.load(b);
    let r = x;
    switch (operation) {
      case ADD:
        r = v128.add<T>(x, y);
        break;
      case SUB:
        r = v128.sub<T>(x, y);
        break;
      case MUL:
        r = v128.mul<T>(x, y);
        break;
      case DIV:
        r = v128.div<T>(x, y);
        break;
      case NEG:
        r = v128.neg<T>(x);
        break;
      case ABS:
        r = v128.abs<T>(x);
        break;
      case SIGN:
        // 0 and NaN stay what they are.
        r = v128.bitselect(withSign<T>(one, x), x, v128.gt<T>(v128.abs<T>(x), zero));
        break;
      case SQRT:
        r = v128.sqrt<T>(x);
        break;
      case MAXIMUM:
        r = v128.max<T>(x, y);
        break;
      case MINIMUM:
        r = v128.min<T>(x, y);
        break;
      case EQUAL:
        r = v128.and(one, v128.eq<T>(x, y));
        break;
      case NOT_EQUAL:
        r = v128.and(one, v128.ne<T>(x, y));
        break;
      case GREATER:
        r = v128.and(one, v128.gt<T>(x, y));
        break;
      case GREATER_EQUAL:
        r = v128.and(one, v128.ge<T>(x, y));
        break;
      case WHERE:
        r = v128.bitselect(y, v128.load(c), v128.ne<T>(x, zero));
        break;
      case EXP:
        r = exp<T>(x);
        break;
      case EXPM1:
        r = expm1<T>(x);
        break;
      case LOG:
        r = log<T>(x);
        break;
      case LOG1P:
        r = log1p<T>(x);
        break;
      case TANH:
        r = tanh<T>(x);
        break;
      case ERF:
        r = erf<T>(x);
        break;
    }
    v128.store(to, r);
    a += VECTOR;
    b += VECTOR;
    c += VECTOR;
    to += VECTOR;
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
