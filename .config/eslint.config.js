import tseslint from 'typescript-eslint';

const noShadowyNames = { selector: 'TSEnumDeclaration', message: 'No enums: use a union of strings.' };

export default tseslint.config(
  {
    ignores: [
      '**/node_modules/**',
      '**/dist/**',
      '**/build/**',
      '**/.cache/**',
      '**/*.d.ts',
      '**/*.cjs',
      'wordpress-plugin/src/**',
      'discourse-plugin/public/**',
      'discourse-plugin/test/**',
      'discourse-plugin/admin/**',
      'discourse-plugin/assets/**',
      'discourse-plugin/.harness/.gems/**',
      'discourse-plugin/.harness/today/core/**',
      'discourse-plugin/.lint/**',
    ],
  },
  ...tseslint.configs.recommended,
  {
    files: ['**/*.ts'],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname + '/..' } },
    rules: {
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/no-misused-promises': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': 'error',
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports' }],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      'no-restricted-syntax': ['error', noShadowyNames],
      'max-lines': ['error', { max: 250, skipBlankLines: true, skipComments: true }],
      eqeqeq: 'error',
    },
  },
  {
    files: ['core/src/**/*.ts'],
    ignores: ['core/src/client/**'],
    rules: {
      'no-restricted-globals': ['error', 'process', 'fetch'],
      'no-restricted-imports': ['error', { patterns: ['node:fs*', 'express', '@coop-credentials/*'] }],
    },
  },
  { files: ['**/generated/**/*.ts'], rules: { 'max-lines': 'off' } },
  {
    files: ['**/test/**/*.ts', '**/tests/**/*.ts'],
    rules: { 'max-lines': ['error', { max: 400, skipBlankLines: true, skipComments: true }] },
  },
);
