import { PAD } from './pad.ts';

/** Less between ink and paper is a blank sheet. */
const LEAST_CONTRAST = 0.15;

/** What is wrong with a file that should be a picture. */
class PictureError extends Error {
  readonly code: string;
  constructor(code: string, message: string) {
    super(message);
    this.code = code;
  }
}

/** Whether a file is meant as a picture. */
export function looksLikePicture({ name, type }: Pick<File, 'name' | 'type'>): boolean {
  return type.startsWith('image/') || /\.(png|jpe?g|gif|webp|bmp|avif)$/i.test(name);
}

/**
 * A picture as ink on the pad, [PAD, PAD], 0 … 1: as large as fits, dark on light paper or light on dark, which its edge
 * tells. `grey` is [rows, columns], 0 … 1; undefined for a blank one.
 */
export function inkFrom(grey: ArrayLike<number>, rows: number, columns: number): Float64Array | undefined {
  const edge: number[] = [];
  let [darkest, lightest] = [1, 0];
  for (let k = 0; k < rows * columns; k++) {
    const value = grey[k] ?? 0;
    const [i, j] = [Math.floor(k / columns), k % columns];
    if (i === 0 || j === 0 || i === rows - 1 || j === columns - 1) edge.push(value);
    darkest = Math.min(darkest, value);
    lightest = Math.max(lightest, value);
  }
  const paper = edge.sort((a, b) => a - b)[edge.length >> 1] ?? 1;
  const darkInk = paper - darkest > lightest - paper;
  const contrast = darkInk ? paper - darkest : lightest - paper;
  if (contrast < LEAST_CONTRAST) return undefined;
  const [top, left] = [(PAD - rows) >> 1, (PAD - columns) >> 1];
  const ink = new Float64Array(PAD * PAD);
  for (let i = 0; i < rows; i++) {
    for (let j = 0; j < columns; j++) {
      const value = grey[i * columns + j] ?? 0;
      const share = (darkInk ? paper - value : value - paper) / contrast;
      ink[(top + i) * PAD + left + j] = Math.max(0, share);
    }
  }
  return ink;
}

/** The picture in a file as ink on the pad. Throws for a file that is no picture, and for a blank one. */
export async function readPicture(file: File): Promise<Float64Array> {
  let picture: ImageBitmap;
  try {
    picture = await createImageBitmap(file);
  } catch {
    throw new PictureError(
      'NO_PICTURE',
      `${file.name}: this is no picture that the browser can read, or it is damaged`,
    );
  }
  const scale = PAD / Math.max(picture.width, picture.height);
  const rows = Math.max(1, Math.round(picture.height * scale));
  const columns = Math.max(1, Math.round(picture.width * scale));
  const canvas = new OffscreenCanvas(columns, rows);
  const context = canvas.getContext('2d', { willReadFrequently: true });
  if (context === null) throw new PictureError('NO_PICTURE', `${file.name}: the browser cannot draw it`);
  // What is transparent is paper.
  context.fillStyle = 'white';
  context.fillRect(0, 0, columns, rows);
  context.imageSmoothingQuality = 'high';
  context.drawImage(picture, 0, 0, columns, rows);
  picture.close();
  const { data } = context.getImageData(0, 0, columns, rows);
  // Rec. 601, as grey pictures are usually made.
  const grey = Float64Array.from(
    { length: rows * columns },
    (_, k) =>
      (0.299 * (data[4 * k] ?? 0) + 0.587 * (data[4 * k + 1] ?? 0) + 0.114 * (data[4 * k + 2] ?? 0)) / 255,
  );
  const ink = inkFrom(grey, rows, columns);
  if (ink === undefined)
    throw new PictureError('BLANK_PICTURE', `${file.name}: there is nothing to be seen in the picture`);
  return ink;
}
