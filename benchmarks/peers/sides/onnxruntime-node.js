import { createRequire } from 'node:module';
import * as ort from 'onnxruntime-node';
import { onnxruntime } from './onnxruntime.js';

const { version } = createRequire(import.meta.url)('onnxruntime-node/package.json');

/** As many threads as it takes by itself. */
export const side = () => ({
  versions: { 'onnxruntime-node': version },
  open: onnxruntime(ort, { logSeverityLevel: 3 }, true),
});
