import type { Component } from 'svelte';
import { lessonNames, type LessonName, type LessonTexts } from '../../i18n/walk.ts';
import type { Language } from '../../state/choices.ts';
import type { Small } from './net/small.ts';

/** What every lesson is given. */
export interface LessonProps<Texts extends LessonTexts> {
  readonly texts: Texts;
  readonly small: Small;
}

/** A lesson: a component and its texts, each loaded when it is needed. */
export interface Lesson<Texts extends LessonTexts = LessonTexts> {
  readonly component: () => Promise<{ readonly default: Component<LessonProps<Texts>> }>;
  readonly texts: Readonly<Record<Language, () => Promise<{ readonly texts: Texts }>>>;
}

function lesson<Texts extends LessonTexts>(one: Lesson<Texts>): Lesson {
  return one as unknown as Lesson;
}

/** The lessons by name. To add one: a name and its title in i18n/walk.ts, and a line here. */
export const lessons: Readonly<Partial<Record<LessonName, Lesson>>> = {
  init: lesson({
    component: () => import('./lessons/init/Init.svelte'),
    texts: {
      en: () => import('../../i18n/en/walk/init.ts'),
      zh: () => import('../../i18n/zh/walk/init.ts'),
      ja: () => import('../../i18n/ja/walk/init.ts'),
    },
  }),
  // predict
  // loss
  nudge: lesson({
    component: () => import('./lessons/nudge/Nudge.svelte'),
    texts: {
      en: () => import('../../i18n/en/walk/nudge.ts'),
      zh: () => import('../../i18n/zh/walk/nudge.ts'),
      ja: () => import('../../i18n/ja/walk/nudge.ts'),
    },
  }),
  names: lesson({
    component: () => import('./lessons/names/Names.svelte'),
    texts: {
      en: () => import('../../i18n/en/walk/names.ts'),
      zh: () => import('../../i18n/zh/walk/names.ts'),
      ja: () => import('../../i18n/ja/walk/names.ts'),
    },
  }),
  dummy: lesson({
    component: () => import('./lessons/dummy/Dummy.svelte'),
    texts: {
      en: () => import('../../i18n/en/walk/dummy.ts'),
      zh: () => import('../../i18n/zh/walk/dummy.ts'),
      ja: () => import('../../i18n/ja/walk/dummy.ts'),
    },
  }),
  // bugs
  // h
  // slow
  // compare
  // backprop
  // batch
  // swap
};

/** Those there are, in the order of the story. */
export const order: readonly LessonName[] = lessonNames.filter((name) => name in lessons);
