/** Checks the packages as they would be published: `pnpm check:packages`. */
import { mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { checkExample, checkImportMap } from './packed/browser.ts';
import { checkBundle, checkTexts, checkUnusedPlugins } from './packed/bundle.ts';
import { bundles } from './packed/bundles.ts';
import { Checks } from './packed/checks.ts';
import { checkHelp, trainedModel } from './packed/cli.ts';
import { installConsumer } from './packed/consumer.ts';
import { checkCopies } from './packed/copies.ts';
import { checkExamples } from './packed/examples.ts';
import { loadEntries } from './packed/load-entries.ts';
import { installNodes, type NodeVersion } from './packed/nodes.ts';
import { packAll, type Packed } from './packed/pack.ts';
import { checkReadme, readmeProject } from './packed/readmes.ts';
import { checkAttw, checkClosedList, checkFiles, checkPublint } from './packed/tarball.ts';
import { checkTypes, checkUser, moduleResolutions, typescripts, writePrograms } from './packed/types.ts';

const checks = new Checks();
const folder = realpathSync(mkdtempSync(join(tmpdir(), 'bilayer-packed-')));
try {
  const packed = packAll(folder);
  const entries = packed.flatMap((one) => one.entries);
  const inBrowsers = entries.filter((entry) => entry !== '@bilayer/datasets/node');
  const consumer = installConsumer(folder, packed);
  const nodes = installNodes();

  await checkTarballs(consumer, packed);
  for (const bundle of bundles) {
    await checks.check(`bundle: ${bundle.name}`, () => checkBundle(consumer, bundle));
  }
  await checks.check('bundle: what must be absent can be found', () =>
    checkTexts(consumer, inBrowsers, bundles),
  );
  await checks.check("bundle: unused plugins of one's own", () => checkUnusedPlugins(consumer));
  await checks.check('browser: every entry by an import map', () =>
    checkImportMap(consumer, packed, inBrowsers),
  );
  await checks.check('browser: examples/browser', () => checkExample(consumer));
  await checks.check('two copies side by side', () => checkCopies(consumer));
  await checkUsers(consumer, entries);
  await checkReadmes(consumer, packed, nodes);
  await checkNodes(consumer, packed, entries, nodes);
  await checkExamples(folder, packed, checks);
} finally {
  rmSync(folder, { recursive: true });
}
process.exitCode = checks.end() ? 0 : 1;

async function together<T>(items: readonly T[], body: (item: T) => Promise<void>): Promise<void> {
  await Promise.all(items.map(body));
}

async function checkTarballs(consumer: string, packed: readonly Packed[]): Promise<void> {
  await together(packed, async ({ manifest, tarball, entries }) => {
    const { name } = manifest;
    await checks.check(`${name}: publint`, () => checkPublint(tarball));
    if (entries.length > 0) await checks.check(`${name}: are the types wrong?`, () => checkAttw(tarball));
    await checks.check(`${name}: its files and nothing else`, () => checkFiles(consumer, manifest));
    await checks.check(`${name}: brings exactly its closed list`, () => checkClosedList(consumer, name));
  });
}

async function checkUsers(consumer: string, entries: readonly string[]): Promise<void> {
  writePrograms(consumer, entries);
  await checks.check("a user's program runs", () => checkUser(consumer));
  await together(typescripts, (version) =>
    together(moduleResolutions, (resolution) =>
      checks.check(`TypeScript ${version}, moduleResolution ${resolution}`, () =>
        checkTypes(consumer, version, resolution),
      ),
    ),
  );
}

async function checkReadmes(
  consumer: string,
  packed: readonly Packed[],
  nodes: readonly NodeVersion[],
): Promise<void> {
  await together(packed, async ({ manifest: { name }, entries }) => {
    if (entries.length === 0) return; // a command's README shows commands
    await together(nodes, (node) =>
      checks.check(`Node ${node.version}: ${name} alone, its README as it is`, () =>
        checkReadme(readmeProject(consumer, name, join(folder, 'alone', node.version, name)), node),
      ),
    );
  });
}

async function checkNodes(
  consumer: string,
  packed: readonly Packed[],
  entries: readonly string[],
  nodes: readonly NodeVersion[],
): Promise<void> {
  const commands: Readonly<Record<string, readonly string[]>> = {
    bilayer: ['train', 'evaluate', 'predict', 'gradcheck', 'datasets', 'check'],
    'create-bilayer-plugin': ['--kind'],
  };
  const models: Buffer[] = [];
  await together(nodes, async (node) => {
    await checks.check(`Node ${node.version}: import and require of every entry`, () =>
      loadEntries(consumer, entries, node),
    );
    for (const { manifest } of packed) {
      const words = commands[manifest.name];
      if (words === undefined) continue;
      await checks.check(`Node ${node.version}: ${manifest.name} --version and --help`, () =>
        checkHelp(consumer, manifest, node, words),
      );
    }
    await checks.check(`Node ${node.version}: bilayer train writes the same model file`, async () => {
      const model = await trainedModel(consumer, node);
      models.push(model);
      if (!model.equals(models[0] ?? model)) throw new Error('its bytes differ');
    });
  });
}
