import type { ShellTexts } from '../shell.ts';

export const texts: ShellTexts = {
  title: 'Bilayer',
  tagline: '把两层神经网络摊开来看',
  skip: '跳到正文',
  views: { train: '训练', walk: '逐行讲解', draw: '手写', activation: '自定义激活函数' },
  navigation: '视图',
  language: '语言',
  theme: '颜色',
  themes: { auto: '自动', light: '浅色', dark: '深色' },
  loading: '正在加载……',
  loadFailed: '这一部分没有加载成功。',
  again: '重试',
  source: 'MIT 许可证。你写的、输入的、拖进来的内容都不会离开本页。',
};
