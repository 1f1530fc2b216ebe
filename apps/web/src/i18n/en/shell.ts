import type { ShellTexts } from '../shell.ts';

export const texts: ShellTexts = {
  title: 'Bilayer',
  tagline: 'a two-layer network, in the open',
  skip: 'Skip to the content',
  views: { train: 'Train', walk: 'Walk-through', draw: 'Draw', activation: 'Your activation' },
  navigation: 'Views',
  language: 'Language',
  theme: 'Colours',
  themes: { auto: 'Auto', light: 'Light', dark: 'Dark' },
  loading: 'Loading …',
  loadFailed: 'This part of the page could not be loaded.',
  again: 'Try again',
  source: 'MIT licence. Nothing you draw, type or drop leaves this page.',
};
