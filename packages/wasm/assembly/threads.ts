/** Whole steps and evaluations, by one thread or two that meet at barriers. */
import {
  backward,
  gather,
  hiddenActivation,
  hiddenSums,
  output,
  outputRight,
  parametersFinite,
  sumOfLosses,
  sumsFinite,
  update,
} from './phases';
import { Plan } from './plan';

/** How often a thread looks before it sleeps: some tens of microseconds. */
const SPINS: i32 = 20000;

/**
 * Goes on when all threads have come here. Their work between barriers takes microseconds, so they spin; and sleep when the
 * other one does not come, because something else has its processor. The first thread of a page must not sleep.
 */
function meet(plan: Plan, thread: i32): void {
  const threads = plan.threads;
  if (threads == 1) return;
  const arrivals = plan.barrier;
  const sleepers = plan.barrier + 4;
  const arrived = atomic.add<i32>(arrivals, 1) + 1;
  const goal = (arrived + threads - 1) & ~(threads - 1);
  if (arrived == goal) {
    if (atomic.load<i32>(sleepers) != 0) atomic.notify(arrivals, -1);
    return;
  }
  let spins = SPINS;
  for (;;) {
    const now = atomic.load<i32>(arrivals);
    if (now - goal >= 0) return;
    if (--spins > 0 || (thread == 0 && plan.maySleep == 0)) continue;
    atomic.add<i32>(sleepers, 1);
    atomic.wait<i32>(arrivals, now, -1);
    atomic.sub<i32>(sleepers, 1);
  }
}

/** Where `plan.hiddenKind`, `lossKind` and `optimizerKind` are all inside: a step. */
export function step<T>(plan: Plan, thread: i32): void {
  gather<T>(plan, thread);
  meet(plan, thread);
  hiddenSums<T>(plan, thread, plan.now);
  hiddenActivation<T>(plan, thread, true);
  meet(plan, thread);
  output<T>(plan, thread, plan.now);
  backward<T>(plan, thread);
  meet(plan, thread);
  update<T>(plan, thread);
  const wanted = plan.lossWanted != 0;
  if (wanted) hiddenSums<T>(plan, thread, plan.next);
  const finite = parametersFinite<T>(plan, thread, wanted && sumsFinite<T>(plan, thread));
  if (thread == 0) plan.bad0 = finite ? 0 : 1;
  else plan.bad1 = finite ? 0 : 1;
  if (wanted) hiddenActivation<T>(plan, thread, false);
  meet(plan, thread);
  if (!wanted) return;
  output<T>(plan, thread, plan.next);
  meet(plan, thread);
  if (thread == 0) plan.loss = sumOfLosses<T>(plan);
}

/** Counts the rows of the batch that are classified right. */
export function evaluate<T>(plan: Plan, thread: i32): void {
  if (thread == 0) plan.right = 0;
  gather<T>(plan, thread);
  meet(plan, thread);
  hiddenSums<T>(plan, thread, plan.now);
  hiddenActivation<T>(plan, thread, false);
  meet(plan, thread);
  const right = outputRight<T>(plan, thread);
  atomic.add<i32>(changetype<usize>(plan) + offsetof<Plan>('right'), right);
  meet(plan, thread);
}

/** The orders that the first thread gives the others, in the low bits of a counter that changes with each. */
const STEP: i32 = 1;
const EVALUATE: i32 = 2;
const QUIT: i32 = 3;

/** What another thread does until it is told to quit. The order stands in the cache line after the barrier's. */
export function serve<T>(plan: Plan, thread: i32): void {
  const order = plan.barrier + 64;
  let seen = 0;
  for (;;) {
    let spins = SPINS;
    while (atomic.load<i32>(order) == seen) {
      if (--spins > 0) continue;
      atomic.wait<i32>(order, seen, -1);
    }
    seen = atomic.load<i32>(order);
    const what = seen & 3;
    if (what == STEP) step<T>(plan, thread);
    else if (what == EVALUATE) evaluate<T>(plan, thread);
    else if (what == QUIT) return;
  }
}

function tell(plan: Plan, what: i32): void {
  if (plan.threads == 1) return;
  const order = plan.barrier + 64;
  atomic.store<i32>(order, ((atomic.load<i32>(order) + 4) & ~3) | what);
  atomic.notify(order, -1);
}

export function stepAll<T>(plan: Plan): void {
  tell(plan, STEP);
  step<T>(plan, 0);
}

export function evaluateAll<T>(plan: Plan): void {
  tell(plan, EVALUATE);
  evaluate<T>(plan, 0);
}

export function quitAll(plan: Plan): void {
  tell(plan, QUIT);
}
