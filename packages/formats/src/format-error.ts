/** What went wrong, as a word that stays the same from version to version. The README says what each means. */
export type FormatErrorCode =
  | 'FILE_TRUNCATED'
  | 'TRAILING_BYTES'
  | 'HEADER_TOO_LARGE'
  | 'HEADER_INVALID'
  | 'DUPLICATE_KEY'
  | 'METADATA_INVALID'
  | 'TENSOR_INVALID'
  | 'DTYPE_UNSUPPORTED'
  | 'OFFSETS_INVALID'
  | 'SIZE_MISMATCH'
  | 'BIG_ENDIAN';

/** Every error this package throws: the message names the file and the tensor, `code` says what is wrong. */
export class FormatError extends Error {
  override readonly name: string = 'FormatError';
  readonly code: FormatErrorCode;

  constructor(code: FormatErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}
