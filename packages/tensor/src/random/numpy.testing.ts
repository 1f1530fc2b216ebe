/*
 * What NumPy 2.4.6 gives for `np.random.RandomState(seed)`. Longer results as the first 12 hexadecimal digits of the
 * SHA-256 of their bytes (little-endian float64 or int32).
 * Each method is called on a fresh generator, `mixed` one after another on one:
 *
 *     r.randn(3); r.randint(0, 10, 3); r.choice(100, 3, replace=False); r.rand(2); r.randn(2); r.permutation(5)
 */

export interface Expected {
  readonly seed: number;
  readonly rand: string;
  readonly randint: readonly string[];
  readonly choice: string;
  readonly withoutReplacement: string;
  readonly permutation: string;
  readonly shuffle: string;
  readonly letters: string;
  readonly randn: readonly number[];
  readonly mixed: readonly number[];
}

/** The ranges whose hashes `randint` lists. */
export const ranges: readonly (readonly [low: number, high: number])[] = [
  [0, 1],
  [0, 2],
  [0, 3],
  [-5, 6],
  [0, 255],
  [0, 256],
  [0, 257],
  [0, 60000],
  [0, 2147483647],
  [-2147483648, 2147483647],
  [-2147483648, 2147483648],
];

export const expected: readonly Expected[] = [
  {
    seed: 0,
    rand: '5f988c98d133',
    randint: [
      '2da42fb1d7bd',
      '1320953f5a4d',
      '0b39fceeea28',
      '4f7cc2e9c0f0',
      '1b4cd700783e',
      '46e69d1166c8',
      '416fa01ab010',
      '76b3c541647a',
      'da47d2c45b79',
      '5625f296f9fa',
      '5625f296f9fa',
    ],
    choice: '2bcdb61d8fdc',
    withoutReplacement: '1955d0e6831a',
    permutation: '1dbf184adbd2',
    shuffle: '0170dcea75ca',
    letters: 'rliabey',
    randn: [
      1.764052345967664, 0.4001572083672233, 0.9787379841057392, 2.240893199201458, 1.8675579901499675,
      -0.977277879876411, 0.9500884175255894, -0.1513572082976979, -0.10321885179355784, 0.41059850193837233,
      0.144043571160878, 1.454273506962975,
    ],
    mixed: [
      1.764052345967664, 0.4001572083672233, 0.9787379841057392, 9, 3, 5, 84, 10, 75, 0.9719450024996658,
      0.878193471347177, 2.240893199201458, -0.6865894771933623, 4, 2, 0, 3, 1,
    ],
  },
  {
    seed: 1,
    rand: '2dcf74e6b495',
    randint: [
      '2da42fb1d7bd',
      '25b1a9129769',
      '980cd30cdf82',
      '6d7dd7ce0aca',
      'e85073229e49',
      'fac1578818a8',
      '09e100d1e860',
      'b4e813c1512b',
      '73e57563ff0f',
      '37fd3d947f10',
      '37fd3d947f10',
    ],
    choice: 'bed0fe2f0cd7',
    withoutReplacement: '70fceda86a17',
    permutation: '382454dbfb4f',
    shuffle: '4b5e07f47d4d',
    letters: 'rlibyae',
    randn: [
      1.6243453636632417, -0.6117564136500754, -0.5281717522634557, -1.0729686221561705, 0.8654076293246785,
      -2.3015386968802827, 1.74481176421648, -0.7612069008951028, 0.31903909605709857, -0.2493703754774101,
      1.462107937044974, -2.060140709497654,
    ],
    mixed: [
      1.6243453636632417, -0.6117564136500754, -0.5281717522634557, 6, 9, 2, 95, 44, 56, 0.16535419711693278,
      0.9275085803960339, -1.0729686221561705, 1.2482997873203494, 4, 1, 0, 3, 2,
    ],
  },
  {
    seed: 42,
    rand: 'b3826bcc7948',
    randint: [
      '2da42fb1d7bd',
      '84b19cb274ba',
      '972492b3e4fa',
      '50d42d212147',
      '5ec16dda76dd',
      '6598e6f6d2af',
      'f91f3846e0e3',
      'a1531174a2ad',
      '82acadbefcf6',
      '5a64c3a67a36',
      '5a64c3a67a36',
    ],
    choice: '16a450ed4aed',
    withoutReplacement: '6865ca8eeefa',
    permutation: 'ab1d36a88e63',
    shuffle: 'd32ced5c0422',
    letters: 'bielyar',
    randn: [
      0.4967141530112327, -0.13826430117118466, 0.6476885381006925, 1.5230298564080254, -0.23415337472333597,
      -0.23413695694918055, 1.5792128155073915, 0.7674347291529088, -0.4694743859349521, 0.5425600435859647,
      -0.46341769281246226, -0.46572975357025687,
    ],
    mixed: [
      0.4967141530112327, -0.13826430117118466, 0.6476885381006925, 6, 9, 2, 77, 10, 4, 0.7712703466859457,
      0.07404465173409036, 1.5230298564080254, -0.8392175232226385, 2, 4, 1, 3, 0,
    ],
  },
  {
    seed: 2147483648,
    rand: 'd69c1551e651',
    randint: [
      '2da42fb1d7bd',
      '3c39bf3f80ff',
      '4339454d6bb7',
      'dee7940cc9d9',
      'ff6a0623cc00',
      '6059d0bbf881',
      '44c751144898',
      'f54361f96d32',
      'fccb683f13d1',
      '9670282bc73d',
      '9670282bc73d',
    ],
    choice: 'acea1930386d',
    withoutReplacement: '0424de20f079',
    permutation: '8c73378c8d99',
    shuffle: 'cac3960816e3',
    letters: 'breaiyl',
    randn: [
      0.3184761273282464, -0.34575349241475667, 0.2255674496017024, 1.5130304859621413, -1.2839937468838771,
      -0.973392402736929, -0.7440923438923399, -2.444594011723732, -0.412015035646544, -0.9488378333261831,
      -1.1906719326506565, 0.048622623083374665,
    ],
    mixed: [
      0.3184761273282464, -0.34575349241475667, 0.2255674496017024, 2, 9, 5, 38, 58, 8, 0.35059076589896865,
      0.8236672205868453, 1.5130304859621413, 0.2887791906797754, 4, 1, 2, 0, 3,
    ],
  },
  {
    seed: 4294967295,
    rand: '873abdc21184',
    randint: [
      '2da42fb1d7bd',
      '44fe82d52e1f',
      'e1f6c559a7f1',
      '5f221f437a9c',
      '3c1b8053d1be',
      '54ccc4d64b0e',
      '92c8fdf1eb7a',
      '6c0cd3af12dd',
      'ca2277dd407e',
      '6e503ce980f2',
      '6e503ce980f2',
    ],
    choice: '8c642edf83bd',
    withoutReplacement: '69ef3c1127a9',
    permutation: 'f6b858956866',
    shuffle: '65fb47e78be4',
    letters: 'iebryla',
    randn: [
      0.6484086742306527, 0.6693235306338161, -1.0805437227474493, 0.2845010447986309, 0.11388773652167104,
      0.8676218937929382, -0.044026015448043285, 0.24877161740907913, -0.9882301508639844,
      -0.5459227140515623, -0.026158136126360088, 1.0043764198646392,
    ],
    mixed: [
      0.6484086742306527, 0.6693235306338161, -1.0805437227474493, 6, 7, 7, 52, 36, 46, 0.5931482574847601,
      0.8359326107507408, 0.2845010447986309, 0.3286177386599388, 0, 1, 3, 2, 4,
    ],
  },
];
