import { rm } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { bilayer, plugins, SQUAREPLUS } from '../cli.testing.ts';
import { refuseTypeScript } from './import.ts';

/** What is said when `name` is to be imported. */
async function said(name: string): Promise<string> {
  const { code, err, out } = await bilayer('gradcheck', '-d', 'iris', '--hidden', '2', '-a', name);
  expect([code, out]).toEqual([2, '']);
  // Never ours to mend, and never with our stack.
  expect(err).not.toMatch(/\n {2,}at |mistake in bilayer/);
  return err;
}

/** The squareplus of a package, as JavaScript. */
const BUILT = SQUAREPLUS.replace(', type Activation', '').replace(': Activation<{ b: number }>', '');

function packed(name: string, manifest: object, files: Record<string, string>): Record<string, string> {
  const at = `node_modules/${name}`;
  return {
    [`${at}/package.json`]: JSON.stringify({ name, version: '1.0.0', ...manifest }),
    ...Object.fromEntries(Object.entries(files).map(([file, text]) => [`${at}/${file}`, text])),
  };
}

async function works(name: string): Promise<void> {
  const { code, err } = await bilayer('gradcheck', '-d', 'iris', '--hidden', '2', '-a', name);
  expect([code, err]).toEqual([0, '']);
}

describe('a file', () => {
  it.each(['squareplus.ts', 'squareplus.mts'])('may be %s', async (file) => {
    await plugins({ [file]: SQUAREPLUS });
    await works(`./${file}`);
  });

  it.each(['squareplus.js', 'squareplus.mjs'])('may be %s', async (file) => {
    await plugins({ [file]: BUILT });
    await works(`./${file}(b=1)`);
  });

  it('is one only with its path', async () => {
    await plugins({ 'squareplus.ts': SQUAREPLUS, 'relu.ts': 'throw new Error("never run");' });
    for (const name of ['squareplus', 'squareplus.ts', 'squareplus(b=1)']) {
      expect(await said(name)).toContain('For the file here write ./squareplus.ts. ');
    }
    // The built-in one wins.
    await works('relu');
  });

  it('that is not there, or is something else, is refused', async () => {
    await plugins({ 'a.txt': '', 'folder.ts/b': '', 'snake.ts': '' });
    expect(await said('./snak.ts')).toBe(
      'bilayer: ./snak.ts: there is no such file; did you mean ./snake.ts?',
    );
    expect(await said('./nowhere.ts')).toBe('bilayer: ./nowhere.ts: there is no such file');
    expect(await said('./folder.ts')).toBe('bilayer: ./folder.ts: is a folder; name a file in it');
    expect(await said('./a.txt')).toContain('./a.txt: a plugin is a module: its name ends in .ts');
  });

  it('with a mistake in its syntax is named with the line', async () => {
    await plugins({
      'typed.ts': 'export const a: number = 1;\nconst x = ;\n',
      'plain.mjs': 'export const a = 1;\nconst x = ;\n',
      'plain.js': 'export const a = 1;\n\nconst x = ;\n',
      'enum.ts': '\nexport enum A { x }\n',
      'imports.mjs': '\n\nimport "./plain.mjs";\n',
      'name.mjs': '\nimport { nothing } from "./ok.mjs";\n',
      'ok.mjs': 'export const a = 1;\n',
    });
    expect(await said('./typed.ts')).toMatch(/^bilayer: \.\/typed\.ts:2: SyntaxError: /);
    expect(await said('./plain.mjs')).toMatch(/^bilayer: \.\/plain\.mjs:2: SyntaxError: /);
    expect(await said('./plain.js')).toMatch(/^bilayer: \.\/plain\.js:3: SyntaxError: /);
    expect(await said('./enum.ts')).toMatch(/^bilayer: \.\/enum\.ts:2: SyntaxError: .*enum/);
    expect(await said('./imports.mjs')).toMatch(/^bilayer: \.\/imports\.mjs: SyntaxError: /);
    expect(await said('./name.mjs')).toMatch(/^bilayer: \.\/name\.mjs:2: SyntaxError: .*'?nothing'?/);
  });

  it('that throws is named with the line, where it is imported and where it runs', async () => {
    await plugins({
      'load.ts': 'const nothing: any = null;\n\nexport const a = nothing.x;\n',
      'coded.mjs':
        'import { defineActivation } from "@bilayer/activations";\nexport default defineActivation({});\n',
      'runs.mjs':
        'import { defineActivation } from "@bilayer/activations";\n' +
        'export default defineActivation({ name: "runs", forward: (a) =>\n  a.missing.x });\n',
      'shapes.mjs':
        'import { defineActivation } from "@bilayer/activations";\nimport { matmul } from "@bilayer/tensor";\n' +
        'export default defineActivation({ name: "shapes", forward: (a) => matmul(a, a) });\n',
    });
    expect(await said('./load.ts')).toMatch(/^bilayer: \.\/load\.ts:3: TypeError: .*null/);
    expect(await said('./coded.mjs')).toMatch(
      /^bilayer: \.\/coded\.mjs:2: defineActivation: expected a name/,
    );
    expect(await said('./runs.mjs')).toMatch(/^bilayer: \.\/runs\.mjs:3: TypeError: .*undefined/);
    expect(await said('./shapes.mjs')).toMatch(
      /^bilayer: \.\/shapes\.mjs:3: matmul: inner dimensions differ/,
    );
  });

  it('that imports what is not there says what to install or to mend', async () => {
    await plugins({
      'far.ts':
        'import { x } from "not-a-package/sub";\nimport y from "@no/such";\nexport default { x, y };\n',
      'near.ts': 'import { x } from "./lib/help";\nexport default x;\n',
      'lost.ts': 'import { x } from "./lost-helper.ts";\nexport default x;\n',
      'lib/help.ts': 'export const x = 1;\n',
    });
    expect(await said('./far.ts')).toBe(
      'bilayer: ./far.ts: imports @no/such and not-a-package, not installed where it is; run: npm install @no/such not-a-package',
    );
    expect(await said('./near.ts')).toBe(
      "bilayer: ./near.ts: imports './lib/help'; an import names the file with its ending: './lib/help.ts'",
    );
    expect(await said('./lost.ts')).toBe(
      "bilayer: ./lost.ts: imports './lost-helper.ts', and there is no such file",
    );
  });

  it("may need our packages in its own folder, where a global bilayer's are not", async () => {
    const folder = await plugins({ 'squareplus.ts': SQUAREPLUS });
    await rm(`${folder}/node_modules`, { recursive: true });
    expect(await said('./squareplus.ts')).toContain('run: npm install @bilayer/activations @bilayer/tensor');
  });

  it('in a package of CommonJS says how that is changed, in place of what Node says', async () => {
    await plugins({
      'package.json': '{ "type": "commonjs" }',
      'typed.ts': SQUAREPLUS,
      'plain.js': BUILT,
      'only.js': 'export const a = 1;',
      'lib/package.json': '{ "type": "commonjs" }',
      'lib/plain.js': BUILT,
    });
    const warnings: string[] = [];
    const hear = ({ message }: Error): number => warnings.push(message);
    process.on('warning', hear);
    for (const name of ['./typed.ts', './plain.js', './only.js']) {
      expect(await said(name)).toMatch(/does not say that it holds modules; run: npm pkg set type=module$/);
    }
    expect(await said('./lib/plain.js')).toMatch(/run in .*lib: npm pkg set type=module$/);
    process.off('warning', hear);
    expect(warnings).toEqual([]);
  });

  it('in TypeScript needs a Node that reads it', () => {
    expect(() => {
      refuseTypeScript('./a.ts', '/x/a.ts', false);
    }).toThrow(
      /^\.\/a\.ts: Node .* cannot read TypeScript; use Node 22\.18 or newer, or compile it .* \(\.\/dist\/index\.js\)$/,
    );
    refuseTypeScript('./a.ts', '/x/a.ts', true);
    refuseTypeScript('./a.mjs', '/x/a.mjs', false);
  });
});

