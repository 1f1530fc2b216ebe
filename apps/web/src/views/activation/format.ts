/** Five significant digits at most, as mathematics writes them. */
export function shown(value: number): string {
  if (Number.isNaN(value)) return 'NaN';
  if (!Number.isFinite(value)) return value < 0 ? '−∞' : '∞';
  const size = Math.abs(value);
  const text =
    size !== 0 && (size < 1e-4 || size >= 1e6)
      ? value.toExponential(3)
      : String(Number(value.toPrecision(5)));
  return text.replace('-', '−').replace('e−', 'e-').replace('e+', 'e');
}

/** 95.8 % */
export function percent(share: number, lang: string): string {
  return share.toLocaleString(lang, { style: 'percent', minimumFractionDigits: 1, maximumFractionDigits: 1 });
}
