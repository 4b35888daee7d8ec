// The rooms of ARCHITECTURE.md, held by the lint: a room imports only what stands below it.
import { builtinModules } from 'node:module'
import tseslint from 'typescript-eslint'
import importX from 'eslint-plugin-import-x'
import reactHooks from 'eslint-plugin-react-hooks'
import { createTypeScriptImportResolver } from 'eslint-import-resolver-typescript'

/** @type {(target: string | string[], from: string[], message: string) => object} */
const zone = (target, from, message) => ({ target, from, message })

const above = [
  './app',
  './sync-server',
  './e2e',
  './bench',
  './simulator',
  './lib/workplace.ts',
  './lib/workplace-types.ts',
  './lib/platform',
]
const siblings = ['./lib/store', './lib/protocol', './lib/printing', './lib/fiscal']

const zones = [
  zone('./lib/domain', [...above, './lib/sync', ...siblings], 'lib/domain is pure: it imports nothing above it.'),
  ...siblings.map((room) =>
    zone(
      room,
      [...above, './lib/sync', ...siblings.filter((s) => s !== room)],
      'Siblings (store, printing, fiscal, protocol) know only lib/domain.',
    ),
  ),
  zone('./lib/sync', above, 'lib/sync knows ports, not adapters.'),
  zone(
    './lib/platform',
    ['./app', './e2e', './bench', './simulator', './lib/workplace.ts'],
    'lib/platform stands below workplace.',
  ),
  zone(
    './lib/workplace.ts',
    ['./app', './sync-server', './e2e', './bench', './simulator'],
    'The composition root knows no screens.',
  ),
  zone('./app', ['./sync-server', './e2e', './bench', './simulator'], 'Screens never import the server.'),
  zone(
    './sync-server',
    [
      './app',
      './e2e',
      './bench',
      './simulator',
      './lib/sync',
      './lib/store',
      './lib/platform',
      './lib/printing',
      './lib/fiscal',
      './lib/workplace.ts',
      './lib/workplace-types.ts',
    ],
    'The server sees only lib/protocol and lib/domain.',
  ),
  zone(
    ['./sync-server/store'],
    ['./sync-server/router', './sync-server/http', './sync-server/main.ts'],
    'store stands below router and http.',
  ),
  zone(['./sync-server/router'], ['./sync-server/http', './sync-server/main.ts'], 'router stands below http.'),
  zone('./e2e', ['./app'], 'Journeys drive the product from outside.'),
]

const ambient = [
  { object: 'Date', property: 'now', message: 'Time comes in as an argument or port.' },
  { object: 'Math', property: 'random', message: 'Randomness comes in as an argument or port.' },
  { object: 'crypto', property: 'randomUUID', message: 'Ids come in as an argument or port.' },
  { object: 'performance', property: 'now', message: 'Time comes in as an argument or port.' },
]
const ambientGlobals = [
  // network
  'fetch',
  'XMLHttpRequest',
  'WebSocket',
  'EventSource',
  'BroadcastChannel',
  'navigator',
  'location',
  // storage
  'localStorage',
  'sessionStorage',
  'indexedDB',
  'caches',
  // clock and randomness
  'setTimeout',
  'setInterval',
  'requestAnimationFrame',
  'requestIdleCallback',
  'crypto',
  // what all of them hang on
  'window',
  'document',
  'self',
  'globalThis',
  'global',
  'process',
  'Buffer',
  'Worker',
].map((name) => ({
  name,
  message: 'lib/domain, lib/sync and lib/printing have no ambient clock, network or storage: take a port.',
}))

const noNode = 'lib/domain, lib/sync and lib/printing run in a browser as well as in Node: take a port.'
const ofNode = {
  paths: builtinModules.filter((name) => !name.startsWith('node:')).map((name) => ({ name, message: noNode })),
  patterns: [{ group: ['node:*'], message: noNode }],
}

export default tseslint.config(
  {
    ignores: [
      'node_modules/**',
      '.next/**',
      'out/**',
      'public/**',
      '.data/**',
      '.cache/**',
      'next-env.d.ts',
      'coverage/**',
      'test-results/**',
      'playwright-report/**',
      'bench-results/**',
    ],
  },
  ...tseslint.configs.recommendedTypeChecked,
  {
    languageOptions: {
      parserOptions: { projectService: { allowDefaultProject: ['*.mjs'] }, tsconfigRootDir: import.meta.dirname },
    },
    plugins: { 'import-x': importX, 'react-hooks': reactHooks },
    settings: { 'import-x/resolver-next': [createTypeScriptImportResolver()] },
    rules: {
      'import-x/no-restricted-paths': ['error', { basePath: import.meta.dirname, zones }],
      'import-x/no-cycle': ['error', { ignoreExternal: true }],
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true, allowBoolean: true }],
      '@typescript-eslint/require-await': 'off',
      'react-hooks/rules-of-hooks': 'error',
      'react-hooks/exhaustive-deps': 'error',
      'no-empty': ['error', { allowEmptyCatch: false }],
    },
  },
  {
    files: ['lib/domain/**/*.ts', 'lib/sync/**/*.ts', 'lib/printing/**/*.ts'],
    ignores: ['**/*.test.ts'],
    rules: {
      'no-restricted-properties': ['error', ...ambient],
      'no-restricted-globals': ['error', ...ambientGlobals],
      'no-restricted-syntax': [
        'error',
        {
          selector: "NewExpression[callee.name='Date'][arguments.length=0], CallExpression[callee.name='Date']",
          message: 'Time comes in as an argument or port.',
        },
        { selector: 'ImportExpression[source.value=/^node:/]', message: noNode },
      ],
    },
  },
  {
    files: ['lib/domain/**/*.ts', 'lib/sync/**/*.ts', 'lib/printing/**/*.ts'],
    // Sample books are read by tests alone.
    ignores: ['**/*.test.ts', 'lib/domain/sample-books.ts'],
    rules: { 'no-restricted-imports': ['error', ofNode] },
  },
  { files: ['**/*.mjs', '**/*.js'], ...tseslint.configs.disableTypeChecked },
)
