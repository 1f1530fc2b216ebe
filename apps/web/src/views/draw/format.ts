import { app } from '../../state/store.svelte.ts';

/** 97.9 % */
export function percent(share: number, digits = 1): string {
  return share.toLocaleString(app.state.lang, {
    style: 'percent',
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  });
}

/** −1.23: with a real minus sign, and without one where only zeros are left. */
export function number(n: number, digits = 2): string {
  const text = n.toFixed(digits);
  return Number(text) === 0 ? text.replace('-', '') : text.replace('-', '−');
}

/** +1.23 or −1.23 */
export function signed(n: number, digits = 2): string {
  const text = number(n, digits);
  return n > 0 && /[1-9]/.test(text) ? `+${text}` : text;
}
