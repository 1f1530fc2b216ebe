/**
 * The candidate that `name` most likely means, for "did you mean …?": capitals, hyphens, underscores and spaces
 * do not count, and at most a third of the letters may be wrong, missing, added or swapped with their neighbour.
 * Undefined when none is that close; of equals, the first.
 */
export function nearest(name: string, candidates: readonly string[]): string | undefined {
  const wanted = letters(name);
  let best: string | undefined;
  let least = Infinity;
  for (const candidate of candidates) {
    const other = letters(candidate);
    const distance = editDistance(wanted, other);
    if (distance < least && distance <= Math.max(wanted.length, other.length) / 3) {
      best = candidate;
      least = distance;
    }
  }
  return best;
}

function letters(name: string): string {
  return name.toLowerCase().replace(/[-_\s]/g, '');
}

/** The fewest insertions, deletions, substitutions and swaps of neighbours (optimal string alignment). */
function editDistance(a: string, b: string): number {
  let beforeLast: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const now = [i];
    for (let j = 1; j <= b.length; j++) {
      const substitution = (last[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      const swapped = a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      const swap = swapped ? (beforeLast[j - 2] ?? 0) + 1 : Infinity;
      now.push(Math.min((last[j] ?? 0) + 1, (now[j - 1] ?? 0) + 1, substitution, swap));
    }
    beforeLast = last;
    last = now;
  }
  return last[b.length] ?? 0;
}
