import { describe } from 'vitest';
import { activationTests } from './activation.ts';
import { drawTests } from './draw.ts';
import { shellTests } from './shell.ts';
import { trainTests } from './train.ts';
import { useSite } from './use-site.ts';

// One browser for the tests of these views; each has its tests in a file of its own.
const site = useSite();

describe('the shell', () => {
  shellTests(site);
});
describe('the Train view', () => {
  trainTests(site);
});
describe('the Draw view', () => {
  drawTests(site);
});
describe("the view of one's own activation function", () => {
  activationTests(site);
});
