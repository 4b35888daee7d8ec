// The rooms of ARCHITECTURE.md, held by the lint: a room imports only what stands below it.
import { builtinModules } from 'node:module'
import tseslint from 'typescript-eslint'
import importX from 'eslint-plugin-import-x'
import reactHooks from 'eslint-plugin-react-hooks'
import { createTypeScriptImportResolver } from 'eslint-import-resolver-typescript'

/** @type {(target: string | string[], from: string[], message: string, except?: string[]) => object} */
const zone = (target, from, message, except = []) => ({ target, from, message, except })

const above = [
  './app',
  './sync-server',
  './e2e',
  './bench',
  './simulator',
  './scripts',
  './lib/workplace.ts',
  './lib/workplace-types.ts',
  './lib/platform',
]
const siblings = ['./lib/store', './lib/protocol', './lib/printing']

const zones = [
  zone('./lib/domain', [...above, './lib/sync', ...siblings], 'lib/domain is pure: it imports nothing above it.'),
  ...siblings.map((room) =>
    zone(
      room,
      [...above, './lib/sync', ...siblings.filter((s) => s !== room)],
      'Siblings (store, printing, protocol) know only lib/domain.',
    ),
  ),
  zone('./lib/sync', above, 'lib/sync knows ports, not adapters.'),
  zone(
    './lib/platform',
    ['./app', './e2e', './bench', './simulator', './scripts', './lib/workplace.ts'],
    'lib/platform stands below workplace.',
  ),
  // The one arrow that goes up; that it is a type, a rule of its own says below.
  zone('./lib/platform', ['./sync-server'], 'lib/platform knows the type AppRouter of the server, nothing else.', [
    './router/app-router.ts',
  ]),
  zone(
    ['./lib/workplace.ts', './lib/workplace-types.ts'],
    ['./app', './sync-server', './e2e', './bench', './simulator', './scripts'],
    'The composition root knows no screens.',
  ),
  zone('./app', ['./sync-server', './e2e', './bench', './simulator', './scripts'], 'Screens never import the server.'),
  zone(
    './sync-server',
    [
      './app',
      './e2e',
      './bench',
      './simulator',
      './scripts',
      './lib/sync',
      './lib/store',
      './lib/platform',
      './lib/printing',
      './lib/workplace.ts',
      './lib/workplace-types.ts',
    ],
    'The server sees only lib/protocol and lib/domain.',
  ),
  zone(
    ['store', 'exchange', 'sync', 'live', 'identity', 'office'].map((room) => `./sync-server/${room}`),
    ['./sync-server/router', './sync-server/http', './sync-server/open-rooms.ts', './sync-server/main.ts'],
    'The rooms of the server stand below router and http.',
  ),
  zone(
    ['./sync-server/router'],
    ['./sync-server/http', './sync-server/open-rooms.ts', './sync-server/main.ts'],
    'router stands below http.',
  ),
  zone('./e2e', ['./app'], 'Journeys drive the product from outside.'),
]

// From the bottom up; those of one line do not know each other. The server's tests may use what stands above them.
const serverRooms = [
  ['config'],
  ['database', 'exchange'],
  ['store'],
  ['sync', 'live'],
  ['identity'],
  ['office'],
  ['router', 'demo'],
  ['http', 'open-rooms.ts'],
  ['main.ts', 'testing'],
]
const serverZones = serverRooms.flatMap((rooms, level) =>
  rooms.map((room) =>
    zone(
      `./sync-server/${room}`,
      [...rooms.filter((sibling) => sibling !== room), ...serverRooms.slice(level + 1).flat()].map(
        (other) => `./sync-server/${other}`,
      ),
      'A room of the server imports only what stands below it.',
    ),
  ),
)
// Importing files is a port and its records; what they are read with is none of the store's business.
serverZones.push(
  zone(
    './sync-server/store',
    ['./sync-server/exchange'],
    'store knows the port CatalogueSink and its records, not how files are read.',
    ['./catalogue-sink.ts', './commerceml/records.ts', './commerceml/goods-id.ts'],
  ),
)

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
const ofOthers = {
  patterns: [
    {
      regex: '^(?!\\.\\.?/|zod/mini$)',
      message: 'lib/domain and lib/sync import zod/mini and files of the project, nothing else: take a port.',
    },
  ],
}
const noServer = 'lib/platform takes the type AppRouter from the server, nothing that runs.'

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
        {
          selector: 'ImportExpression:not([source.value=/^\\.\\.?\\u002f/])',
          message: 'lib/domain, lib/sync and lib/printing load nothing but files of the project: take a port.',
        },
      ],
    },
  },
  {
    files: ['lib/printing/**/*.ts'],
    ignores: ['**/*.test.ts'],
    rules: { 'no-restricted-imports': ['error', ofNode] },
  },
  {
    files: ['lib/domain/**/*.ts', 'lib/sync/**/*.ts'],
    // Sample books are read by tests alone.
    ignores: ['**/*.test.ts', 'lib/domain/sample-books.ts'],
    rules: { 'no-restricted-imports': ['error', ofOthers] },
  },
  {
    files: ['lib/platform/**/*.ts'],
    rules: {
      '@typescript-eslint/no-restricted-imports': [
        'error',
        { patterns: [{ regex: '/sync-server/', allowTypeImports: true, message: noServer }] },
      ],
      'no-restricted-syntax': [
        'error',
        { selector: 'ImportExpression[source.value=/sync-server/]', message: noServer },
      ],
    },
  },
  {
    files: ['sync-server/**/*.ts'],
    ignores: ['**/*.test.ts', '**/testing/**', 'sync-server/identity/test-identity-database.ts'],
    rules: {
      'import-x/no-restricted-paths': ['error', { basePath: import.meta.dirname, zones: [...zones, ...serverZones] }],
    },
  },
  { files: ['**/*.mjs', '**/*.js'], ...tseslint.configs.disableTypeChecked },
)
