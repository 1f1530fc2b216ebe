import type { Language, ViewName } from '../state/choices.ts';

/** The texts around the views. */
export interface ShellTexts {
  readonly title: string;
  readonly tagline: string;
  readonly skip: string;
  readonly views: Readonly<Record<ViewName, string>>;
  readonly navigation: string;
  readonly language: string;
  readonly theme: string;
  readonly themes: Readonly<Record<'auto' | 'light' | 'dark', string>>;
  readonly loading: string;
  readonly loadFailed: string;
  readonly again: string;
  readonly source: string;
}

/** Each language by its own name. */
export const languageNames: Readonly<Record<Language, string>> = { en: 'English', zh: '中文', ja: '日本語' };

/** The language as `lang` attributes have it. */
export const languageTags: Readonly<Record<Language, string>> = { en: 'en', zh: 'zh-Hans', ja: 'ja' };
