import { homedir } from 'node:os';
import { isAbsolute, join } from 'node:path';

/**
 * The user's cache folder for bilayer: `$XDG_CACHE_HOME/bilayer` where that is absolute, else
 * `%LOCALAPPDATA%\bilayer` on Windows, `~/Library/Caches/bilayer` on macOS, `~/.cache/bilayer` elsewhere.
 */
export function cacheFolder(
  env: Readonly<Record<string, string | undefined>> = process.env,
  platform: NodeJS.Platform = process.platform,
  home: string = homedir(),
): string {
  const { XDG_CACHE_HOME: xdg = '', LOCALAPPDATA: local = '' } = env;
  if (isAbsolute(xdg)) return join(xdg, 'bilayer');
  if (platform === 'win32') return join(local === '' ? join(home, 'AppData', 'Local') : local, 'bilayer');
  return platform === 'darwin' ? join(home, 'Library', 'Caches', 'bilayer') : join(home, '.cache', 'bilayer');
}
