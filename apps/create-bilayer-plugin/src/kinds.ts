import { Failure } from './failure.ts';

/** What can be made, by the name of its template. */
export const kinds = {
  activation: 'activation',
  loss: 'loss',
  optimizer: 'optimizer',
  dataset: 'data set',
} as const;

export type Kind = keyof typeof kinds;

/** `text` as a kind. Throws `BAD_KIND`. */
export function kindFrom(text: string): Kind {
  if (Object.hasOwn(kinds, text)) return text as Kind;
  throw new Failure('BAD_KIND', `--kind ${text}: expected one of ${Object.keys(kinds).join(', ')}`);
}
