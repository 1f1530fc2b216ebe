import { afterAll, beforeAll, describe } from 'vitest';
import { activationTests } from './activation.ts';
import { drawTests } from './draw.ts';
import { shellTests } from './shell.ts';
import { startSite, type Site } from './site.ts';
import { trainTests } from './train.ts';
import { walkTests } from './walk/walk.ts';

// One build and one browser for the tests of all views; each view has its tests in a file of its own.
let site: Site | undefined;
const started = (): Site => {
  if (site === undefined) throw new Error('the site is not started');
  return site;
};

beforeAll(async () => {
  site = await startSite();
}, 60_000);
afterAll(async () => {
  await site?.close();
});

describe('the shell', () => {
  shellTests(started);
});
describe('the Train view', () => {
  trainTests(started);
});
describe('the Draw view', () => {
  drawTests(started);
});
describe("the view of one's own activation function", () => {
  activationTests(started);
});
describe('the walk-through', () => {
  walkTests(started);
});
