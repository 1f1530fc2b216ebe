import { fromAddress } from './state/address.ts';
import { views } from './views.ts';
import { startEarly } from './worker/spawn.ts';

// The page's first script, small enough to be there before the others: it sends for all that the first view needs, the worker
// with its packages above all, while the shell is still on its way.
const { view, lang } = fromAddress();
if (view === 'train') startEarly();
void Promise.allSettled([views[view].component(), views[view].texts[lang]()]);
