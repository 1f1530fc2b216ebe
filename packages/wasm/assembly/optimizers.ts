/** Updates of a run of parameters from their gradients, out of place: what was there before the step is still there. */
import { Plan } from './plan';
import { splat, VECTOR } from './vector';

export const SGD: i32 = 0;
const MOMENTUM: i32 = 1;
const NESTEROV: i32 = 2;
const ADA_GRAD: i32 = 3;
const RMS_PROP: i32 = 4;
const ADAM: i32 = 5;
const ADAM_W: i32 = 6;

/**
 * `kind` is a constant where this is called. The settings o0 … o4 of each kind, written by src/optimizers.ts:
 * momentum −η, μ; nesterov −(1 + μ) η, μ², −η, μ; adaGrad −η, ε; rmsProp −η, ε, ρ, 1 − ρ; adam −ηₜ, ε, 1 − β₁, 1 − β₂;
 * adamW −η/(1 − β₁ᵗ), ε, 1 − β₁, 1 − β₂, and 1/(1 − β₂ᵗ) and −η λ in the two other places.
 */
// @ts-ignore: decorator
@inline
function run<T>(kind: i32, plan: Plan, from: usize, to: usize): void {
  const c0 = splat<T>(plan.o0);
  const c1 = splat<T>(plan.o1);
  const c2 = splat<T>(plan.o2);
  const c3 = splat<T>(plan.o3);
  const c4 = splat<T>(plan.o4);
  const c5 = splat<T>(plan.scale);
  for (let at = from; at < to; at += VECTOR) {
    const p = v128.load(plan.now + at);
    const g = v128.load(plan.gradients + at);
    const s = v128.load(plan.slot0 + at);
    let next = p;
    let slot = s;
    if (kind == MOMENTUM) {
      slot = v128.add<T>(v128.mul<T>(c1, s), v128.mul<T>(c0, g));
      next = v128.add<T>(p, slot);
    }
    if (kind == NESTEROV) {
      next = v128.add<T>(v128.add<T>(p, v128.mul<T>(c1, s)), v128.mul<T>(c0, g));
      slot = v128.add<T>(v128.mul<T>(c3, s), v128.mul<T>(c2, g));
    }
    if (kind == ADA_GRAD || kind == RMS_PROP) {
      const square = v128.mul<T>(g, g);
      slot =
        kind == ADA_GRAD ? v128.add<T>(s, square) : v128.add<T>(v128.mul<T>(c2, s), v128.mul<T>(c3, square));
      next = v128.add<T>(p, v128.div<T>(v128.mul<T>(c0, g), v128.add<T>(v128.sqrt<T>(slot), c1)));
    }
    if (kind == ADAM || kind == ADAM_W) {
      slot = v128.add<T>(s, v128.mul<T>(c2, v128.sub<T>(g, s)));
      const v = v128.load(plan.slot1 + at);
      const square = v128.add<T>(v, v128.mul<T>(c3, v128.sub<T>(v128.mul<T>(g, g), v)));
      v128.store(plan.nextSlot1 + at, square);
      const size = v128.sqrt<T>(kind == ADAM ? square : v128.mul<T>(c4, square));
      next = v128.add<T>(p, v128.div<T>(v128.mul<T>(c0, slot), v128.add<T>(size, c1)));
      if (kind == ADAM_W) next = v128.add<T>(next, v128.mul<T>(c5, p));
    }
    v128.store(plan.nextSlot0 + at, slot);
    v128.store(plan.next + at, next);
  }
}

/** The update of the parameters from byte `from` up to `to`. */
export function updateRange<T>(plan: Plan, from: usize, to: usize): void {
  switch (plan.optimizerKind) {
    case MOMENTUM:
      return run<T>(MOMENTUM, plan, from, to);
    case NESTEROV:
      return run<T>(NESTEROV, plan, from, to);
    case ADA_GRAD:
      return run<T>(ADA_GRAD, plan, from, to);
    case RMS_PROP:
      return run<T>(RMS_PROP, plan, from, to);
    case ADAM:
      return run<T>(ADAM, plan, from, to);
    case ADAM_W:
      return run<T>(ADAM_W, plan, from, to);
  }
}
