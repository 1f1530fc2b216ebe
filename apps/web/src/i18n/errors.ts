/** What can be wrong, for the reader of the page. */
export interface ErrorTexts {
  readonly cut: string;
  readonly damaged: string;
  readonly notOurs: string;
  readonly unknownPlugin: string;
  readonly otherVersion: string;
  readonly unsuited: string;
  readonly filesMissing: string;
  readonly notMnist: string;
  readonly badActivation: string;
  readonly engine: string;
  readonly noPicture: string;
  readonly blank: string;
}

/** By the codes of the packages' errors; those that are missing here are told in the packages' own English alone. */
const kinds: Readonly<Partial<Record<string, keyof ErrorTexts>>> = {
  FILE_TRUNCATED: 'cut',
  IDX_TRUNCATED: 'cut',
  TRAILING_BYTES: 'damaged',
  HEADER_TOO_LARGE: 'damaged',
  HEADER_INVALID: 'damaged',
  DUPLICATE_KEY: 'damaged',
  METADATA_INVALID: 'damaged',
  TENSOR_INVALID: 'damaged',
  OFFSETS_INVALID: 'damaged',
  SIZE_MISMATCH: 'damaged',
  GZIP_CORRUPT: 'damaged',
  BAD_MODEL_FILE: 'notOurs',
  UNKNOWN_PLUGIN: 'unknownPlugin',
  INCOMPATIBLE_CONTRACT: 'otherVersion',
  MODEL_UNSUITED: 'unsuited',
  FILES_MISSING: 'filesMissing',
  NOT_MNIST: 'notMnist',
  BAD_FORMULA: 'badActivation',
  UNKNOWN_NAME: 'badActivation',
  ENGINE_UNSUPPORTED: 'engine',
  NO_PICTURE: 'noPicture',
  BLANK_PICTURE: 'blank',
};

/** What is wrong, in the language of `texts`; undefined for a code that has no text. */
export function explained(code: string, texts: ErrorTexts): string | undefined {
  const kind = kinds[code];
  return kind && texts[kind];
}
