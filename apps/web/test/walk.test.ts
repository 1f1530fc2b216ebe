import { describe } from 'vitest';
import { usePage } from './use-site.ts';
import { walkTests } from './walk/walk.ts';

// In a browser of its own, beside the other views, which show that the page works offline.
const read = usePage({ serviceWorkers: 'block' });

describe('the walk-through', () => {
  walkTests(read);
});
