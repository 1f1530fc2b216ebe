import { pad, textWidth } from './text-width.ts';

export interface DrawOptions {
  /** Use 256-colour escape sequences (and two pixels a character) instead of a ramp of characters. */
  readonly color: boolean;
  /**
   * The width of a pixel; its height follows, a terminal's character being about twice as high as wide.
   * Without it 2, and 1 in colour for more than 16 columns: 8×8 takes 16 columns by 8 lines, 28×28 takes 28 by
   * 14 in colour and 56 by 28 without.
   */
  readonly columnsPerPixel?: number;
}

const RAMP = ' .:-=+*#%@';
const RESET = '\u001b[0m';

/**
 * A grey picture [rows × cols], 0 (paper) to 1 (ink), as terminal lines: ink is white on black in colour, a
 * dense character without.
 */
export function drawDigit(
  pixels: ArrayLike<number>,
  rows: number,
  cols: number,
  { color, columnsPerPixel = color && cols > 16 ? 1 : 2 }: DrawOptions,
): string[] {
  if (pixels.length !== rows * cols) {
    throw new RangeError(`drawDigit: ${rows} × ${cols} pixels were expected, ${pixels.length} came`);
  }
  // A character shows two squares, one above the other; a pixel is columnsPerPixel squares both ways.
  const height = rows * columnsPerPixel;
  const square = (y: number, x: number): number | undefined => {
    if (y >= height) return undefined;
    const pixel = pixels[Math.floor(y / columnsPerPixel) * cols + Math.floor(x / columnsPerPixel)] ?? 0;
    return Math.min(1, Math.max(0, pixel));
  };
  const lines: string[] = [];
  for (let y = 0; y < height; y += 2) {
    const squares = Array.from(
      { length: cols * columnsPerPixel },
      (_, x) => [square(y, x), square(y + 1, x)] as const,
    );
    lines.push(color ? colourLine(squares) : squares.map(rampCharacter).join(''));
  }
  return lines;
}

type Pair = readonly [upper: number | undefined, lower: number | undefined];

function rampCharacter([upper = 0, lower = upper]: Pair): string {
  return RAMP[Math.round(((upper + lower) / 2) * (RAMP.length - 1))] ?? ' ';
}

/** '▀' with the upper square's grey as text colour and the lower one's as background. */
function colourLine(squares: readonly Pair[]): string {
  let line = '';
  let current = '';
  for (const [upper = 0, lower] of squares) {
    const background = lower === undefined ? '49' : `48;5;${grey(lower)}`;
    const code = `\u001b[38;5;${grey(upper)};${background}m`;
    if (code !== current) line += code;
    current = code;
    line += '▀';
  }
  return line + RESET;
}

/** The nearest of the 256-colour palette's greys: 16 is black, 232 to 255 are 8 to 238, 231 is white. */
function grey(value: number): number {
  const level = Math.round((value * 255 - 8) / 10);
  if (level < 0) return 16;
  return level > 23 ? 231 : 232 + level;
}

export interface Block {
  readonly title: string;
  readonly lines: readonly string[];
}

const GAP = 3;

/**
 * Blocks beside each other, each under its title, as many in a band as fit `width` columns; bands are an empty
 * line apart.
 */
export function sideBySide(blocks: readonly Block[], width = 80): string[] {
  const bands: { blocks: Block[]; widths: number[] }[] = [];
  let used = 0;
  for (const block of blocks) {
    const blockWidth = Math.max(...[block.title, ...block.lines].map(textWidth));
    let band = bands.at(-1);
    if (!band || used + GAP + blockWidth > width) {
      band = { blocks: [], widths: [] };
      bands.push(band);
      used = -GAP;
    }
    band.blocks.push(block);
    band.widths.push(blockWidth);
    used += GAP + blockWidth;
  }
  return bands.flatMap((band, index) => {
    const height = Math.max(...band.blocks.map((block) => block.lines.length + 1));
    const lines = Array.from({ length: height }, (_, i) =>
      band.blocks
        .map((block, k) => pad((i === 0 ? block.title : block.lines[i - 1]) ?? '', band.widths[k] ?? 0))
        .join(' '.repeat(GAP))
        .trimEnd(),
    );
    return index === 0 ? lines : ['', ...lines];
  });
}