describe('a package', () => {
  it.each<[string, object]>([
    ['import alone', { exports: { '.': { types: './i.d.ts', import: './i.mjs' } } }],
    ['default', { exports: { types: './i.d.ts', default: './i.mjs' } }],
    ['a string', { exports: './i.mjs' }],
    ['node before import', { exports: { node: { import: './i.mjs' }, import: './other.mjs' } }],
    ['require before import', { exports: { require: './r.cjs', import: './i.mjs' } }],
    ['main', { main: 'i.mjs' }],
  ])('is found by its exports: %s', async (_what, manifest) => {
    await plugins(
      packed('squareplus-plugin', manifest, { 'i.mjs': BUILT, 'r.cjs': 'throw new Error("required");' }),
    );
    await works('squareplus-plugin(b=2)');
    await works('squareplus-plugin#squareplus');
  });

  it('may have a scope and several entries', async () => {
    await plugins(
      packed('@me/plugins', { exports: { './*': './lib/*.mjs' } }, { 'lib/squareplus.mjs': BUILT }),
    );
    await works('@me/plugins/squareplus');
    expect(await said('@me/plugins')).toMatch(/^bilayer: @me\/plugins: .*"exports"/);
    expect(await said('@me/plugins/nowhere')).toMatch(
      /^bilayer: @me\/plugins\/nowhere: its entry is .*nowhere\.mjs, and there is no such file/,
    );
  });

  it('is found under its own name, and from a folder below', async () => {
    await plugins({
      'package.json': JSON.stringify({ name: 'own-plugin', exports: './src/own.ts' }),
      'src/own.ts': SQUAREPLUS,
      ...packed('squareplus-plugin', { exports: './i.mjs' }, { 'i.mjs': BUILT }),
    });
    await works('own-plugin');
    process.chdir('src');
    await works('squareplus-plugin');
  });

  it('may be written in CommonJS', async () => {
    await plugins(
      packed(
        'old',
        { main: './i.cjs' },
        {
          'i.cjs':
            'exports.twice = { contract: 1, name: "twice", config: {}, with() { return this; }, forward: (a) => a };',
        },
      ),
    );
    await works('old');
  });

  it('that is installed is named before what could be', async () => {
    await plugins(packed('bilayer-plugin-bent', { exports: './i.mjs' }, { 'i.mjs': BUILT }));
    expect(await said('bilayer-plugin-bnet')).toContain(
      "unknown activation 'bilayer-plugin-bnet'. Did you mean bilayer-plugin-bent, which is installed? " +
        'Another package is not: npm install bilayer-plugin-bnet. There are ',
    );
    expect(await said('bent')).toContain('Did you mean bilayer-plugin-bent, which is installed? There are ');
    expect(await said('rellu')).toContain('Did you mean relu?');
  });

  it('that is not installed is to be installed, and one that holds TypeScript to be built', async () => {
    await plugins(packed('raw', { exports: './i.ts' }, { 'i.ts': SQUAREPLUS }));
    expect(await said('bilayer-plugin-none')).toContain(
      'If it is a package, it is not installed here: npm install bilayer-plugin-none. There are ',
    );
    expect(await said('raw')).toContain(
      'raw: the package holds TypeScript, which Node does not read in node_modules',
    );
    expect(await said('fs')).toContain("unknown activation 'fs'");
    expect(await said('--help-me')).toContain("unknown activation '--help-me'");
  });
});

it('another contract reaches whoever named it', async () => {
  const old = (contract: number): string =>
    `export default { contract: ${contract}, name: 'old', config: {}, with() { return this; }, forward: (a) => a };`;
  await plugins({ 'old.mjs': old(0), 'new.mjs': old(2) });
  expect(await said('./old.mjs')).toContain(
    'the hidden activation old has contract 0, and this version takes contract 1',
  );
  expect(await said('./new.mjs')).toContain(
    'the hidden activation old has contract 2, and this version takes contract 1',
  );
});
