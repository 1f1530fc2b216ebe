/** Checks the packages as they would be published: `pnpm check:packages`. */
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { publint } from 'publint';
import { formatMessage } from 'publint/utils';
import { checkBundle, checkTexts, checkUnusedPlugins } from './packed/bundle.ts';
import { bundles } from './packed/bundles.ts';
import { Checks } from './packed/checks.ts';
import { checkHelp, trainedModel } from './packed/cli.ts';
import { installConsumer, OLDEST_TYPESCRIPT } from './packed/consumer.ts';
import { loadEntries } from './packed/load-entries.ts';
import { installNodes } from './packed/nodes.ts';
import { packAll } from './packed/pack.ts';
import { run } from './packed/shell.ts';
import { checkTypes, moduleResolutions } from './packed/types.ts';
import { root } from './workspace.ts';

const folder = mkdtempSync(join(tmpdir(), 'bilayer-packed-'));
const checks = new Checks();
try {
  const packed = packAll(folder);
  const entries = packed.flatMap((one) => one.entries);

  for (const { manifest, tarball, entries: types } of packed) {
    await checks.check(`${manifest.name}: publint`, async () => {
      const { buffer } = new Uint8Array(readFileSync(tarball));
      const { messages, pkg } = await publint({ pack: { tarball: buffer }, strict: true });
      if (messages.length > 0) throw new Error(messages.map((m) => formatMessage(m, pkg)).join('\n'));
    });
    if (types.length === 0) continue;
    await checks.check(`${manifest.name}: are the types wrong?`, () => {
      run('attw', ['--profile', 'esm-only', tarball], { cwd: root });
    });
  }

  const consumer = installConsumer(folder, packed);
  for (const { manifest } of packed) {
    await checks.check(`${manifest.name}: dist, README and LICENSE, and nothing else`, () => {
      const inside = readdirSync(join(consumer, 'node_modules', manifest.name))
        .sort()
        .join(' ');
      if (inside !== 'LICENSE README.md dist package.json') throw new Error(inside);
    });
  }
  for (const bundle of bundles) {
    await checks.check(`bundle: ${bundle.name}`, () => checkBundle(consumer, bundle));
  }
  const inBrowsers = entries.filter((entry) => entry !== '@bilayer/datasets/node');
  await checks.check('bundle: what must be absent can be found', () =>
    checkTexts(consumer, inBrowsers, bundles),
  );
  await checks.check("bundle: unused plugins of one's own", () => checkUnusedPlugins(consumer));
  const compilers = [
    [`TypeScript ${OLDEST_TYPESCRIPT}`, join(consumer, 'node_modules/oldest-typescript/bin/tsc')],
    ["this repository's TypeScript", join(root, 'node_modules/typescript/bin/tsc')],
  ] as const;
  for (const [name, tsc] of compilers) {
    for (const resolution of moduleResolutions) {
      await checks.check(`${name}, moduleResolution ${resolution}`, () => {
        checkTypes(consumer, entries, tsc, resolution);
      });
    }
  }

  const models: Buffer[] = [];
  const version = packed.find(({ manifest }) => manifest.name === 'bilayer')?.manifest.version ?? '';
  for (const node of installNodes()) {
    await checks.check(`Node ${node.version}: import and require of every entry`, () => {
      loadEntries(consumer, entries, node);
    });
    await checks.check(`Node ${node.version}: bilayer --version and --help`, () => {
      checkHelp(consumer, node, version);
    });
    await checks.check(`Node ${node.version}: bilayer train writes the same model file`, () => {
      models.push(trainedModel(consumer, node));
      if (models.some((model) => !model.equals(models[0] ?? model))) throw new Error('its bytes differ');
    });
  }
} finally {
  rmSync(folder, { recursive: true });
}
process.exitCode = checks.end() ? 0 : 1;
