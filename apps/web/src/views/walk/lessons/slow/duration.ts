const units = [
  ['millisecond', 1e-3, 1],
  ['second', 1, 120],
  ['minute', 60, 7200],
  ['hour', 3600, 172_800],
  ['day', 86_400, Infinity],
] as const;

/** A time in the unit that suits it, to three digits: 16.2 ms, 5.31 min, 22 days. */
export function duration(seconds: number, language: string): string {
  const [unit, length] = units.find(([, , below]) => seconds < below) ?? units[4];
  return new Intl.NumberFormat(language, {
    style: 'unit',
    unit,
    unitDisplay: 'short',
    maximumSignificantDigits: 3,
  }).format(seconds / length);
}
