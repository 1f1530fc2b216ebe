/**
 * An output activation and a loss of others: their operations, one after the other, on some evaluations of one row at a time.
 * A register holds a vector for each of these evaluations, +h and −h, and that for each column of a value. Written by
 * src/numerical/program.ts.
 */
import { exp, tanh } from '../functions';
import { one } from './near-zero';

/** Evaluations at a time, and their bytes. */
export const EVALUATIONS: i32 = 8;
const COLUMN: usize = 128;

const COPY: i32 = 0;
const ADD: i32 = 1;
const SUB: i32 = 2;
const MUL: i32 = 3;
const DIV: i32 = 4;
const MAXIMUM: i32 = 5;
const MINIMUM: i32 = 6;
const EQUAL: i32 = 7;
const NOT_EQUAL: i32 = 8;
const GREATER: i32 = 9;
const GREATER_EQUAL: i32 = 10;
const LESS: i32 = 11;
const LESS_EQUAL: i32 = 12;
const WHERE: i32 = 13;
const NEG: i32 = 14;
const ABS: i32 = 15;
const SQRT: i32 = 16;
const EXP: i32 = 17;
const LOG: i32 = 18;
const TANH: i32 = 19;
const SUM: i32 = 20;
const MAX: i32 = 21;
const MIN: i32 = 22;

@unmanaged
class Instruction {
  operation: i32;
  /** Columns that are gone through. */
  columns: i32;
  to: usize;
  /** Operands: registers, and the bytes from a column to the next, 0 where there is one for all. */
  a: usize;
  aStep: usize;
  b: usize;
  bStep: usize;
  c: usize;
  cStep: usize;
}

/** Numbers that no move changes: for each row n, `columns` of them at from + n · rowBytes, into a register. */
@unmanaged
class Constant {
  from: usize;
  rowBytes: usize;
  columns: i32;
  to: usize;
}

@unmanaged
export class Program {
  instructions: usize;
  instructionCount: i32;
  constants: usize;
  constantCount: i32;
  /** The registers of a, a column for each output, and of the row's loss. */
  input: usize;
  output: usize;
}

/** ln x; NaN for what is not a positive, finite, normal number. The polynomial is that of functions.ts. */
function log(x: v128): v128 {
  const shift = i64x2.splat(0x3fe6a09e667f3bcd);
  const bits = i64x2.sub(x, shift);
  const magic = f64x2.splat(6755399441055744); // 1.5 · 2⁵²
  const n = f64x2.sub(i64x2.add(i64x2.shr_s(bits, 52), magic), magic);
  const m = f64x2.sub(i64x2.add(v128.and(bits, i64x2.splat(0xfffffffffffff)), shift), one());
  const z = f64x2.mul(m, m);
  let p = f64x2.add(f64x2.mul(f64x2.splat(1.01875663804580931796e-4), m), f64x2.splat(4.97494994976747001425e-1));
  p = f64x2.add(f64x2.mul(p, m), f64x2.splat(4.70579119878881725854));
  p = f64x2.add(f64x2.mul(p, m), f64x2.splat(1.44989225341610930846e1));
  p = f64x2.add(f64x2.mul(p, m), f64x2.splat(1.79368678507819816313e1));
  p = f64x2.add(f64x2.mul(p, m), f64x2.splat(7.70838733755885391666));
  let q = f64x2.add(m, f64x2.splat(1.1287358718916745059e1));
  q = f64x2.add(f64x2.mul(q, m), f64x2.splat(4.52279145837532221105e1));
  q = f64x2.add(f64x2.mul(q, m), f64x2.splat(8.29875266912776603211e1));
  q = f64x2.add(f64x2.mul(q, m), f64x2.splat(7.11544750618563894466e1));
  q = f64x2.add(f64x2.mul(q, m), f64x2.splat(2.31251620126765340583e1));
  p = f64x2.mul(m, f64x2.div(f64x2.mul(z, p), q));
  p = f64x2.sub(p, f64x2.mul(n, f64x2.splat(2.121944400546905827679e-4)));
  p = f64x2.sub(p, f64x2.mul(f64x2.splat(0.5), z));
  const found = f64x2.add(f64x2.add(m, p), f64x2.mul(n, f64x2.splat(0.693359375)));
  const known = v128.and(
    f64x2.ge(x, f64x2.splat(2.2250738585072014e-308)),
    f64x2.lt(x, f64x2.splat(Infinity)),
  );
  return v128.bitselect(found, f64x2.splat(NaN), known);
}

