import type { Component } from 'svelte';
import { views as names, type Language, type ViewName } from './state/choices.ts';

/** A view: a component that takes its texts as a property, and those texts, each loaded when it is needed. */
export interface View<Texts = unknown> {
  readonly component: () => Promise<{ readonly default: Component<{ texts: Texts }> }>;
  readonly texts: Readonly<Record<Language, () => Promise<{ readonly texts: Texts }>>>;
}

function view<Texts>(one: View<Texts>): View {
  return one as unknown as View;
}

/** The views by name, in the order of the navigation. To add one: a name in state/choices.ts, its title in i18n, and a line here. */
export const views: Readonly<Record<ViewName, View>> = {
  train: view({
    component: () => import('./views/train/Train.svelte'),
    texts: {
      en: () => import('./i18n/en/train.ts'),
      zh: () => import('./i18n/zh/train.ts'),
      ja: () => import('./i18n/ja/train.ts'),
    },
  }),
  walk: view({
    component: () => import('./views/walk/Walk.svelte'),
    texts: {
      en: () => import('./i18n/en/walk.ts'),
      zh: () => import('./i18n/zh/walk.ts'),
      ja: () => import('./i18n/ja/walk.ts'),
    },
  }),
  draw: view({
    component: () => import('./views/draw/Draw.svelte'),
    texts: {
      en: () => import('./i18n/en/draw.ts'),
      zh: () => import('./i18n/zh/draw.ts'),
      ja: () => import('./i18n/ja/draw.ts'),
    },
  }),
  activation: view({
    component: () => import('./views/activation/Activation.svelte'),
    texts: {
      en: () => import('./i18n/en/activation.ts'),
      zh: () => import('./i18n/zh/activation.ts'),
      ja: () => import('./i18n/ja/activation.ts'),
    },
  }),
};

export const viewNames: readonly ViewName[] = names;
