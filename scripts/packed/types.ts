import { copyFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { start } from './shell.ts';

/**
 * The versions of TypeScript that users may have. 5.7 is the oldest whose typed arrays take a type argument, as the
 * declarations write them; 7.0 is the native one.
 */
export const typescripts = ['5.7', '5.9', '6.0', '7.0'] as const;

export const moduleResolutions = ['bundler', 'nodenext'] as const;

/** The folder in node_modules where a project keeps one of several versions. */
export const typescriptFolder = (version: string): string => `typescript-${version}`;

const configOf = (moduleResolution: string): string => `tsconfig.${moduleResolution}.json`;

/** Writes a user's program, and one that has every entry, into the project `consumer`. */
export function writePrograms(consumer: string, entries: readonly string[]): void {
  copyFileSync(join(import.meta.dirname, 'programs/user.ts'), join(consumer, 'user.ts'));
  const all = entries.map((entry, i) => `export * as entry${i} from '${entry}';`);
  writeFileSync(join(consumer, 'entries.ts'), all.join('\n'));
  for (const moduleResolution of moduleResolutions) {
    const compilerOptions = {
      strict: true,
      skipLibCheck: false,
      noEmit: true,
      target: 'es2022',
      lib: ['es2022', 'dom'],
      types: [],
      module: moduleResolution === 'bundler' ? 'esnext' : 'nodenext',
      moduleResolution,
    };
    const config = { compilerOptions, files: ['user.ts', 'entries.ts'] };
    writeFileSync(join(consumer, configOf(moduleResolution)), JSON.stringify(config));
  }
}

/** Type-checks these programs, every declaration file of every entry included. */
export async function checkTypes(
  consumer: string,
  version: (typeof typescripts)[number],
  moduleResolution: (typeof moduleResolutions)[number],
): Promise<void> {
  const tsc = join(consumer, 'node_modules', typescriptFolder(version), 'bin/tsc');
  const { stdout } = await start(process.execPath, [tsc, '--version'], { cwd: consumer });
  if (!stdout.includes(` ${version}.`)) throw new Error(`expected TypeScript ${version}, got ${stdout}`);
  await start(process.execPath, [tsc, '--project', configOf(moduleResolution)], { cwd: consumer });
}

/** Runs the user's program. */
export async function checkUser(consumer: string): Promise<string> {
  return (await start(process.execPath, ['user.ts'], { cwd: consumer })).stdout.trim();
}