/** One operation on every number; `operation` is a constant where this is called. */
// @ts-ignore: decorator
@inline
function each(i: Instruction, operation: i32): void {
  let to = i.to;
  let a = i.a;
  let b = i.b;
  let c = i.c;
  for (let column = i.columns; column > 0; column--) {
    for (let at: usize = 0; at < COLUMN; at += 16) {
      const x = v128.load(a + at);
      let y = x;
      if (operation == ADD) y = f64x2.add(x, v128.load(b + at));
      if (operation == SUB) y = f64x2.sub(x, v128.load(b + at));
      if (operation == MUL) y = f64x2.mul(x, v128.load(b + at));
      if (operation == DIV) y = f64x2.div(x, v128.load(b + at));
      if (operation == MAXIMUM) y = f64x2.max(x, v128.load(b + at));
      if (operation == MINIMUM) y = f64x2.min(x, v128.load(b + at));
      if (operation == EQUAL) y = v128.and(one(), f64x2.eq(x, v128.load(b + at)));
      if (operation == NOT_EQUAL) y = v128.and(one(), f64x2.ne(x, v128.load(b + at)));
      if (operation == GREATER) y = v128.and(one(), f64x2.gt(x, v128.load(b + at)));
      if (operation == GREATER_EQUAL) y = v128.and(one(), f64x2.ge(x, v128.load(b + at)));
      if (operation == LESS) y = v128.and(one(), f64x2.lt(x, v128.load(b + at)));
      if (operation == LESS_EQUAL) y = v128.and(one(), f64x2.le(x, v128.load(b + at)));
      if (operation == WHERE)
        y = v128.bitselect(v128.load(b + at), v128.load(c + at), f64x2.ne(x, f64x2.splat(0)));
      if (operation == NEG) y = f64x2.neg(x);
      if (operation == ABS) y = f64x2.abs(x);
      if (operation == SQRT) y = f64x2.sqrt(x);
      if (operation == EXP) y = exp<f64>(x);
      if (operation == LOG) y = log(x);
      if (operation == TANH) y = tanh<f64>(x);
      v128.store(to + at, y);
    }
    to += COLUMN;
    a += i.aStep;
    b += i.bStep;
    c += i.cStep;
  }
}

/** All columns of a into one. */
// @ts-ignore: decorator
@inline
function fold(i: Instruction, operation: i32): void {
  for (let at: usize = 0; at < COLUMN; at += 16) {
    let a = i.a + at;
    let y = v128.load(a);
    for (let column = i.columns - 1; column > 0; column--) {
      a += COLUMN;
      const x = v128.load(a);
      if (operation == SUM) y = f64x2.add(y, x);
      if (operation == MAX) y = f64x2.max(y, x);
      if (operation == MIN) y = f64x2.min(y, x);
    }
    v128.store(i.to + at, y);
  }
}

function execute(i: Instruction): void {
  switch (i.operation) {
    case ADD:
      return each(i, ADD);
    case SUB:
      return each(i, SUB);
    case MUL:
      return each(i, MUL);
    case DIV:
      return each(i, DIV);
    case MAXIMUM:
      return each(i, MAXIMUM);
    case MINIMUM:
      return each(i, MINIMUM);
    case EQUAL:
      return each(i, EQUAL);
    case NOT_EQUAL:
      return each(i, NOT_EQUAL);
    case GREATER:
      return each(i, GREATER);
    case GREATER_EQUAL:
      return each(i, GREATER_EQUAL);
    case LESS:
      return each(i, LESS);
    case LESS_EQUAL:
      return each(i, LESS_EQUAL);
    case WHERE:
      return each(i, WHERE);
    case NEG:
      return each(i, NEG);
    case ABS:
      return each(i, ABS);
    case SQRT:
      return each(i, SQRT);
    case EXP:
      return each(i, EXP);
    case LOG:
      return each(i, LOG);
    case TANH:
      return each(i, TANH);
    case SUM:
      return fold(i, SUM);
    case MAX:
      return fold(i, MAX);
    case MIN:
      return fold(i, MIN);
    default:
      return each(i, COPY);
  }
}

/** Puts the constants of row n into their registers. */
export function takeConstants(program: Program, n: i32): void {
  let at = program.constants;
  for (let i = program.constantCount; i > 0; i--) {
    const constant = changetype<Constant>(at);
    const from = constant.from + <usize>n * constant.rowBytes;
    for (let k = 0; k < constant.columns; k++) {
      const value = v128.load64_splat(from + ((<usize>k) << 3));
      const to = constant.to + <usize>k * COLUMN;
      for (let e: usize = 0; e < COLUMN; e += 16) v128.store(to + e, value);
    }
    at += offsetof<Constant>();
  }
}

/** Runs the program for outputs a [outputs] of one row moved by `moves` in the direction w; L(+) − L(−) of each to `out`. */
export function runProgram(
  program: Program,
  a: usize,
  outputs: i32,
  w: usize,
  moves: usize,
  count: i32,
  out: usize,
  pitch: usize,
): void {
  for (let first = 0; first < count; first += EVALUATIONS) {
    let to = program.input;
    for (let k: usize = 0; k < (<usize>outputs) << 3; k += 8) {
      const value = v128.load64_splat(a + k);
      const weight = v128.load64_splat(w + k);
      for (let e: usize = 0; e < COLUMN; e += 16)
        v128.store(to + e, f64x2.add(value, f64x2.mul(v128.load(moves + e), weight)));
      to += COLUMN;
    }
    let at = program.instructions;
    for (let i = program.instructionCount; i > 0; i--) {
      execute(changetype<Instruction>(at));
      at += offsetof<Instruction>();
    }
    const some = min(EVALUATIONS, count - first);
    for (let e = 0; e < some; e++) {
      const loss = v128.load(program.output + ((<usize>e) << 4));
      store<f64>(out, f64x2.extract_lane(loss, 0) - f64x2.extract_lane(loss, 1));
      out += pitch;
    }
    moves += COLUMN;
  }
}
