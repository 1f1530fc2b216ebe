export { incrementalGradient } from './incremental-gradient.ts';
export { refusal } from './refusal.ts';
export { wasm, type WasmEngine, type WasmSession } from './wasm.ts';
export type { Description, HiddenPlace, Place } from './choose.ts';
export { predictor, type Predictor, type PredictorOptions } from './predictor.ts';
