import { listings, type Listing } from '../../code/listings.ts';

/** `train`, with `t_batch` cut out of the wrong array. */
export const slipped: Listing = {
  python: listings.train.python.map((line) => line.replace('t_train[batch_mask]', 'x_train[batch_mask]')),
  typescript: listings.train.typescript.map((line) =>
    line.replace('tBatch = take(t, batch)', 'tBatch = take(x, batch)'),
  ),
};

/** When the book reports its accuracy; `isWhole` rounds the iterations of an epoch down. */
export function reporting(isWhole: boolean): Listing {
  return {
    python: [
      'train_size = x_train.shape[0]',
      `iter_per_epoch = max(train_size ${isWhole ? '//' : '/'} batch_size, 1)`,
      '',
      'for i in range(iters_num):',
      '    ...',
      '    if i % iter_per_epoch == 0:',
      '        print(network.accuracy(x_train, t_train))',
    ],
    typescript: [
      'const trainSize = x.shape[0]!;',
      `const iterPerEpoch = Math.max(${isWhole ? 'Math.floor(trainSize / batchSize)' : 'trainSize / batchSize'}, 1);`,
      '',
      'for (let i = 0; i < iterations; i++) {',
      '  // …',
      '  if (i % iterPerEpoch === 0) console.log(item(network.accuracy(x, t)));',
      '}',
    ],
  };
}

/** The two ways to draw rows. */
export function drawing(isShuffle: boolean): Listing {
  return isShuffle
    ? {
        python: [
          'order = np.random.permutation(N)',
          'for i in range(0, N, batch_size):',
          '    batch_mask = order[i:i + batch_size]',
        ],
        typescript: [
          'const order = random.permutation(N);',
          'for (let i = 0; i < N; i += batchSize) {',
          '  const batch = slice(order, [[i, Math.min(i + batchSize, N)]]);',
          '}',
        ],
      }
    : {
        python: ['batch_mask = np.random.choice(N, batch_size)'],
        typescript: ['const batch = random.choice(N, batchSize);'],
      };
}
