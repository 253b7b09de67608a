import js from '@eslint/js'
import reactHooks from 'eslint-plugin-react-hooks'
import { defineConfig, globalIgnores } from 'eslint/config'
import tseslint from 'typescript-eslint'

const tests = ['**/*.test.ts', '**/*.test.tsx', 'e2e/**/*.ts']
const belowTheUi = ['src/{engine,images,shell,kubectl,manifest,lesson,session}/**/*.ts']
const pages = ['src/{ui,site,embed,classroom}/**/*.{ts,tsx}', 'src/main.tsx']

/** Holds in every file of src. */
const everywhere = [
  {
    selector: 'ExportAllDeclaration',
    message: 'Name what the door offers: export { a, b } from … instead of export *.',
  },
  {
    selector: 'ExportDefaultDeclaration',
    message: 'Named exports only: a name is searched for, a default is guessed.',
  },
  {
    selector: ':matches(PropertyDefinition, MethodDefinition)[accessibility="private"]',
    message: 'Use #name: private in the language, not only in the types.',
  },
]

/** Same bytes on every machine, at every time. */
const sameBytes = [
  {
    selector: 'MemberExpression[object.name="Date"][property.name="now"]',
    message: 'Ask the clock of the cluster (now()): simulated time is the only time here.',
  },
  {
    selector: 'NewExpression[callee.name="Date"][arguments.length=0]',
    message: 'Give the time: new Date(clock.now()). Simulated time is the only time here.',
  },
  {
    selector: 'CallExpression[callee.name="Date"]',
    message: 'Give the time: new Date(clock.now()). Simulated time is the only time here.',
  },
  {
    selector: 'MemberExpression[object.name="Math"][property.name="random"]',
    message: 'Take chance from the seeded source of the cluster, or a replay would differ.',
  },
  {
    selector:
      'MemberExpression[object.name="Math"][property.name=/^(a?(sin|cos|tan)h?|atan2|exp|expm1|log|log1p|log2|log10|cbrt|hypot)$/]',
    message: 'Engines differ in the last bit of this. Use integers, a table or + - * / and sqrt.',
  },
  {
    selector: 'MemberExpression[property.name="localeCompare"]',
    message: 'Compare code units: a < b ? -1 : a > b ? 1 : 0. The locale of the host is not ours.',
  },
  {
    selector: 'MemberExpression[property.name=/^toLocale/]',
    message: 'Format by hand, in UTC and without a locale: the host’s locale is not ours.',
  },
  {
    selector: 'Identifier[name="Intl"]',
    message: 'Words and numbers are put into a language in ui; below it, format by hand.',
  },
  {
    selector:
      'MemberExpression[property.name=/^[gs]et(FullYear|Month|Date|Day|Hours|Minutes|Seconds|Milliseconds|TimezoneOffset)$/]',
    message: 'Use the UTC one (getUTCHours …): the time zone of the host is not ours.',
  },
]

const neverWaits = [
  {
    selector: ':function[async=true]',
    message: 'The engine never waits. A program yields what it waits for; a caller advances time.',
  },
  {
    selector: 'AwaitExpression',
    message: 'The engine never waits. A program yields what it waits for; a caller advances time.',
  },
  {
    selector: 'Identifier[name="Promise"]',
    message: 'No promises here: answers come back as alarms or inputs, in the one sequence.',
  },
]

const restricted = (...lists) => ['error', ...lists.flat()]

export default defineConfig(
  globalIgnores(['dist', 'coverage', 'test-results', 'playwright-report', '**/generated/**']),
  js.configs.recommended,
  {
    files: ['**/*.{ts,tsx}'],
    extends: [tseslint.configs.strictTypeChecked],
    languageOptions: {
      parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname },
    },
    rules: {
      '@typescript-eslint/switch-exhaustiveness-check': [
        'error',
        { considerDefaultExhaustiveForUnions: true },
      ],
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
      '@typescript-eslint/no-unnecessary-condition': [
        'error',
        { allowConstantLoopConditions: 'only-allowed-literals' },
      ],
      // exit, return, break and continue unwind a program: jumps, not errors.
      '@typescript-eslint/only-throw-error': [
        'error',
        {
          allow: [
            { from: 'file', name: ['Exit', 'ShellExit', 'Return', 'LoopJump', 'Interrupted'] },
          ],
        },
      ],
      // A program that ends at once is a generator all the same.
      'require-yield': 'off',
    },
  },
  {
    files: ['**/*.{js,mjs,cjs}'],
    languageOptions: {
      globals: { process: 'readonly', console: 'readonly', URL: 'readonly', module: 'writable' },
    },
  },
  {
    files: ['src/**/*.{ts,tsx}', 'tools/**', 'e2e/**', 'bench/**'],
    rules: {
      'max-lines': ['error', { max: 300, skipBlankLines: true, skipComments: true }],
      'max-lines-per-function': ['error', { max: 70, skipBlankLines: true, skipComments: true }],
      'max-params': ['error', 3],
    },
  },
  {
    files: ['src/**/*.tsx'],
    rules: {
      'max-lines-per-function': ['error', { max: 120, skipBlankLines: true, skipComments: true }],
    },
  },
  {
    files: ['src/**/*.{ts,tsx}'],
    rules: { 'no-restricted-syntax': restricted(everywhere) },
  },
  {
    files: belowTheUi,
    rules: { 'no-restricted-syntax': restricted(everywhere, sameBytes) },
  },
  {
    files: ['src/engine/**/*.ts'],
    ignores: tests,
    rules: { 'no-restricted-syntax': restricted(everywhere, sameBytes, neverWaits) },
  },
  { files: pages, extends: [reactHooks.configs.flat.recommended] },
  {
    files: tests,
    rules: {
      'max-lines': 'off',
      'max-lines-per-function': 'off',
      '@typescript-eslint/no-non-null-assertion': 'off',
    },
  },
)
