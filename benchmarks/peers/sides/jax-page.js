import * as jax from '@jax-js/jax';
import { jaxjs } from './jax.js';

/** jax-js in a page: `wasm`, `webgl` or `webgpu`. */
export const side = (device) => ({
  versions: {},
  async open(start) {
    if (!(await jax.init(device)).includes(device)) throw new Error(`no ${device} here`);
    jax.defaultDevice(device);
    return jaxjs(jax)(start);
  },
});
