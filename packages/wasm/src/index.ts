export { wasm, type WasmEngine, type WasmSession } from './wasm.ts';
export type { Description, Place } from './choose.ts';
export { predictor, type Predictor, type PredictorOptions } from './predictor.ts';
