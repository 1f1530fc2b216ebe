import { accuracyOf, stepLoss } from './tasks.js';

const BATCH = 100;

/**
 * The book's script: updates on batches drawn with replacement, the loss on each batch after its update, and the accuracy on
 * all images at the first update of each epoch. Returns how long each part took, so that a part can be extrapolated.
 */
export async function mainJob(side, train, test, steps) {
  if (side.mainJob) return side.mainJob(train, test, steps);
  const { images } = train;
  const net = await side.open({ hidden: 50, batch: BATCH, params: await train.params(50), images });
  const [losses, epoch] = [[], images.rows / BATCH];
  const rows = new Int32Array(BATCH);
  let [evaluating, evaluations, testAccuracy] = [0, 0, 0];
  const start = performance.now();
  for (let i = 0; i < steps; i++) {
    for (let n = 0; n < BATCH; n++) rows[n] = Math.floor(Math.random() * images.rows);
    losses.push(await stepLoss(net, rows));
    if (i % epoch !== 0) continue;
    const before = performance.now();
    await accuracyOf(net, images);
    testAccuracy = await accuracyOf(net, test.images);
    evaluating += performance.now() - before;
    evaluations++;
  }
  const stepping = performance.now() - start - evaluating;
  return { stepping: stepping / 1000, evaluating: evaluating / 1000, evaluations, testAccuracy };
}
