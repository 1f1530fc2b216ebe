import { expect, it } from 'vitest';
import { HELP, parseOptions } from './options.ts';

const nothing = {
  name: undefined,
  kind: undefined,
  package: undefined,
  folder: undefined,
  author: undefined,
  yes: false,
  help: false,
  version: false,
};

it('reads the command line', () => {
  expect(parseOptions([])).toEqual(nothing);
  expect(parseOptions(['lion', '--kind', 'optimizer', '--yes'])).toEqual({
    ...nothing,
    name: 'lion',
    kind: 'optimizer',
    yes: true,
  });
  expect(parseOptions(['-k=loss', '-p', '@me/a', '-f', 'b', '--author', 'Me', 'a', '-y'].slice(1))).toEqual({
    ...nothing,
    name: 'a',
    package: '@me/a',
    folder: 'b',
    author: 'Me',
    yes: true,
  });
});

it.each([
  [['--knid', 'loss'], 'BAD_USAGE', /'--knid'.* See --help$/],
  [['--kind'], 'BAD_USAGE', /--kind.* See --help$/],
  [['a', 'b'], 'BAD_USAGE', /one name only; b is too much/],
  [['a', '--folder='], 'BAD_USAGE', /--folder: expected text/],
  [['--kind', 'layer'], 'BAD_KIND', /--kind layer: expected one of activation, loss, optimizer, dataset/],
  [['--kind', 'toString'], 'BAD_KIND', /expected one of/],
])('refuses %j', (args, code, message) => {
  expect(() => parseOptions(args)).toThrow(
    expect.objectContaining({ code, exitCode: 2, message: expect.stringMatching(message) as string }),
  );
});

it.each<[string[], Record<string, string>]>([
  // npm create bilayer-plugin bent --kind activation, and --kind=activation
  [['bent', 'activation'], { npm_config_kind: 'true' }],
  [['bent'], { npm_config_kind: 'activation' }],
  [['bent', 'activation'], {}],
])('says where the options go when npm took them: %j', (args, env) => {
  const message = expect.stringMatching(
    /put -- before the options: npm create bilayer-plugin@latest bent -- --kind activation$/,
  ) as string;
  expect(() => parseOptions(args, env)).toThrow(expect.objectContaining({ code: 'BAD_USAGE', message }));
});

it('heeds no option of npm where its own is given', () => {
  expect(parseOptions(['bent', '--kind', 'loss'], { npm_config_kind: 'activation' }).kind).toBe('loss');
});

it('has help that fits a terminal', () => {
  for (const line of HELP.split('\n')) expect(line.length).toBeLessThanOrEqual(80);
});
