import { randomUUID } from 'node:crypto';
import { readdir, rename, rm, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { systemCode } from './file-error.ts';

/*
 * An unfinished download of FILE is `FILE.part`, and `FILE.PID-RANDOM.part` while process PID writes it. Taking one
 * over is a rename, which one process at most can win, so no two write to one file; a killed process leaves its
 * file, and the next one takes it over because PID is gone.
 */

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return systemCode(error) === 'EPERM';
  }
}

/** Whether `entry` is an unfinished download of `base` that no running process writes. */
function isFree(entry: string, base: string): boolean {
  if (!entry.startsWith(`${base}.`)) return false;
  const rest = entry.slice(base.length + 1);
  const pid = /^(\d+)-[0-9a-f]{8}\.part$/.exec(rest)?.[1];
  return rest === 'part' || (pid !== undefined && !isAlive(Number(pid)));
}

/** The size of a file in bytes; 0 where there is none. */
export async function sizeOf(path: string): Promise<number> {
  try {
    return (await stat(path)).size;
  } catch (error) {
    if (systemCode(error) === 'ENOENT') return 0;
    throw error;
  }
}

/**
 * The path of this process's own part file for `target`: the longest unfinished download in the folder, taken
 * over, or the path of a file not there yet. Shorter ones are removed.
 */
export async function claimPart(target: string): Promise<string> {
  const folder = dirname(target);
  const base = basename(target);
  const own = join(folder, `${base}.${process.pid}-${randomUUID().slice(0, 8)}.part`);
  const free = (await readdir(folder))
    .filter((entry) => isFree(entry, base))
    .map((entry) => join(folder, entry));
  const sized = await Promise.all(free.map(async (path) => ({ path, size: await sizeOf(path) })));
  sized.sort((a, b) => b.size - a.size);
  let claimed = false;
  for (const { path } of sized) {
    if (claimed) {
      await rm(path, { force: true });
      continue;
    }
    try {
      await rename(path, own);
      claimed = true;
    } catch (error) {
      if (systemCode(error) !== 'ENOENT') throw error; // ENOENT: another process took it first
    }
  }
  return own;
}

/** Gives an unfinished download back under its common name, so that the next run resumes it. */
export async function releasePart(own: string, target: string): Promise<void> {
  try {
    if ((await sizeOf(own)) === 0) await rm(own, { force: true });
    else await rename(own, `${target}.part`);
  } catch {
    // It stays under this process's name, and the next run takes it over from there.
  }
}
