import type { ShellTexts } from '../shell.ts';

export const texts: ShellTexts = {
  title: 'Bilayer',
  tagline: '2 層ニューラルネットワークを手に取って見る',
  skip: '本文へ移動',
  views: { train: '学習', walk: 'コードを読む', draw: '手書き', activation: '自作の活性化関数' },
  navigation: '画面',
  language: '言語',
  theme: '配色',
  themes: { auto: '自動', light: 'ライト', dark: 'ダーク' },
  loading: '読み込み中…',
  loadFailed: 'この部分を読み込めませんでした。',
  again: 'もう一度',
  source:
    'MIT ライセンス。描いたもの、入力したもの、ドロップしたファイルがこのページの外に送られることはありません。',
};
