import { describe } from 'vitest';
import { useSite } from './use-site.ts';
import { walkTests } from './walk/walk.ts';

// With a browser of its own, beside the other views, which show that the page works offline.
const site = useSite({ serviceWorkers: 'block' });

describe('the walk-through', () => {
  walkTests(site);
});
