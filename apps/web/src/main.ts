import './start.ts';
import { mount } from 'svelte';
import App from './App.svelte';
import './design/tokens.css';
import './design/base.css';
import { app, followHistory } from './state/store.svelte.ts';
import { training } from './training/training.svelte.ts';
import { views } from './views.ts';

followHistory();
const { view, lang } = app.state;
const shown = Promise.allSettled([views[view].component(), views[view].texts[lang]()]);
// The worker has to know what to make as soon as it is there.
if (view === 'train') training.sync();

const target = document.getElementById('app');
if (target !== null) mount(App, { target });

async function keepForOffline(): Promise<void> {
  // The copies of all files would take the line from what the first view needs.
  await Promise.all([shown, view === 'train' ? training.answered : undefined]);
  // Without it the page is the same, online only.
  await navigator.serviceWorker.register('./service-worker.js').catch(() => undefined);
}
if (import.meta.env.PROD && 'serviceWorker' in navigator) void keepForOffline();
