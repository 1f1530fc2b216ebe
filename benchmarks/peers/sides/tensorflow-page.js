import * as tf from '@tensorflow/tfjs-core';
import { setWasmPaths } from '@tensorflow/tfjs-backend-wasm';
import '@tensorflow/tfjs-backend-webgl';
import '@tensorflow/tfjs-backend-webgpu';
import { tensorflow } from './tensorflow.js';

/** TensorFlow.js in a page: `wasm`, `webgl` or `webgpu`. */
export const side = (backend) => ({
  versions: { 'TensorFlow.js': tf.version_core },
  async open(start) {
    setWasmPaths('/tfjs/');
    if (!(await tf.setBackend(backend))) throw new Error(`no ${backend} here`);
    await tf.ready();
    return tensorflow(tf)(start);
  },
});
