/** One of Node's own modules, without an import that bundlers for browsers would stumble over; undefined in a browser. */
export function nodeModule(name: string): unknown {
  const { process } = globalThis as { process?: { getBuiltinModule?: (name: string) => unknown } };
  return process?.getBuiltinModule?.(name);
}
