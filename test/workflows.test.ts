import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { root } from '../scripts/workspace.ts';

const folder = join(root, '.github/workflows');
const workflows = readdirSync(folder).map((name) => ({
  name,
  text: readFileSync(join(folder, name), 'utf8'),
}));
const textOf = (name: string): string => workflows.find((one) => one.name === name)?.text ?? '';

/** The jobs of a workflow, by name: what is indented below a line `  name:` under `jobs:`. */
function jobsOf(text: string): Map<string, string> {
  const jobs = text.slice(text.indexOf('\njobs:\n'));
  return new Map(
    [...jobs.matchAll(/^ {2}(\S+):\n((?: {4}.*\n|\n)+)/gm)].map((match) => [match[1] ?? '', match[2] ?? '']),
  );
}

/** The lines below `    permissions:` in a job, without comments: `contents: read`. */
function permissionsOf(job: string): string[] {
  const [, block = ''] = /^ {4}permissions:\n((?: {6}.*\n)+)/m.exec(job) ?? [];
  return block
    .trim()
    .split('\n')
    .map((line) => line.replace(/#.*/, '').trim());
}

it('has the two workflows that docs/releasing.md describes', () => {
  expect(workflows.map(({ name }) => name)).toEqual(['ci.yml', 'release.yml']);
  expect([...jobsOf(textOf('ci.yml')).keys()]).toEqual(['check', 'changesets']);
  expect([...jobsOf(textOf('release.yml')).keys()]).toEqual([
    'select',
    'version',
    'check',
    'pack',
    'publish',
  ]);
});

describe.each(workflows)('$name', ({ text }) => {
  it('pins every action by the hash of a commit, with its version beside it', () => {
    const uses = [...text.matchAll(/uses: (.*)/g)].map((match) => match[1] ?? '');
    expect(uses.length).toBeGreaterThan(0);
    const loose = uses.filter((one) => !/^(\.\/\S+|[\w./-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+)$/.test(one));
    expect(loose).toEqual([]);
  });

  it('knows no secret', () => {
    expect(text).not.toMatch(/secrets\.|NODE_AUTH_TOKEN|_authToken/);
  });

  it('gives no permission to all jobs, and to each only what it says', () => {
    expect(text).toMatch(/^permissions: \{\}$/m);
    for (const [name, job] of jobsOf(text))
      expect(permissionsOf(job).join(), name).toMatch(/^contents: (read|write)/);
  });

  it('leaves no credentials behind in a checkout, uses no cache, and ends some time', () => {
    for (const [name, job] of jobsOf(text)) {
      if (job.includes('uses: ./')) continue;
      expect(job.match(/actions\/checkout@/g)?.length, name).toBe(
        job.match(/persist-credentials: false/g)?.length,
      );
      expect(job.match(/actions\/setup-node@/g)?.length, name).toBe(
        job.match(/package-manager-cache: false/g)?.length,
      );
      expect(job, name).not.toMatch(/^ +cache:|actions\/cache/m);
      expect(job, name).toMatch(/^ {4}timeout-minutes: \d+$/m);
    }
  });

  it('puts nothing of a pull request into a command', () => {
    const commands = [...text.matchAll(/run: (.*)/g)].map((match) => match[1] ?? '');
    expect(commands.filter((command) => command.includes('${{') || /^[|>]/.test(command))).toEqual([]);
    expect(text).not.toContain('pull_request_target');
  });
});

describe('ci.yml', () => {
  const [check = '', changesets = ''] = [...jobsOf(textOf('ci.yml')).values()];

  it('runs what pnpm check runs', () => {
    const { scripts } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
      scripts: Readonly<Record<string, string>>;
    };
    expect(scripts['check']).toBe('bash .ci/run');
    expect(check).toContain('- run: bash .ci/run\n');
  });

  it('runs it on the versions of Node on which the packages are run', () => {
    const source = readFileSync(join(root, 'scripts/packed/nodes.ts'), 'utf8');
    const others = [...(/const wanted = \[(.*)\]/.exec(source)?.[1] ?? '').matchAll(/'(.*?)'/g)].map(
      (match) => match[1],
    );
    const own = process.versions.node.split('.')[0] ?? '';
    const matrix = [...(/node: \[(.*)\]/.exec(check)?.[1] ?? '').matchAll(/'(.*?)'/g)].map(
      (match) => match[1],
    );
    expect([...matrix].sort()).toEqual([...others, own].sort());
  });

  it('may read only', () => {
    expect(permissionsOf(check)).toEqual(['contents: read']);
    expect(permissionsOf(changesets)).toEqual(['contents: read']);
  });
});

describe('release.yml', () => {
  const jobs = jobsOf(textOf('release.yml'));

  it('lets the job that publishes, and no other, prove to npm who it is', () => {
    const holders = [...jobs].filter(([, job]) => permissionsOf(job).includes('id-token: write'));
    expect(holders.map(([name]) => name)).toEqual(['publish']);
    expect(permissionsOf(jobs.get('publish') ?? '')).toEqual(['contents: write', 'id-token: write']);
    expect(jobs.get('publish')).toMatch(/^ {4}environment: npm\b/m);
  });

  it('builds and runs install scripts elsewhere, after all checks', () => {
    expect(jobs.get('publish')).not.toContain('pnpm build');
    expect(jobs.get('publish')).toContain('pnpm install --frozen-lockfile --ignore-scripts');
    expect(jobs.get('publish')).toMatch(/needs: pack\n/);
    expect(jobs.get('pack')).toMatch(/needs: \[select, check\]\n/);
    expect(jobs.get('check')).toContain('uses: ./.github/workflows/ci.yml\n');
  });

  it('lets the job that opens the pull request do that, and not publish', () => {
    expect(permissionsOf(jobs.get('version') ?? '')).toEqual(['contents: write', 'pull-requests: write']);
    expect(jobs.get('version')).not.toContain('action/publish');
  });
});
