import { createRequire } from 'node:module';
import { dirname } from 'node:path';

const require = createRequire(import.meta.url);
const tf = require('@tensorflow/tfjs-core');
const wasm = require('@tensorflow/tfjs-backend-wasm');
const { tensorflow } = await import('./tensorflow.js');

/** The WebAssembly backend, with SIMD. */
export const side = () => ({
  versions: { 'TensorFlow.js': tf.version_core },
  async open(start) {
    wasm.setWasmPaths(`${dirname(require.resolve('@tensorflow/tfjs-backend-wasm'))}/`);
    await tf.setBackend('wasm');
    await tf.ready();
    return tensorflow(tf)(start);
  },
});
