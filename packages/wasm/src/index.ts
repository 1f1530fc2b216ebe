export { wasm, type WasmEngine, type WasmSession } from './wasm.ts';
export type { Description, HiddenPlace, Place } from './choose.ts';
