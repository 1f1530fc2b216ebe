import type { Component } from 'svelte';
import type { LessonName, LessonTexts } from '../../i18n/walk.ts';
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
export const lessons: Readonly<Record<LessonName, Lesson>> = {
  init: lesson({
    component: () => import('./lessons/init/Init.svelte'),
    texts: {
      en: () => import('../../i18n/en/walk/init.ts'),
      zh: () => import('../../i18n/zh/walk/init.ts'),
      ja: () => import('../../i18n/ja/walk/init.ts'),
    },
  }),
  predict: lesson({
    component: () => import('./lessons/predict/Predict.svelte'),
    texts: {
      en: () => import('../../i18n/en/walk/predict.ts'),
      zh: () => import('../../i18n/zh/walk/predict.ts'),
      ja: () => import('../../i18n/ja/walk/predict.ts'),
    },
  }),
  loss: lesson({
    component: () => import('./lessons/loss/Loss.svelte'),
    texts: {
      en: () => import('../../i18n/en/walk/loss.ts'),
      zh: () => import('../../i18n/zh/walk/loss.ts'),
      ja: () => import('../../i18n/ja/walk/loss.ts'),
    },
  }),
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
  bugs: lesson({
    component: () => import('./lessons/bugs/Bugs.svelte'),
    texts: {
      en: () => import('../../i18n/en/walk/bugs.ts'),
      zh: () => import('../../i18n/zh/walk/bugs.ts'),
      ja: () => import('../../i18n/ja/walk/bugs.ts'),
    },
  }),
  h: lesson({
    component: () => import('./lessons/h/H.svelte'),
    texts: {
      en: () => import('../../i18n/en/walk/h.ts'),
      zh: () => import('../../i18n/zh/walk/h.ts'),
      ja: () => import('../../i18n/ja/walk/h.ts'),
    },
  }),
  slow: lesson({
    component: () => import('./lessons/slow/Slow.svelte'),
    texts: {
      en: () => import('../../i18n/en/walk/slow.ts'),
      zh: () => import('../../i18n/zh/walk/slow.ts'),
      ja: () => import('../../i18n/ja/walk/slow.ts'),
    },
  }),
  compare: lesson({
    component: () => import('./lessons/compare/Compare.svelte'),
    texts: {
      en: () => import('../../i18n/en/walk/compare.ts'),
      zh: () => import('../../i18n/zh/walk/compare.ts'),
      ja: () => import('../../i18n/ja/walk/compare.ts'),
    },
  }),
  backprop: lesson({
    component: () => import('./lessons/backprop/Backprop.svelte'),
    texts: {
      en: () => import('../../i18n/en/walk/backprop.ts'),
      zh: () => import('../../i18n/zh/walk/backprop.ts'),
      ja: () => import('../../i18n/ja/walk/backprop.ts'),
    },
  }),
  batch: lesson({
    component: () => import('./lessons/batch/Batch.svelte'),
    texts: {
      en: () => import('../../i18n/en/walk/batch.ts'),
      zh: () => import('../../i18n/zh/walk/batch.ts'),
      ja: () => import('../../i18n/ja/walk/batch.ts'),
    },
  }),
  swap: lesson({
    component: () => import('./lessons/swap/Swap.svelte'),
    texts: {
      en: () => import('../../i18n/en/walk/swap.ts'),
      zh: () => import('../../i18n/zh/walk/swap.ts'),
      ja: () => import('../../i18n/ja/walk/swap.ts'),
    },
  }),
};
