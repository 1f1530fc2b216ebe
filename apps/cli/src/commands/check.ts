import type * as testing from '@bilayer/testing';
import type { Case, Report, Result } from '@bilayer/testing';
import type { Command } from 'commander';
import { EXIT, Outcome } from '../failure.ts';
import type { Io } from '../io.ts';
import { KIND_NAMES, subjectFrom, type KindName, type Subject } from '../plugin/subject.ts';
import { portrait } from '../plugin/portrait.ts';
import { count } from '../show/number.ts';
import { wrap } from '../show/wrap.ts';
import { oneOf } from './parse.ts';

interface CheckFlags {
  readonly kind?: KindName;
  readonly domain?: Domain;
  readonly json?: boolean;
}

const DOMAINS = ['probabilities', 'real'] as const;
type Domain = (typeof DOMAINS)[number];

export function addCheck(program: Command, io: Io): void {
  program
    .command('check')
    .description('hold a plugin to the laws of its kind, and show it')
    .argument('<plugin>', 'a file, a package or a built-in name, with settings')
    .option('--kind <kind>', `where a file has several:\n${KIND_NAMES.join(', ')}`, oneOf('kind', KIND_NAMES))
    .option('--domain <domain>', `what a loss takes: ${DOMAINS.join(', ')}`, oneOf('domain', DOMAINS))
    .option('--json', 'print the result as JSON')
    .addHelpText(
      'after',
      `
The laws are those of @bilayer/testing: gradients are those of central
differences, what goes in stays as it was, equal calls give equal bits, rows are
independent, and more. The curve is that of an activation and its derivative.

Examples:
  $ bilayer check ./squareplus.ts
  $ bilayer check './plugins.ts#squareplus(b=1)'
  $ bilayer check bilayer-plugin-squareplus --json
  $ bilayer check 'formula(x * sigmoid(1.702 * x))'`,
    )
    .action(async (text: string, flags: CheckFlags) => {
      await runCheck(text, flags, io);
    });
}

async function runCheck(text: string, { kind, domain, json = false }: CheckFlags, io: Io): Promise<void> {
  const subject = await subjectFrom(text, kind, io);
  // Loaded by this command alone: no other has to wait for it.
  const kit = await import('@bilayer/testing');
  if (!json) for (const line of portrait(subject, text, io.color)) io.out(line);
  const outcome = await kit.report(casesOf(subject, domain, kit));
  if (json) {
    const { kind: what, value } = subject;
    const { passed, checks, results } = outcome;
    io.out(JSON.stringify({ plugin: text, kind: what, name: value.name, passed, checks, results }));
  } else {
    io.out('');
    for (const line of verdict(outcome)) io.out(line);
  }
  if (!outcome.passed) throw new Outcome(EXIT.failed);
}

function casesOf(subject: Subject, domain: Domain | undefined, kit: typeof testing): Case[] {
  switch (subject.kind) {
    case 'activation':
      return kit.activationCases(subject.value);
    case 'loss':
      return kit.lossCases(subject.value, domain && { domain });
    case 'optimizer':
      return kit.optimizerCases(subject.value);
    case 'dataset':
      return kit.datasetCases(subject.value);
    case 'engine':
      return kit.engineCases(subject.value);
  }
}

function verdict({ passed, checks, results }: Report): string[] {
  const failed = results.filter(({ outcome }) => outcome === 'failed');
  const all = `${count(results.length)} laws, ${count(checks)} checks`;
  if (passed) return [`passed: ${all}`];
  const unchecked = results.filter(({ outcome }) => outcome === 'not-run').length;
  if (unchecked === 0) {
    return [`failed: ${failed.length} of ${all}`, ...failed.flatMap((result) => ['', ...failure(result)])];
  }
  const [{ message = '' } = {}] = failed;
  const rest = `${count(unchecked)} ${unchecked === 1 ? 'law' : 'laws'} could not be checked because of it`;
  return wrap(`failed: ${message}; ${rest}`, 80, '  ').split('\n');
}

function failure({ name, message = '' }: Result): string[] {
  const lines = wrap(message, 78).split('\n');
  return [wrap(`✗ ${name}`, 80, '  '), ...lines.map((line) => `  ${line}`)];
}
