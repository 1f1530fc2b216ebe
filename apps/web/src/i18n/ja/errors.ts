import type { ErrorTexts } from '../errors.ts';

export const errors: ErrorTexts = {
  cut: 'ファイルが途中で切れています。もう一度コピーするかダウンロードしてください。',
  damaged: 'ファイルの種類が違うか、壊れています。モデルは .safetensors ファイルです。',
  notOurs: '.safetensors ファイルですが、Bilayer で読めるモデルではありません。',
  unknownPlugin: 'このページにない活性化関数を使ったモデルです。',
  otherVersion: '別のバージョンの Bilayer で保存されたファイルです。',
  unsuited: 'ファイルのネットワークは、大きさか構成がここで使えるものと違います。',
  filesMissing:
    'MNIST は訓練画像、訓練ラベル、テスト画像、テストラベルの 4 つのファイルです。そろっていません。',
  notMnist: 'MNIST ではないファイルがあります。別のデータセットか、途中で切れたファイルです。',
  badActivation: 'この活性化関数はないか、式に誤りがあります。別の活性化関数を選んでください。',
  noPicture: 'ブラウザーが読める画像ではないか、壊れています。',
  blank: '白紙の画像です。紙と見分けられる線がありません。',
  engine: 'このエンジンではこのネットワークを学習できません。もう一方のエンジンを選んでください。',
};
