export type ImageErrorCode = 'NOT_A_PNG' | 'PNG_DAMAGED' | 'PNG_UNSUPPORTED' | 'IMAGE_TOO_LARGE';

/** What is wrong with an image file; `file` is the name the user gave. */
export class ImageError extends Error {
  override readonly name = 'ImageError';
  readonly code: ImageErrorCode;
  readonly file: string;

  constructor(code: ImageErrorCode, file: string, problem: string, options?: ErrorOptions) {
    super(`${file}: ${problem}`, options);
    this.code = code;
    this.file = file;
  }
}
