import { expect } from 'vitest';
import { report, type Case } from './index.ts';

/** What each failing case says, by its name. */
export async function failuresOf(cases: readonly Case[]): Promise<Record<string, string>> {
  const { results } = await report(cases);
  return Object.fromEntries(
    results.flatMap(({ name, outcome, message = '' }) => (outcome === 'failed' ? [[name, message]] : [])),
  );
}

/** Expects that a case fails with a message, and that no others fail but those named (all may, with 'any'). */
export async function expectFailure(
  cases: readonly Case[],
  law: string,
  says: RegExp,
  others: readonly string[] | 'any' = [],
): Promise<void> {
  const failures = await failuresOf(cases);
  expect(failures[law] ?? `"${law}" holds; failing: ${Object.keys(failures).join(', ')}`).toMatch(says);
  if (others !== 'any') expect(Object.keys(failures).sort()).toEqual([law, ...others].sort());
}
