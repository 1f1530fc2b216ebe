import type { Listing } from '../../code/listings.ts';
import typescriptSource from './relu-layer.ts?raw';
import pythonSource from './relu_layer.py?raw';

function from(source: string, first: RegExp): readonly string[] {
  const lines = source.trimEnd().split('\n');
  return lines.slice(lines.findIndex((line) => first.test(line))).map((line) => line.replace('export ', ''));
}

/** The ReLU layer that writes over what it is given, as the book's does. Tests run both. */
export const layerCode: Listing = {
  python: from(pythonSource, /^class Relu/),
  typescript: from(typescriptSource, /^export class Relu/),
};
