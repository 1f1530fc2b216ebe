import type { Case } from './case.ts';
import { faultOf, type Fault } from './check.ts';
import { isUnchecked } from './obstacle.ts';

/** What became of one case. */
export interface Result {
  readonly name: string;
  /** 'not-run': a law without which this one says nothing is broken, and is among those that failed. */
  readonly outcome: 'passed' | 'failed' | 'expected-failure' | 'not-run';
  /** What is wrong, why it is expected to be, or what kept the case from being run. */
  readonly message?: string;
  /** The parts of the message where a law is broken: where, what was expected, what came, what to do. */
  readonly fault?: Fault;
  /** How many single checks were made. */
  readonly checks: number;
}

/** What became of all cases. */
export interface Report {
  /** All cases were run, and none failed that was not expected to. */
  readonly passed: boolean;
  /** How many single checks were made in all. */
  readonly checks: number;
  readonly results: readonly Result[];
}

/** Runs all cases, one after another, and says what became of them; never rejects for a case that fails. */
export async function report(cases: readonly Case[]): Promise<Report> {
  const results: Result[] = [];
  for (const one of cases) results.push(await resultOf(one));
  return {
    passed: results.every(({ outcome }) => outcome === 'passed' || outcome === 'expected-failure'),
    checks: results.reduce((total, { checks }) => total + checks, 0),
    results,
  };
}

async function resultOf(one: Case): Promise<Result> {
  const { name, expectedFailure } = one;
  let failure: string | undefined;
  let outcome: 'failed' | 'not-run' = 'failed';
  let fault: Fault | undefined;
  try {
    await one.run();
  } catch (error) {
    if (isUnchecked(error)) outcome = 'not-run';
    fault = faultOf(error);
    failure = error instanceof Error ? error.message : String(error);
  }
  // Read after the run; a case from elsewhere that does not count is one check.
  const checks = one.checks ?? 1;
  if (failure !== undefined) {
    return { name, outcome, message: failure, checks, ...(fault && { fault }) };
  }
  if (expectedFailure !== undefined)
    return { name, outcome: 'expected-failure', message: expectedFailure, checks };
  return { name, outcome: 'passed', checks };
}
