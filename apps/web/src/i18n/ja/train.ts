import type { TrainTexts } from '../train.ts';
import { errors } from './errors.ts';

export const texts: TrainTexts = {
  walk: 'コードの仕組みを一行ずつ読む',
  settings: '設定',
  groups: { data: 'データ', network: 'ネットワーク', training: '学習', machine: '計算' },
  labels: {
    data: 'データセット',
    hidden: '隠れ層のニューロン',
    activation: '活性化関数',
    loss: '損失関数',
    init: '重みの初期値',
    optimizer: '最適化手法',
    rate: '学習率',
    batch: 'バッチサイズ',
    epochs: 'エポック数',
    gradient: '勾配',
    engine: 'エンジン',
    dtype: '数値の型',
    seed: '乱数シード',
  },
  hints: { seed: 'シードが同じなら結果も同じです。' },
  data: {
    digits: '手書き数字 8 × 8',
    mnist: 'MNIST 28 × 28',
    iris: 'アヤメ',
    xor: 'XOR（平面）',
    circles: '同心円（平面）',
    moons: '三日月（平面）',
    spiral: '渦巻き（平面）',
    gaussians: 'ガウス分布（平面）',
  },
  gradients: { backprop: '誤差逆伝播法', numerical: '数値微分' },
  engines: { wasm: 'WebAssembly', eager: 'TypeScript のみ' },
  badNumber: (from, to) => `${from} から ${to} までの整数を入れてください。`,
  badRate: '0 より大きい数を入れてください。',

  controls: '学習の操作',
  run: '実行',
  pause: '一時停止',
  more: (epochs) => `あと ${epochs} エポック`,
  step: '1 回更新',
  reset: 'リセット',
  pace: '速さ',
  fullSpeed: '最高速',
  perSecond: (n) => `${n} 回/秒`,
  update: '更新回数',
  epoch: 'エポック',
  loss: '損失',
  testAccuracy: 'テスト認識精度',
  stepsPerSecond: '更新/秒',
  network: (sizes, parameters) => `${sizes}、パラメータ ${parameters} 個`,

  status: {
    loading: 'ネットワークを作っています…',
    ready: '学習を始められます。',
    running: '学習中です。',
    paused: (iteration, accuracy) => `${iteration} 回の更新で一時停止しました。テスト認識精度 ${accuracy}。`,
    done: (accuracy) => `学習が終わりました。テスト認識精度 ${accuracy}。`,
    failed: '学習が止まりました。',
    eagerInstead: 'このブラウザには WebAssembly SIMD がないので、TypeScript だけで学習します。',
    saved: (name) => `${name} を保存しました。`,
    loaded: (name) => `${name} を開きました。`,
    copied: 'コピーしました。',
  },
  errors,
  problems: {
    notFinite: '損失が NaN か無限大になったので、学習を止めました。',
    notFiniteAdvice: (rate) =>
      `学習率 ${rate} では更新のたびに行き過ぎて、重みが大きくなり続けて、オーバーフローします。表示しているのは最後の正常な重みです。`,
    useRate: (rate) => `${rate} でやり直す`,
    crashed: '学習を行うワーカーが異常終了したので、起動し直しました。',
    outOfMemory:
      'メモリが足りなかったので、ワーカーを起動し直しました。ニューロンの数かバッチサイズを減らしてください。',
    unresponsive: '学習を行うワーカーが応答しないので、起動し直しました。',
    goOn: (iteration) => `最後のチェックポイント、${iteration} 回目の更新の状態です。`,
    other: 'エラーが起きました。',
    badFile: 'このファイルは使えません。何も変わっていません。',
    close: '閉じる',
  },

  curves: '損失と認識精度',
  lossCurve: '損失',
  accuracyCurve: '認識精度',
  curvesSummary: (loss, train, test) =>
    `損失 ${loss}、訓練データの認識精度 ${train}、テスト認識精度 ${test}。`,
  logarithmic: '対数目盛',

  units: '隠れ層のニューロン',
  unitsNote: '図はそれぞれ W1 の 1 列で、そのニューロンが反応するパターンを表します。',
  unitsNotePlane: '図はそれぞれ、平面の各点に対するニューロンの出力です。',
  unitsShown: (shown, all) => `${all} 個のうち最初の ${shown} 個。`,
  unit: (number) => `ニューロン ${number}`,
  unitLabel: (number, bias, best, worst) =>
    `ニューロン ${number}：バイアス ${bias}、最も支持するのは ${best}、最も反対するのは ${worst}`,
  unitVotes: 'W2 の行：どのクラスを支持するか',
  bias: 'バイアス',

  w2: '第 2 層の重み',
  w2Note: '行はクラス、列は隠れ層のニューロンです。',
  w2Label: (rows, columns, least, most) =>
    `W2 のヒートマップ、${rows} 行 ${columns} 列、${least} から ${most} まで`,

  histograms: 'アクティベーションと勾配の分布',
  activationsOf: (rows) => `隠れ層の出力、データ ${rows} 行`,
  gradientOf: (name) => `log₁₀ |∂L/∂${name}|`,
  gradientsNote: '勾配は毎回同じ訓練データ 100 行で計算します。',
  zeros: (share) => `${share} がちょうど 0`,
  histogramLabel: (title, from, to, peak) => `${title}：${from} から ${to} まで、最も多いのは ${peak}`,

  confusion: '混同行列',
  confusionNote: (rows, right) => `テストデータ ${rows} 個、認識精度 ${right}。`,
  label: '正解',
  said: 'ネットワークの答え',

  mistakes: '誤認識したデータ',
  mistakesNote: (shown, all) =>
    `${all} 個のうち ${shown} 個を表示。図の下は「ネットワークの答え ≠ 正解」です。`,
  noMistakes: 'ありません。調べたテストデータはすべて正解です。',
  mistake: (label, said, probability) =>
    `答え ${said}${probability === '' ? '' : `（${probability}）`}、正解 ${label}`,

  surface: '決定領域',
  surfaceNote: '背景はネットワークの答えで、薄いほど確信がありません。',
  surfaceLabel: (classes, accuracy) =>
    `平面を ${classes} クラスの領域に分けた図。テストの点の ${accuracy} が正しい領域にあります`,
  trainPoint: '訓練',
  testPoint: 'テスト',

  files: 'モデルファイル',
  save: 'モデルを保存',
  load: 'モデルを開く…',
  filesNote: 'コマンドラインと同じ .safetensors ファイルです。ページにドロップしても開けます。',
  command: 'コマンドラインで同じ学習をする',
  commandNote: (version) =>
    `バイト単位で同じモデルになります（Bilayer ${version}、リポジトリのクローンの中で実行）。`,
  commandFromFile: (name) =>
    `この学習は ${name} の重みから始めたので、最初から再現できるコマンドはありません。`,
  copy: 'コピー',

  mnist: {
    title: 'MNIST がまだありません',
    explain: '4 つのファイル、合わせて 11 MB です。ファイルはこのブラウザの外に出ません。',
    choose: 'ファイルを選ぶ…',
    download: 'ダウンロード',
    downloading: (file, percent) => `${file}：${percent}`,
    refused:
      'ページからミラーに接続できませんでした（ページからの取得が許可されていないか、オフラインです）。4 つのファイルを自分でダウンロードして、ここにドロップしてください。',
    dropHere: 'またはページにドロップ',
  },
};
