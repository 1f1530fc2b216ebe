import type { Case } from './case.ts';

/** What became of one case. */
export interface Result {
  readonly name: string;
  readonly outcome: 'passed' | 'failed' | 'expected-failure';
  /** What is wrong, or why it is expected to be. */
  readonly message?: string;
  /** How many single checks were made. */
  readonly checks: number;
}

/** What became of all cases. */
export interface Report {
  /** No case failed that was not expected to. */
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
    passed: results.every(({ outcome }) => outcome !== 'failed'),
    checks: results.reduce((total, { checks }) => total + checks, 0),
    results,
  };
}

async function resultOf(one: Case): Promise<Result> {
  const { name, expectedFailure } = one;
  let failure: string | undefined;
  try {
    await one.run();
  } catch (error) {
    failure = error instanceof Error ? error.message : String(error);
  }
  // Read after the run; a case from elsewhere that does not count is one check.
  const checks = one.checks ?? 1;
  if (failure !== undefined) return { name, outcome: 'failed', message: failure, checks };
  if (expectedFailure !== undefined)
    return { name, outcome: 'expected-failure', message: expectedFailure, checks };
  return { name, outcome: 'passed', checks };
}
