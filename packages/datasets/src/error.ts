/** What went wrong, as a word that stays the same from version to version. The README says what each means. */
export type DatasetErrorCode =
  | 'BAD_OPTION'
  | 'BAD_DATASET'
  | 'GZIP_CORRUPT'
  | 'IDX_MAGIC'
  | 'IDX_TYPE'
  | 'IDX_DIMENSIONS'
  | 'IDX_TRUNCATED'
  | 'IDX_TRAILING_BYTES'
  | 'IDX_MISMATCH'
  | 'LABEL_OUT_OF_RANGE'
  | 'IMAGE_BLANK'
  | 'CSV_EMPTY'
  | 'CSV_QUOTE'
  | 'CSV_RAGGED'
  | 'CSV_COLUMN'
  | 'CSV_CELL'
  | 'CSV_LABEL'
  | 'TEXT_ENCODING'
  | 'FILE_NOT_FOUND'
  | 'FILE_UNREADABLE'
  | 'FILE_AMBIGUOUS'
  | 'CHECKSUM_MISMATCH'
  | 'DOWNLOAD_REFUSED'
  | 'DOWNLOAD_CUT'
  | 'DISK_FULL'
  | 'FOLDER_UNWRITABLE'
  | 'ABORTED';

/** Every error this package throws: the message names the file or function, `code` says what is wrong. */
export class DatasetError extends Error {
  override readonly name: string = 'DatasetError';
  readonly code: DatasetErrorCode;

  constructor(code: DatasetErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}
