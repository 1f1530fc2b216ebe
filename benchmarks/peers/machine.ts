import { readdirSync, readFileSync } from 'node:fs';
import { availableParallelism, cpus, totalmem } from 'node:os';

export interface Machine {
  readonly text: string;
  /** Bytes; undefined where the system does not tell. */
  readonly L2: number | undefined;
  readonly L3: number | undefined;
}

const CACHES = '/sys/devices/system/cpu/cpu0/cache';

/** Bytes of the first processor's cache of that level. */
function cache(level: number): number | undefined {
  try {
    for (const name of readdirSync(CACHES)) {
      if (!name.startsWith('index') || Number(readFileSync(`${CACHES}/${name}/level`, 'utf8')) !== level)
        continue;
      const [, count = '0', unit = 'K'] =
        /^(\d+)([KM])/.exec(readFileSync(`${CACHES}/${name}/size`, 'utf8')) ?? [];
      return Number(count) * (unit === 'M' ? 2 ** 20 : 2 ** 10);
    }
  } catch {
    // Not Linux.
  }
  return undefined;
}

export function describeMachine(): Machine {
  const model = cpus()[0]?.model.trim() ?? 'unknown processor';
  const vectors = widestVectors();
  const [L2, L3] = [cache(2), cache(3)];
  const parts = [
    `${model}${vectors}`,
    `${availableParallelism()} cores`,
    ...(L2 ? [`L2 ${bytes(L2)}`] : []),
    ...(L3 ? [`L3 ${bytes(L3)}`] : []),
    `${Math.round(totalmem() / 2 ** 30)} GiB`,
    `${process.platform} ${process.arch}`,
  ];
  return { text: parts.join(', '), L2, L3 };
}

export function bytes(count: number): string {
  return count >= 2 ** 20 ? `${count / 2 ** 20} MiB` : `${count / 2 ** 10} KiB`;
}

/** The widest vectors of native code, where the system tells. */
function widestVectors(): string {
  try {
    const flags = readFileSync('/proc/cpuinfo', 'utf8');
    return flags.includes(' avx512f ') ? ' (AVX-512)' : flags.includes(' avx2 ') ? ' (AVX2)' : '';
  } catch {
    return '';
  }
}
