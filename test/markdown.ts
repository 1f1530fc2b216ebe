import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { root } from '../scripts/workspace.ts';

/** One fenced block of a document. */
export interface Block {
  /** Where it stands: `docs/training.md:12`, the line of its first line of code. */
  readonly at: string;
  /** The word after the fence: `ts`, `sh`, … */
  readonly language: string;
  /** What follows that word. */
  readonly note: string;
  readonly code: string;
}

/** The fenced blocks of the document at `path` (absolute, or relative to the root). */
export function blocksOf(path: string): Block[] {
  const text = readFileSync(resolve(root, path), 'utf8');
  return [...text.matchAll(/^```(\S+) *(.*)\n([^]*?)^```$/gm)].map((match) => {
    const line = text.slice(0, match.index).split('\n').length + 1;
    return { at: `${path}:${line}`, language: match[1] ?? '', note: match[2] ?? '', code: match[3] ?? '' };
  });
}

/**
 * The lines that a block says it prints: `// → text`, behind a statement or alone, and the comment lines `//   text` right
 * after it. Undefined when it says nothing of its output.
 */
export function statedOutput(code: string): string[] | undefined {
  const stated: string[] = [];
  let within = false;
  for (const line of code.split('\n')) {
    const text: string | undefined =
      /\/\/ → (.*)$/.exec(line)?.[1] ?? (within ? /^ *\/\/ {3}(.*)$/.exec(line)?.[1] : undefined);
    within = text !== undefined;
    if (text !== undefined) stated.push(text);
  }
  return stated.length === 0 ? undefined : stated;
}

/** Whether a line was printed as it was stated, where … stands for any text. */
export function matchesLine(printed: string, stated: string): boolean {
  const pattern = stated
    .split('…')
    .map((part) => part.replaceAll(/[\\^$.*+?()[\]{}|]/g, String.raw`\$&`))
    .join('.*');
  return new RegExp(`^${pattern}$`).test(printed.trimEnd());
}
