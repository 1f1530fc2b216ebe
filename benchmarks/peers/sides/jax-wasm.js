import { readFileSync } from 'node:fs';
import * as jax from '@jax-js/jax';
import { jaxjs } from './jax.js';

const { version } = JSON.parse(
  readFileSync(new URL('../package.json', import.meta.resolve('@jax-js/jax')), 'utf8'),
);

/** The WebAssembly backend. */
export const side = () => ({
  versions: { 'jax-js': version },
  async open(start) {
    await jax.init('wasm');
    jax.defaultDevice('wasm');
    return jaxjs(jax)(start);
  },
});
