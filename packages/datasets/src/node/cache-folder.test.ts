import { join } from 'node:path';
import { expect, it } from 'vitest';
import { cacheFolder } from './cache-folder.ts';

it("cacheFolder follows each system's custom", () => {
  const cache = join('/c');
  const local = String.raw`C:\Users\u\AppData\Local`;
  expect(cacheFolder({}, 'linux', '/home/u')).toBe(join('/home/u', '.cache', 'bilayer'));
  expect(cacheFolder({ XDG_CACHE_HOME: cache }, 'linux', '/home/u')).toBe(join(cache, 'bilayer'));
  expect(cacheFolder({ XDG_CACHE_HOME: 'relative' }, 'linux', '/home/u')).toBe(
    join('/home/u', '.cache', 'bilayer'),
  );
  expect(cacheFolder({ XDG_CACHE_HOME: '' }, 'darwin', '/Users/u')).toBe(
    join('/Users/u', 'Library', 'Caches', 'bilayer'),
  );
  expect(cacheFolder({ LOCALAPPDATA: local }, 'win32', '/u')).toBe(join(local, 'bilayer'));
  expect(cacheFolder({}, 'win32', '/u')).toBe(join('/u', 'AppData', 'Local', 'bilayer'));
});
