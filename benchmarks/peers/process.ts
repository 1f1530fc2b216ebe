import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

export interface Ended {
  /** From the start of the process to the last line that it printed, in seconds. */
  readonly seconds: number;
  /** That line. */
  readonly last: string;
  /** The most memory that it held, in bytes; undefined where the system does not tell. */
  readonly peak: number | undefined;
}

/** Runs a program from its start to its end. Rejects with what it complained of when it fails. */
export function runProcess(
  command: string,
  args: readonly string[],
  env: NodeJS.ProcessEnv,
  cwd: string = join(import.meta.dirname, 'sides'),
): Promise<Ended> {
  return new Promise((resolve, reject) => {
    const start = performance.now();
    const child = spawn(command, args, { env, cwd, stdio: ['ignore', 'pipe', 'pipe'] });
    let [output, complaints, seconds, peak] = ['', '', 0, 0];
    const watch = setInterval(() => {
      peak = Math.max(peak, peakOf(child.pid ?? 0));
    }, 50);
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      output += text;
      seconds = (performance.now() - start) / 1000;
    });
    child.stderr.setEncoding('utf8').on('data', (text: string) => (complaints += text));
    child.once('error', reject);
    child.once('close', (code) => {
      clearInterval(watch);
      const lines = output.trim().split('\n');
      if (code === 0) resolve({ seconds, last: lines.at(-1) ?? '', peak: peak > 0 ? peak : undefined });
      else reject(new Error(reasonIn(`${complaints}\n${output}`) ?? `ended with code ${code ?? '?'}`));
    });
  });
}

/** The last line that speaks of an error, else the last of all. */
function reasonIn(text: string): string | undefined {
  const lines = text.split('\n').filter((line) => line.trim() !== '');
  return lines.findLast((line) => /error|unknown/i.test(line)) ?? lines.at(-1);
}

/** The high-water mark of a process's memory, where the system tells (Linux). */
function peakOf(pid: number): number {
  try {
    const [, kibibytes = '0'] = /VmHWM:\s*(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? [];
    return 1024 * Number(kibibytes);
  } catch {
    return 0;
  }
}
