import { describe } from 'vitest';
import { usePage } from './use-site.ts';
import { backpropTests } from './walk/backprop.ts';
import { batchTests } from './walk/batch.ts';
import { bugsTests } from './walk/bugs.ts';
import { compareTests } from './walk/compare.ts';
import { dummyTests } from './walk/dummy.ts';
import { hTests } from './walk/h.ts';
import { initTests } from './walk/init.ts';
import { lossTests } from './walk/loss.ts';
import { namesTests } from './walk/names.ts';
import { nudgeTests } from './walk/nudge.ts';
import { predictTests } from './walk/predict.ts';
import { slowTests } from './walk/slow.ts';
import { swapTests } from './walk/swap.ts';

const read = usePage({ serviceWorkers: 'block' });

describe('the lessons of the walk-through', () => {
  initTests(read);
  predictTests(read);
  lossTests(read);
  nudgeTests(read);
  namesTests(read);
  dummyTests(read);
  bugsTests(read);
  hTests(read);
  slowTests(read);
  backpropTests(read);
  compareTests(read);
  batchTests(read);
  swapTests(read);
});
