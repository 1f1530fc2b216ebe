/** Red, green and blue, 0 … 255. */
export type Rgb = readonly [number, number, number];

function rgb(hex: string): Rgb {
  const n = Number.parseInt(hex.slice(1), 16);
  return [n >> 16, (n >> 8) & 255, n & 255];
}

/** 256 colours, RGBA, between stops at equal distances. */
function table(stops: readonly Rgb[]): Uint8ClampedArray {
  const colours = new Uint8ClampedArray(256 * 4);
  for (let i = 0; i < 256; i++) {
    const at = (i / 255) * (stops.length - 1);
    const from = stops[Math.floor(at)]!;
    const to = stops[Math.ceil(at)]!;
    for (let c = 0; c < 3; c++) colours[4 * i + c] = from[c]! + (at % 1) * (to[c]! - from[c]!);
    colours[4 * i + 3] = 255;
  }
  return colours;
}

/** The tokens of tokens.css, for canvases, which cannot read them there. */
export interface Ink {
  readonly surface: string;
  readonly line: string;
  readonly ink: string;
  readonly soft: string;
  readonly accent: string;
  readonly accent2: string;
}
const light: Ink = {
  surface: '#fffefb',
  line: '#e0dbd0',
  ink: '#1c2230',
  soft: '#5a5f6b',
  accent: '#1b5fb4',
  accent2: '#b34e00',
};
const dark: Ink = {
  surface: '#1d2027',
  line: '#30343e',
  ink: '#ecebe6',
  soft: '#a9adb8',
  accent: '#7db1f5',
  accent2: '#f3a45c',
};

export function inkOf(isDark: boolean): Ink {
  return isDark ? dark : light;
}

// Blue over the surface to orange: people who see no red or green tell them apart, and 0 recedes in light and dark.
const divergingLight = table(
  ['#0b3d82', '#3f7fc8', '#a9c8ea', '#f6f3ec', '#f5c190', '#d97a1f', '#8a3b00'].map(rgb),
);
const divergingDark = table(
  ['#b9dbff', '#5b9ae6', '#2c5690', '#22252c', '#8a5220', '#e08a35', '#ffd9ad'].map(rgb),
);

/** From −1, blue, over 0 to 1, orange. */
export function diverging(isDark: boolean): Uint8ClampedArray {
  return isDark ? divergingDark : divergingLight;
}

const inkLight = table(['#fffefb', '#1c2230'].map(rgb));
const inkDark = table(['#15171c', '#f2f0ea'].map(rgb));

/** From paper to ink, for pictures of digits. */
export function inkScale(isDark: boolean): Uint8ClampedArray {
  return isDark ? inkDark : inkLight;
}

/** Classes of points in a plane (Okabe and Ito's colours, which colour-blind people tell apart). */
const classColours: readonly Rgb[] = [
  '#2f7fc4',
  '#e0821a',
  '#009e73',
  '#cc79a7',
  '#8a7a00',
  '#56b4e9',
  '#d55e00',
].map(rgb);

export function classColour(index: number): Rgb {
  return classColours[index % classColours.length]!;
}

export function css([r, g, b]: Rgb, alpha = 1): string {
  return `rgb(${r} ${g} ${b} / ${alpha})`;
}
