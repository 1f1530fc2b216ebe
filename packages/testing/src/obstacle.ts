import { BilayerError } from '@bilayer/tensor';
import { codeOf } from './check.ts';

type Run = () => void | Promise<void>;
type Message = string | undefined;

/** Says what a law says that is broken, or undefined if it holds. The law runs when this is first asked, and once. */
export type Obstacle = () => Message | Promise<Message>;

export function obstacleOf(run: Run): Obstacle {
  let known: { readonly message: Message | Promise<Message> } | undefined;
  return () => (known ??= { message: messageOf(run) }).message;
}

function messageOf(run: Run): Message | Promise<Message> {
  const said = (error: unknown): string => (error instanceof Error ? error.message : String(error));
  try {
    return run()?.then(() => undefined, said);
  } catch (error) {
    return said(error);
  }
}

/** Runs `run` if no law before it is broken; else throws, or rejects with, `LAW_UNCHECKED` and what the first of those says. */
export function runBehind([first, ...more]: readonly Obstacle[], run: Run): void | Promise<void> {
  if (first === undefined) return run();
  const goOn = (message: Message): void | Promise<void> => {
    if (message === undefined) return runBehind(more, run);
    throw new BilayerError('LAW_UNCHECKED', `not checked: ${message}`);
  };
  const message = first();
  return message instanceof Promise ? message.then(goOn) : goOn(message);
}

/** Whether a case failed only because a law before it is broken. */
export function isUnchecked(error: unknown): boolean {
  return codeOf(error) === 'LAW_UNCHECKED';
}
