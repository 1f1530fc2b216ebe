import { execFileSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { runServer } from 'verdaccio';

/** A registry on this machine alone, in this process, so that it ends with it. */
export interface Registry {
  /** `http://127.0.0.1:PORT/`. */
  readonly url: string;
  /** Path of the npm configuration that names it. Publishing to it wants no user; npm wants a token all the same. */
  readonly userconfig: string;
  stop(): void;
}

/** Names that are only ever taken from what is published here, never from the registry behind it. */
const ours = ['@bilayer/*', 'bilayer', 'create-bilayer-plugin', 'bilayer-plugin-*'];

/** The configuration of Verdaccio, which reads YAML and so JSON too. */
function configuration(folder: string, upstream: object): string {
  const open = { access: '$all', publish: '$all' };
  return JSON.stringify({
    storage: join(folder, 'storage'),
    auth: { htpasswd: { file: join(folder, 'htpasswd'), max_users: -1 } },
    uplinks: { upstream: { ...upstream, timeout: '60s', maxage: '60m' } },
    packages: {
      ...Object.fromEntries(ours.map((name) => [name, open])),
      '**': { access: '$all', proxy: 'upstream' },
    },
    web: { enable: false },
    log: { type: 'file', path: join(folder, 'verdaccio.log'), format: 'json', level: 'warn' },
  });
}

function npmSetting(name: string): string {
  return execFileSync('npm', ['config', 'get', name], { encoding: 'utf8' }).trim();
}

/** Starts Verdaccio on loopback, at a free port, with its files in `folder`. All else it takes from npm's own registry. */
export async function startRegistry(folder: string): Promise<Registry> {
  mkdirSync(folder);
  const cafile = npmSetting('cafile');
  // Verdaccio trusts whom npm trusts; unlike npm, it takes the certificates themselves.
  const ca = cafile !== 'null' && { ca: readFileSync(cafile, 'utf8') };
  const upstream = { url: npmSetting('registry'), ...ca };
  const file = join(folder, 'verdaccio.yaml');
  writeFileSync(file, configuration(folder, upstream));
  const application = (await runServer(file)) as { listen(port: number, host: string): Server };
  const server = application.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  const url = `http://${host}/`;
  const userconfig = join(folder, 'npmrc');
  writeFileSync(userconfig, `registry=${url}\n//${host}/:_authToken=nobody\n`);
  return {
    url,
    userconfig,
    stop: () => {
      server.close();
      server.closeAllConnections();
    },
  };
}
