import { join } from 'node:path';
import { measure, type Effort, type Runner } from '../measure.ts';
import { startAnswering, type Answering } from '../worker.ts';
import type { Figure, Table } from './figures.ts';
import { environment, missing, type Side } from './sides.ts';
import { PARAMETERS, type Workload } from './workloads.ts';

interface Reply {
  readonly versions?: Readonly<Record<string, string>>;
  readonly value?: number | readonly number[];
  readonly error?: string;
}

/** A side's process, or why there is none. */
export interface Member {
  readonly side: Side;
  readonly versions: Readonly<Record<string, string>>;
  readonly problem?: string;
  ask(request: object): Promise<number | readonly number[]>;
  stop(): void;
}

export async function startMember(side: Side, folder: string): Promise<Member> {
  const none = (problem: string): Member => ({
    side,
    versions: {},
    problem,
    ask: () => Promise.reject(new Error(problem)),
    stop: () => undefined,
  });
  const problem = missing(side);
  if (problem !== undefined) return none(problem);
  let process: Answering;
  try {
    const args = [...side.args, folder, side.variant];
    process = await startAnswering(side.command, args, environment(), join(import.meta.dirname, 'sides'));
  } catch {
    return none('it could not be started');
  }
  return {
    side,
    versions: (process.ready as Reply).versions ?? {},
    async ask(request) {
      const { value, error } = (await process.ask(request)) as Reply;
      if (value === undefined) throw new Error(error ?? 'no answer');
      return value;
    },
    stop() {
      process.stop();
    },
  };
}

/** How far a side's losses may lie from the book's, relatively: float32, whose sums each rounds in its own order. */
const AGREEMENT = 1e-4;

/** The largest relative difference; says so when it is more than rounding. */
export function worstOff(losses: readonly number[], expected: readonly number[]): string {
  const worst = Math.max(...losses.map((loss, i) => Math.abs(loss / (expected[i] ?? NaN) - 1)));
  return worst <= AGREEMENT ? worst.toExponential(0) : `${worst.toExponential(0)}: does NOT agree`;
}

/** How far the losses of a side's first updates lie from the book's. */
export async function agreement(members: readonly Member[], book: string): Promise<Map<string, string>> {
  const request = { task: 'check', hidden: 50, batch: 100 };
  const losses = async (member: Member): Promise<readonly number[]> =>
    (await member.ask(request)) as readonly number[];
  const yardstick = members.find(({ side }) => side.id === book);
  const found = new Map<string, string>();
  if (yardstick === undefined || yardstick.problem !== undefined) return found;
  const expected = await losses(yardstick);
  for (const member of members) {
    const { side, problem } = member;
    if (problem !== undefined || side.otherwise !== undefined || side.id === book) continue;
    try {
      const off = (await losses(member)).map((loss, i) => Math.abs(loss / (expected[i] ?? NaN) - 1));
      const worst = Math.max(...off);
      found.set(
        side.id,
        worst <= AGREEMENT ? worst.toExponential(0) : `NO: off by ${worst.toExponential(1)}`,
      );
    } catch (error) {
      found.set(side.id, `NO: ${message(error)}`);
    }
  }
  return found;
}

/** What a repetition of a workload is for a side, and which part of the whole it is. */
function requestFor({ group, hidden, batch, rows }: Workload, side: Side): [request: object, whole: number] {
  switch (group) {
    case 'gradient': {
      const { elements } = side;
      const request = { task: 'gradient', hidden, batch, elements: elements ?? PARAMETERS };
      return [request, elements === undefined ? 1 : PARAMETERS / elements];
    }
    case 'predict':
      return [{ task: 'predict', hidden, rows }, 1];
    default:
      return [{ task: side.id.startsWith('train') ? 'train' : 'step', hidden, batch }, 1];
  }
}

/** Times a workload for all who can do it, in turns. */
export async function measureRepeated(
  workload: Workload,
  members: readonly Member[],
  effort: Effort,
): Promise<Table> {
  const able: { member: Member; runner: Runner; whole: number }[] = [];
  const problems: Figure[] = [];
  for (const member of members) {
    const { side } = member;
    if (side.without?.includes(workload.group) === true) continue;
    const [request, whole] = requestFor(workload, side);
    const time = async (times: number): Promise<number> =>
      (await member.ask({ ...request, times })) as number;
    try {
      if (member.problem !== undefined) throw new Error(member.problem);
      await time(1);
      able.push({ member, whole, runner: { name: side.id, multiple: 1, time } });
    } catch (error) {
      problems.push({ side: side.id, problem: message(error) });
    }
  }
  const timings = await measure(
    able.map(({ runner }) => runner),
    effort,
  );
  const figures = timings.map(({ side, median, min, max }, i): Figure => {
    const { whole = 1, member } = able[i] ?? {};
    return {
      side,
      timing: { side, median: median * whole, min: min * whole, max: max * whole },
      ...(whole !== 1 && {
        note: `from ${member?.side.elements ?? 0} of ${PARAMETERS.toLocaleString('en-US')}`,
      }),
    };
  });
  return { workload, figures: [...figures, ...problems] };
}

export function message(error: unknown): string {
  return (error instanceof Error ? error.message : String(error)).split('\n')[0] ?? '';
}
