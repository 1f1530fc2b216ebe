/** Packages by the name under which npm has them. */
type Lists = Readonly<Record<string, readonly string[]>>;

/**
 * What each published package depends on: the whole list, own and others' alike. A package stands below those that it
 * names, so arrows point down only.
 */
export const dependencies: Lists = {
  '@bilayer/tensor': [],
  '@bilayer/formats': [],
  '@bilayer/datasets': [],
  '@bilayer/gradient': ['@bilayer/tensor'],
  '@bilayer/activations': ['@bilayer/tensor'],
  '@bilayer/losses': ['@bilayer/tensor'],
  '@bilayer/optimizers': ['@bilayer/tensor'],
  '@bilayer/models': [
    '@bilayer/activations',
    '@bilayer/formats',
    '@bilayer/gradient',
    '@bilayer/losses',
    '@bilayer/tensor',
  ],
  '@bilayer/training': [
    '@bilayer/datasets',
    '@bilayer/formats',
    '@bilayer/gradient',
    '@bilayer/models',
    '@bilayer/optimizers',
    '@bilayer/tensor',
  ],
  '@bilayer/wasm': [
    '@bilayer/activations',
    '@bilayer/datasets',
    '@bilayer/gradient',
    '@bilayer/losses',
    '@bilayer/models',
    '@bilayer/optimizers',
    '@bilayer/tensor',
    '@bilayer/training',
  ],
  '@bilayer/testing': [
    '@bilayer/activations',
    '@bilayer/datasets',
    '@bilayer/gradient',
    '@bilayer/losses',
    '@bilayer/models',
    '@bilayer/optimizers',
    '@bilayer/tensor',
    '@bilayer/training',
  ],
  bilayer: [
    '@bilayer/activations',
    '@bilayer/datasets',
    '@bilayer/losses',
    '@bilayer/models',
    '@bilayer/optimizers',
    '@bilayer/tensor',
    '@bilayer/testing',
    '@bilayer/training',
    '@bilayer/wasm',
    'cli-progress',
    'commander',
    'fast-png',
  ],
  'create-bilayer-plugin': ['@clack/prompts'],
};

/** What the packages of others bring along. They stay out of everything but the two commands. */
const others: Lists = {
  '@clack/core': ['fast-string-width', 'fast-wrap-ansi', 'sisteransi'],
  '@clack/prompts': ['@clack/core', 'fast-string-width', 'fast-wrap-ansi', 'sisteransi'],
  'ansi-regex': [],
  'cli-progress': ['string-width'],
  commander: [],
  'emoji-regex': [],
  'fast-png': ['fflate', 'iobuffer'],
  'fast-string-truncated-width': [],
  'fast-string-width': ['fast-string-truncated-width'],
  'fast-wrap-ansi': ['fast-string-width'],
  fflate: [],
  iobuffer: [],
  'is-fullwidth-code-point': [],
  sisteransi: [],
  'string-width': ['emoji-regex', 'is-fullwidth-code-point', 'strip-ansi'],
  'strip-ansi': ['ansi-regex'],
};

/** The packages from which each entry loads modules, its types left out: often fewer than its package depends on. */
export const entries: Lists = {
  '@bilayer/tensor': [],
  '@bilayer/tensor/math': [],
  '@bilayer/formats': [],
  '@bilayer/datasets': [],
  '@bilayer/datasets/digit': [],
  '@bilayer/datasets/node': [],
  '@bilayer/gradient': ['@bilayer/tensor'],
  '@bilayer/activations': ['@bilayer/tensor'],
  '@bilayer/activations/formula': ['@bilayer/tensor'],
  '@bilayer/losses': ['@bilayer/tensor'],
  '@bilayer/optimizers': ['@bilayer/tensor'],
  '@bilayer/models': ['@bilayer/formats', '@bilayer/gradient', '@bilayer/tensor'],
  '@bilayer/models/book': ['@bilayer/activations', '@bilayer/gradient', '@bilayer/losses', '@bilayer/tensor'],
  '@bilayer/models/predict': ['@bilayer/tensor'],
  '@bilayer/models/load': ['@bilayer/formats', '@bilayer/tensor'],
  '@bilayer/training': ['@bilayer/formats', '@bilayer/gradient', '@bilayer/models', '@bilayer/tensor'],
  '@bilayer/wasm': ['@bilayer/gradient', '@bilayer/models', '@bilayer/tensor', '@bilayer/training'],
  '@bilayer/testing': [
    '@bilayer/datasets',
    '@bilayer/gradient',
    '@bilayer/models',
    '@bilayer/optimizers',
    '@bilayer/tensor',
    '@bilayer/training',
  ],
};

/** All that `npm install name` brings beside it, sorted: its dependencies, theirs, and so on. */
export function closedList(name: string): string[] {
  const brought = new Set<string>();
  const follow = (at: string): void => {
    const list = dependencies[at] ?? others[at];
    if (list === undefined) throw new Error(`no list says what ${at} depends on`);
    for (const dependency of list.filter((one) => !brought.has(one))) {
      brought.add(dependency);
      follow(dependency);
    }
  };
  follow(name);
  return [...brought].sort();
}
