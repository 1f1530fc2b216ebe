import { isFloat, type DType } from './dtype.ts';

const PRECISION = 8;

/**
 * How to write one of `shown`, so that all of them line up as in NumPy: floats by their shortest decimals, at most
 * eight, with the points in one column; all of them in scientific form when they are very large or small, or far apart.
 * `alone` is for a 0-d tensor, which NumPy writes as a scalar: with all its digits and no padding.
 */
export function numberWriter(
  shown: readonly number[],
  dtype: DType,
  alone: boolean,
): (value: number) => string {
  if (dtype === 'bool') return (value) => (value === 0 ? 'False' : alone ? 'True' : ' True');
  if (!isFloat(dtype)) {
    const width = widest(shown.map(String));
    return (value) => String(value).padStart(width);
  }
  return alone ? (value) => scalarText(value, dtype) : floatWriter(shown, dtype);
}

/** A float as ±`whole`.`fraction` · 10^`exponent`. */
interface Parts {
  readonly whole: string;
  readonly fraction: string;
  readonly exponent: number;
}

function floatWriter(shown: readonly number[], dtype: DType): (value: number) => string {
  const scientific = needsExponents(shown, dtype);
  const parts = shown.filter(Number.isFinite).map((value) => partsOf(value, dtype, scientific, PRECISION));
  const places = widest(parts.map(({ fraction }) => fraction));
  const exponentDigits = Math.max(2, ...parts.map(({ exponent }) => String(Math.abs(exponent)).length));
  const right = scientific ? places + 2 + exponentDigits : places;
  const others = shown.filter((value) => !Number.isFinite(value)).map((value) => notFinite(value).length);
  const left = Math.max(
    widest(parts.map(({ whole }) => whole)),
    ...others.map((length) => length - right - 1),
  );

  return (value) => {
    if (!Number.isFinite(value)) return notFinite(value).padStart(left + 1 + right);
    const { whole, fraction, exponent } = scientific
      ? cut(value, scientific, places)
      : partsOf(value, dtype, scientific, PRECISION);
    const start = `${whole.padStart(left)}.`;
    if (!scientific) return start + fraction.padEnd(right);
    return start + fraction.padEnd(places, '0') + exponentText(exponent, exponentDigits);
  };
}

/** Whether some of the numbers are very large or very small, or they lie far apart. */
function needsExponents(shown: readonly number[], dtype: DType): boolean {
  const sizes = shown.filter((value) => Number.isFinite(value) && value !== 0).map(Math.abs);
  if (sizes.length === 0) return false;
  const [smallest, largest] = [Math.min(...sizes), Math.max(...sizes)];
  if (dtype === 'float64') return largest >= 1e8 || smallest < 1e-4 || largest / smallest > 1000;
  return largest >= 1e6 || smallest < Math.fround(1e-4) || Math.fround(largest / smallest) > 1000;
}

/** As Python writes a float, with all digits: in scientific form below 1e-4 and from 1e16 (float32: 1e6) on. */
function scalarText(value: number, dtype: DType): string {
  if (!Number.isFinite(value)) return notFinite(value);
  const size = Math.abs(value);
  const scientific = size !== 0 && (size < 1e-4 || size >= (dtype === 'float32' ? 1e6 : 1e16));
  const { whole, fraction, exponent } = partsOf(value, dtype, scientific, 20);
  if (!scientific) return `${whole}.${fraction || '0'}`;
  return `${whole}${fraction && `.${fraction}`}${exponentText(exponent, 2)}`;
}

function notFinite(value: number): string {
  return Number.isNaN(value) ? 'nan' : value > 0 ? 'inf' : '-inf';
}

function exponentText(exponent: number, digits: number): string {
  return `e${exponent < 0 ? '-' : '+'}${String(Math.abs(exponent)).padStart(digits, '0')}`;
}

/** The shortest decimals that tell `value` from its neighbours of the same dtype, at most `places` behind the point. */
function partsOf(value: number, dtype: DType, scientific: boolean, places: number): Parts {
  const size = Math.abs(value);
  const shortest = shortestDigits(size, dtype);
  const [mantissa = '', exponent = '0'] = scientific ? shortest.split('e') : [plain(shortest, size)];
  const [whole = '', fraction = ''] = mantissa.split('.');
  if (fraction.length > places) return cut(value, scientific, places);
  return { whole: signOf(value) + whole, fraction, exponent: Number(exponent) };
}

function signOf(value: number): string {
  return value < 0 || Object.is(value, -0) ? '-' : '';
}

/** The shortest digits as `d.ddde±x`. */
function shortestDigits(size: number, dtype: DType): string {
  if (dtype === 'float32') {
    for (let digits = 0; digits < 9; digits++) {
      if (Math.fround(Number(size.toExponential(digits))) === size) return rounded(size, true, digits);
    }
  }
  return size.toExponential();
}

/** `d.ddde±x` without the exponent. */
function plain(text: string, size: number): string {
  const [mantissa = '', exponent = '0'] = text.split('e');
  const decimals = (mantissa.split('.')[1] ?? '').length - Number(exponent);
  return decimals > 0 ? rounded(size, false, decimals) : String(size);
}

/** `value` with `places` decimals, less the zeros at their end. */
function cut(value: number, scientific: boolean, places: number): Parts {
  const [mantissa = '', exponent = '0'] = rounded(Math.abs(value), scientific, places).split('e');
  const [whole = '', fraction = ''] = mantissa.split('.');
  return { whole: signOf(value) + whole, fraction: fraction.replace(/0+$/, ''), exponent: Number(exponent) };
}

/** `size` with `places` decimals: an exact half is rounded to the even digit, as in NumPy and unlike in JavaScript. */
function rounded(size: number, scientific: boolean, places: number): string {
  const write = (digits: number): string => (scientific ? size.toExponential(digits) : size.toFixed(digits));
  const [exact = '', exponent = ''] = write(100).split('e');
  const end = exact.indexOf('.') + 1 + places;
  const kept = places === 0 ? exact.slice(0, end - 1) : exact.slice(0, end);
  const isHalf = /^50*$/.test(exact.slice(end));
  return isHalf && Number(kept.at(-1)) % 2 === 0 ? `${kept}${exponent && `e${exponent}`}` : write(places);
}

function widest(texts: readonly string[]): number {
  return Math.max(0, ...texts.map((text) => text.length));
}
