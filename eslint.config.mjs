import { defineConfig } from 'eslint/config';
import tseslint from 'typescript-eslint';
import page from './apps/web/eslint-svelte.mjs';

const bitSensitive = [
  'exp',
  'expm1',
  'log',
  'log1p',
  'log2',
  'log10',
  'pow',
  'tanh',
  'sinh',
  'cosh',
  'sin',
  'cos',
  'tan',
  'asin',
  'acos',
  'atan',
  'atan2',
  'cbrt',
  'hypot',
];

const indexOnly = {
  selector: "TSNonNullExpression:not([expression.type='MemberExpression'][expression.computed=true])",
  message: 'Only an element known to be inside its array may be asserted: a[i]!',
};

export default defineConfig(
  {
    ignores: [
      '**/dist/**',
      '**/*.data.ts',
      '.readme/**',
      'packages/wasm/assembly/**',
      // They call libraries that only `pnpm bench:peers` installs: nothing here knows their types.
      'benchmarks/peers/**/*.js',
    ],
  },
  ...tseslint.configs.strictTypeChecked,
  ...tseslint.configs.stylisticTypeChecked,
  {
    languageOptions: {
      parserOptions: {
        projectService: { allowDefaultProject: ['eslint.config.mjs', 'apps/web/*.mjs'] },
        extraFileExtensions: ['.svelte'],
        tsconfigRootDir: import.meta.dirname,
      },
    },
    rules: {
      // Numbers are what this project prints.
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      // Indexing is checked by noUncheckedIndexedAccess; `a[i]!` says that i is known to be inside. Nothing else may use `!`.
      '@typescript-eslint/no-non-null-assertion': 'off',
      'no-restricted-syntax': ['error', indexOnly],
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'separate-type-imports' }],
    },
  },
  {
    // Engines and their versions differ in the last bits of these, and so would results.
    files: ['packages/*/src/**/*.ts'],
    ignores: ['**/*.test.ts'],
    rules: {
      'no-restricted-properties': [
        'error',
        ...bitSensitive.map((property) => ({
          object: 'Math',
          property,
          message: `Use ${property} of @bilayer/tensor: its bits are the same everywhere.`,
        })),
        { object: 'Math', property: 'random', message: 'Take a seeded RandomState as an argument.' },
      ],
      'no-restricted-syntax': [
        'error',
        indexOnly,
        {
          selector: "BinaryExpression[operator='**'], AssignmentExpression[operator='**=']",
          message: 'Use pow of @bilayer/tensor, or multiply.',
        },
      ],
    },
  },
  ...page,
);
