export { incrementalGradient } from './incremental-gradient.ts';
export { refusal } from './refusal.ts';
export { wasm, type WasmEngine, type WasmSession } from './wasm.ts';
export type { Description, HiddenPlace, Place } from './choose.ts';
