import { mount } from 'svelte';
import App from './App.svelte';
import './design/tokens.css';
import './design/base.css';
import { app, followHistory } from './state/store.svelte.ts';
import { training } from './training/training.svelte.ts';
import { views } from './views.ts';

followHistory();
// What the first view needs is asked for at once, not when the shell is there.
const { view, lang } = app.state;
void Promise.allSettled([views[view].component(), views[view].texts[lang]()]);

// And the worker with its packages is on its way while the view is.
if (view === 'train') training.sync();

const target = document.getElementById('app');
if (target !== null) mount(App, { target });

if (import.meta.env.PROD && 'serviceWorker' in navigator) {
  addEventListener('load', () => {
    // Without it the page is the same, online only.
    navigator.serviceWorker.register('./service-worker.js').catch(() => undefined);
  });
}
