import svelte from 'eslint-plugin-svelte';
import tseslint from 'typescript-eslint';

const components = ['apps/web/**/*.svelte'];

/** What the page's own files need beside the rules of all: a parser for components. svelte-check looks at their types. */
export default [
  ...svelte.configs.recommended.map((config) =>
    config.rules === undefined || config.files !== undefined ? config : { ...config, files: components },
  ),
  {
    ...tseslint.configs.disableTypeChecked,
    files: [...components, 'apps/web/**/*.{js,mjs}'],
    languageOptions: { parserOptions: { parser: tseslint.parser, projectService: false } },
  },
  { files: ['apps/web/**/*.svelte.ts'], languageOptions: { parser: tseslint.parser } },
];
