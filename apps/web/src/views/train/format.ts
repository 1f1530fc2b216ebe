import { app } from '../../state/store.svelte.ts';

/** 1,234 in the visitor's language. */
export function count(n: number): string {
  return n.toLocaleString(app.state.lang);
}

/** 95.8 % */
export function percent(share: number | undefined, digits = 1): string {
  if (share === undefined || Number.isNaN(share)) return '–';
  return share.toLocaleString(app.state.lang, {
    style: 'percent',
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  });
}

/** Three significant digits, with a minus sign; '–' for what is none. */
export function short(n: number | undefined): string {
  if (n === undefined || !Number.isFinite(n)) return '–';
  const size = Math.abs(n);
  const digits = size >= 100 ? 0 : size >= 10 ? 1 : size >= 1 ? 2 : 3;
  const text = size !== 0 && (size < 1e-3 || size >= 1e5) ? n.toExponential(1) : n.toFixed(digits);
  return text.replaceAll('-', '−');
}
