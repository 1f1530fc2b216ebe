import { readFileSync } from 'node:fs';
import * as ort from 'onnxruntime-web';
import { onnxruntime } from './onnxruntime.js';

const folder = new URL('..', import.meta.resolve('onnxruntime-web'));
const { version } = JSON.parse(readFileSync(new URL('package.json', folder), 'utf8'));

/** The WebAssembly backend (SIMD; threads as it takes them by itself). Its results are copied out of its memory anyhow. */
export const side = () => ({
  versions: { 'onnxruntime-web': version },
  open: onnxruntime(ort, { executionProviders: ['wasm'], logSeverityLevel: 3 }, false),
});
