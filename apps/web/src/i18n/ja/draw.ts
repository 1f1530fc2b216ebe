import type { DrawTexts } from '../draw.ts';
import { errors } from './errors.ts';

export const texts: DrawTexts = {
  draw: '数字を書く',
  undo: '元に戻す',
  clear: '消す',
  pad: '手書きパッド',
  hint: 'ここに 0 から 9 までの数字を書いてください',
  cursor: (column, row, ink) => `${column} 列 ${row} 行${ink ? '、書きました' : ''}`,
  cleared: '消しました。',
  undone: '元に戻しました。',
  keys: 'キーボードでは、矢印キーで 14 × 14 のマス目のカーソルを動かし、スペースキーで点を打ちます。スペースキーか Shift を押しながら動かすと線になります。Ctrl+Z で元に戻し、Delete で消します。',
  examples: '本物の手書き数字を選ぶか、画像をページにドロップしてもかまいません。',
  example: (digit) => `手書きの ${digit}`,
  loadFailed: 'ネットワークを読み込めませんでした。',
  again: 'もう一度',

  answer: 'ネットワークの答え',
  nothingDrawn: 'まだ書かれていません',
  says: (name, share) => `ネットワークの答えは ${name}、${share} です。`,
  classLabel: (name, share) => `${name}：${share}`,
  askNote: 'クラスを選ぶと、何がそれを支持し、何が反対しているかが分かります。',
  scoresNote: 'このネットワークが出すのは確率ではなくスコアで、最も大きいものが答えになります。',

  steps: 'ネットワークに入力される画像',
  prepared: '訓練データと同じ前処理をする',
  stepsNote:
    'ネットワークが知っているのは MNIST の形の数字だけです。切り抜いて 20 × 20 に収まる大きさにし、重心を 28 × 28 の中央に置いたものです。書いた数字も同じようにする必要があります。',
  digitsNote:
    'ネットワークが知っているのはこのデータセットの形の数字だけです。32 × 32 の高さいっぱいに広げ、傾きを直し、線の太さをそろえて、ブロックごとに数えたものです。書いた数字も同じようにする必要があります。',
  stepsEmpty: '書き始めると、ここに手順が表示されます。',
  mnistSteps: [
    { title: '1. 切り抜き', note: (size) => `書かれた部分の枠、パッドの ${size} ピクセル` },
    { title: '2. 拡大・縮小', note: (size) => `縦横比を保って 20\u00a0×\u00a020 に収める：${size}` },
    { title: '3. 中央寄せ', note: () => '重心（点）を 28\u00a0×\u00a028 の中央に移す' },
  ],
  digitsSteps: [
    { title: '1. 切り抜き', note: (size) => `書かれた部分の枠、パッドの ${size} ピクセル` },
    { title: '2. 整形', note: (size) => `${size}：高さいっぱい、線の太さと傾きをそろえる` },
    { title: '3. 数える', note: (size) => `4\u00a0×\u00a04 のブロックごとに画素を数える：${size}` },
  ],
  wholePad: 'パッド全体',
  wholePadNote: '書いた位置も大きさもそのまま',
  shrunk: '縮小',
  shrunkNote: (side) => `${side} × ${side} にするだけ`,
  inputLabel: (side) => `ネットワークへの入力：${side} × ${side} ピクセル`,
  without: (name, share) => `前処理をしなければ、答えは ${name}${share && `（${share}）`}になります。`,
  with: (name, share) => `前処理をすれば、答えは ${name}${share && `（${share}）`}になります。`,

  units: '隠れ層のニューロン',
  unitsEmpty:
    '数字を書くと、隠れ層のどのニューロンが発火し、それぞれがどんなパターンに反応するかが分かります。',
  fired: (count, all) => `${all} 個のうち ${count} 個が発火（重み付き和が 0 より大きい）`,
  unitsNote: (name) =>
    `上の帯は全ニューロンの出力で、目立つマスほど出力が大きいことを示します。その下は「${name}」に最も影響するニューロンです。図はそのニューロンの重み（反応するパターン）、数値は「${name}」のスコアに足される値です。`,
  unit: (number) => `ニューロン ${number}`,
  unitLabel: (number, part, name) => `ニューロン ${number}：${name} に対して ${part}`,
  looksFor: '重み',
  input: '入力',
  product: '効いた部分',
  weightedSum: '重み付き和',
  output: '出力',
  contribution: (name) => `「${name}」のスコアへの寄与`,
  sum: (shown, sum, rest, bias, score, name) =>
    `この ${shown} 個の合計は ${sum}、残りの合計は ${rest}、バイアス b2 は ${bias}。「${name}」のスコアは ${score} です。`,
  against: '負：反対する',
  for: '正：支持する',

  source: 'どのネットワークを使うか',
  sources: {
    page: 'このページのもの（MNIST で学習済み）',
    training: '「学習」画面で学習中のもの',
    file: '自分のファイルのもの',
  },
  openFile: 'モデルファイルを開く…',
  pageNote: (accuracy) => `MNIST のテスト画像 10,000 枚のうち ${accuracy} が正解です。`,
  trainingNote: (iteration, accuracy) => `更新 ${iteration} 回、テスト認識精度 ${accuracy}。`,
  noPictures:
    '「学習」画面で選ばれているデータは画像ではありません。手書き数字か MNIST を選ぶと、そのネットワークをここで試せます。',
  needsMnist: '「学習」画面で MNIST のファイルを待っています。',
  sizes: (sizes, activation) => `${sizes}、${activation}。`,
  run: '学習を続ける',
  more: (epochs) => `あと ${epochs} エポック学習する`,
  pause: '学習を一時停止',
  fileNote:
    'このページやコマンドラインで保存した .safetensors ファイル（28 × 28 または 8 × 8 ピクセルの画像用）を使えます。ページにドロップしても開けます。',
  errors,
  badFile: 'このファイルは使えません。何も変わっていません。',
  close: '閉じる',
};
