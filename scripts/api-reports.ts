/**
 * The public types of every entry of every package, one report each in `api/`, so that a change of them shows in review:
 * `pnpm api` writes the reports, `pnpm api --check` fails where they differ from what is there.
 */
import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import {
  CompilerState,
  Extractor,
  ExtractorConfig,
  ExtractorLogLevel,
  type IConfigFile,
} from '@microsoft/api-extractor';
import { format, resolveConfig } from 'prettier';
import { packages, root } from './workspace.ts';

/** One entry of a package. */
interface Entry {
  /** `@bilayer/models/book`. */
  readonly specifier: string;
  /** `models`. */
  readonly name: string;
  /** Of its built declarations, from the package's folder: `./dist/book.d.ts`. */
  readonly declarations: string;
  /** `models-book.api.md`. */
  readonly report: string;
}

const entries: readonly Entry[] = packages.flatMap(({ directory, manifest }) =>
  Object.entries(manifest.publishConfig?.exports ?? {}).map(([path, { types }]) => {
    const specifier = manifest.name + path.slice(1);
    return {
      specifier,
      name: basename(directory),
      declarations: types,
      report: `${specifier.replace('@bilayer/', '').replaceAll('/', '-')}.api.md`,
    };
  }),
);

/**
 * Lays the built packages out as a user has them, twice: as the projects to report on, and as what they import. Without the
 * second a report would repeat its neighbours' types.
 */
function layOut(folder: string): void {
  for (const { directory, manifest } of packages) {
    for (const at of ['projects', 'node_modules/@bilayer']) {
      const copy = join(folder, at, basename(directory));
      cpSync(join(root, directory, 'dist'), join(copy, 'dist'), { recursive: true });
      const { name, version, type, publishConfig } = manifest;
      const published = { name, version, type, exports: publishConfig?.exports };
      writeFileSync(join(copy, 'package.json'), JSON.stringify(published));
    }
  }
}

function configFor({ name, declarations, report }: Entry, folder: string): ExtractorConfig {
  const none = { logLevel: ExtractorLogLevel.None };
  const projectFolder = join(folder, 'projects', name);
  const configObject: IConfigFile = {
    projectFolder,
    mainEntryPointFilePath: join(projectFolder, declarations),
    newlineKind: 'lf',
    compiler: {
      overrideTsconfig: {
        compilerOptions: {
          strict: true,
          exactOptionalPropertyTypes: true,
          target: 'es2022',
          lib: ['es2022', 'dom'],
          module: 'nodenext',
          types: ['node'],
          typeRoots: [join(root, 'node_modules/@types')],
        },
        files: entries.map((one) => join(folder, 'projects', one.name, one.declarations)),
      },
    },
    apiReport: {
      enabled: true,
      reportFileName: report.replace('.api.md', ''),
      reportFolder: join(folder, 'raw'),
      reportTempFolder: join(folder, 'temp'),
      includeForgottenExports: true,
    },
    docModel: { enabled: false },
    dtsRollup: { enabled: false },
    tsdocMetadata: { enabled: false },
    messages: {
      compilerMessageReporting: { default: { logLevel: ExtractorLogLevel.Error } },
      // Comments are for people: they are not TSDoc, and no release tag is in them.
      extractorMessageReporting: { default: none },
      tsdocMessageReporting: { default: none },
    },
  };
  return ExtractorConfig.prepare({
    configObject,
    configObjectFullPath: undefined,
    packageJsonFullPath: join(projectFolder, 'package.json'),
  });
}

/** The declarations alone: a change of a comment changes no report. */
function declarationsIn(raw: string): string {
  const code = /^```ts\n([^]*)^```$/m.exec(raw)?.[1] ?? '';
  return code
    .replaceAll(/^ *\/\/ (\(undocumented\)|@public.*|\(No @packageDocumentation.*)\n/gm, '')
    .replaceAll(/\n{3,}/g, '\n\n')
    .trim();
}

/** The report of every entry, by file name. */
async function reports(folder: string): Promise<Map<string, string>> {
  layOut(folder);
  for (const name of ['raw', 'temp']) mkdirSync(join(folder, name));
  let compilerState: CompilerState | undefined;
  const texts = new Map<string, string>();
  const style = await resolveConfig(join(root, 'api', 'any.md'));
  for (const entry of entries) {
    const config = configFor(entry, folder);
    compilerState ??= CompilerState.create(config);
    const errors: string[] = [];
    const { succeeded } = Extractor.invoke(config, {
      localBuild: true,
      compilerState,
      messageCallback: (message) => {
        if (message.logLevel === ExtractorLogLevel.Error)
          errors.push(message.formatMessageWithLocation(folder));
        message.handled = true;
      },
    });
    if (!succeeded) throw new Error(`${entry.specifier}: ${errors.join('\n')}`);
    const code = declarationsIn(readFileSync(join(folder, 'raw', entry.report), 'utf8'));
    if (!code.includes('export '))
      throw new Error(`${entry.specifier}: its report shows no export:\n${code}`);
    const text = `# ${entry.specifier}\n\n\`\`\`ts\n${code}\n\`\`\`\n`;
    texts.set(entry.report, await format(text, { ...style, parser: 'markdown' }));
  }
  return texts;
}

function write(folder: string, texts: ReadonlyMap<string, string>): void {
  mkdirSync(folder, { recursive: true });
  for (const [name, text] of texts) writeFileSync(join(folder, name), text);
}

const check = process.argv.includes('--check');
const committed = join(root, 'api');
const folder = mkdtempSync(join(tmpdir(), 'bilayer-api-'));
try {
  execFileSync('pnpm', ['build', '--output-logs=errors-only'], { cwd: root, stdio: 'inherit' });
  const texts = await reports(folder);
  if (check) {
    const fresh = join(folder, 'api');
    write(fresh, texts);
    const was = existsSync(committed) ? committed : join(folder, 'raw', 'none');
    mkdirSync(was, { recursive: true });
    const { status } = spawnSync('git', ['--no-pager', 'diff', '--no-index', '--', was, fresh], {
      stdio: 'inherit',
    });
    if (status === 0) console.log(`The public types of ${entries.length} entries are as in api/.`);
    else console.log('The public types are not those in api/: if that is meant, run pnpm api and commit it.');
    process.exitCode = status === 0 ? 0 : 1;
  } else {
    rmSync(committed, { recursive: true, force: true });
    write(committed, texts);
    console.log(`Wrote the public types of ${entries.length} entries to api/.`);
  }
} finally {
  rmSync(folder, { recursive: true });
}
