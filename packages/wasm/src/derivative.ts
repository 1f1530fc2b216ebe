import type { Operation, Value, Write } from './program.ts';
import type { Line } from './translate.ts';

/** A gradient rule: g · ∂y/∂operand for each operand of y = f(a, b, c), as a program continues with it where it is wanted. */
type Rule = (g: Value, y: Value, a: Value, b: Value, c: Value) => readonly ((() => Value) | undefined)[];

/**
 * ∂z/∂a of what `lines` compute, backwards through them from ∂z/∂z = 1. The rules are those of the operations of
 * @bilayer/tensor: a gradient that is exactly 0 stays 0, also through an infinite slope.
 */
export function derivative(write: Write, lines: readonly Line[], a: Value, z: Value): Value {
  const all = rules(write);
  const gradients = new Map<number, Value>();
  const add = (to: Value | undefined, part: () => Value): void => {
    if (typeof to !== 'object') return;
    const known = gradients.get(to.register);
    gradients.set(to.register, known === undefined ? part() : write('add', known, part()));
  };
  add(z, () => 1);
  for (const { operation, operands, y } of lines.toReversed()) {
    const g = gradients.get(y.register);
    if (g === undefined) continue;
    const [p = 0, q = 0, r = 0] = operands;
    for (const [i, part] of (all[operation]?.(g, y, p, q, r) ?? []).entries())
      if (part) add(operands[i], part);
  }
  return (typeof a === 'object' ? gradients.get(a.register) : undefined) ?? 0;
}

function rules(write: Write): Readonly<Partial<Record<Operation, Rule>>> {
  /** x where g is not 0, else 0. */
  const gate = (g: Value, x: Value): Value => (g === 1 ? x : write('where', g, x, 0));
  const times = (g: Value, m: Value): Value => (g === 1 ? m : m === 1 ? g : gate(g, write('mul', g, m)));
  /** The rule of a function of one number: 0 where its slope is 0, whatever g is. */
  const slope =
    (m: (y: Value, a: Value) => Value): Rule =>
    (g, y, a) => {
      return [
        () => {
          const of = m(y, a);
          return g === 1 ? of : gate(of, times(g, of));
        },
      ];
    };
  const same = (g: Value) => (): Value => g;
  const opposite = (g: Value) => (): Value => write('neg', g);
  /** g for the one of two operands that was chosen. */
  const chosen = (g: Value, condition: () => Value): [() => Value, () => Value] => [
    () => write('where', condition(), g, 0),
    () => write('where', condition(), 0, g),
  ];
  return {
    add: (g) => [same(g), same(g)],
    sub: (g) => [same(g), opposite(g)],
    mul: (g, _, a, b) => [() => times(g, b), () => times(g, a)],
    div: (g, y, _, b) => [
      () => gate(g, write('div', g, b)),
      () => gate(g, write('neg', write('mul', g, write('div', y, b)))),
    ],
    neg: (g) => [opposite(g)],
    abs: (g, _, a) => [() => times(g, write('sign', a))],
    maximum: (g, _, a, b) => chosen(g, () => write('greater', a, b)),
    minimum: (g, _, a, b) => chosen(g, () => write('greater', b, a)),
    where: (g, _, condition) => [undefined, ...chosen(g, () => condition)],
    sqrt: slope((y) => write('div', 1, write('mul', 2, y))),
    exp: slope((y) => y),
    expm1: slope((_, a) => write('exp', a)),
    log: slope((_, a) => write('div', 1, a)),
    log1p: slope((_, a) => write('div', 1, write('add', 1, a))),
    tanh: slope((y) => write('sub', 1, write('mul', y, y))),
    erf: slope((_, a) => write('mul', 1.1283791670955126, write('exp', write('neg', write('mul', a, a))))),
  };
}
