export { FormatError, type FormatErrorCode } from './format-error.ts';
export { readSafetensors, type ReadSafetensorsOptions, type Safetensors } from './read-safetensors.ts';
export type { DType, StoredTensor, TypedArray } from './stored-tensor.ts';
export { writeSafetensors } from './write-safetensors.ts';
