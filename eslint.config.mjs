import js from '@eslint/js'
import reactHooks from 'eslint-plugin-react-hooks'
import { defineConfig, globalIgnores } from 'eslint/config'
import tseslint from 'typescript-eslint'

// Records and library texts are untrusted and stay text.
const htmlSinks = ['innerHTML', 'outerHTML', 'insertAdjacentHTML', 'setHTMLUnsafe', 'dangerouslySetInnerHTML']
const htmlMessage = 'Untrusted text would become markup: set textContent, or build elements.'

const bannedSyntax = [
  ...htmlSinks.flatMap((name) => [
    { selector: `MemberExpression[property.name='${name}']`, message: htmlMessage },
    { selector: `MemberExpression[property.value='${name}']`, message: htmlMessage },
    { selector: `JSXAttribute[name.name='${name}']`, message: htmlMessage },
    { selector: `Property[key.name='${name}']`, message: htmlMessage },
    { selector: `Property[key.value='${name}']`, message: htmlMessage },
  ]),
  {
    selector: "MemberExpression[object.name='document'][property.name=/^write(ln)?$/]",
    message: htmlMessage,
  },
]

const noDefaultExport = {
  selector: 'ExportDefaultDeclaration',
  message: 'Export by name: one name for a thing everywhere, and it can be searched for.',
}

const noFrozenMessages = {
  selector: 'MemberExpression[object.name=/^(messages|partMessages)$/]:not(:function MemberExpression)',
  message: 'Read when the module is loaded, it stays in the language of then: read it within a function.',
}

const nodeGlobals = [
  'Buffer',
  'URL',
  'clearInterval',
  'console',
  'performance',
  'process',
  'setInterval',
  'setTimeout',
]

export default defineConfig(
  globalIgnores([
    'data/',
    'dist/',
    'models/',
    'packages/widget/dist/',
    'public/',
    'site/',
    'test-results/',
    'training/',
    '.venv/',
  ]),
  { linterOptions: { reportUnusedDisableDirectives: 'error' } },
  js.configs.recommended,
  { rules: { eqeqeq: 'error', 'no-restricted-syntax': ['error', ...bannedSyntax, noDefaultExport] } },
  {
    files: ['**/*.mjs'],
    languageOptions: { globals: Object.fromEntries(nodeGlobals.map((name) => [name, 'readonly'])) },
  },
  {
    files: ['**/*.{ts,tsx}'],
    extends: [tseslint.configs.recommendedTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports' }],
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/no-non-null-assertion': 'error',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', ignoreRestSiblings: true }],
      // An effect without a wait still satisfies an async port.
      '@typescript-eslint/require-await': 'off',
      '@typescript-eslint/restrict-template-expressions': [
        'error',
        { allowNumber: true, allowBoolean: true },
      ],
      // A context that sees only its own folder names the declarations of a package elsewhere by path.
      '@typescript-eslint/triple-slash-reference': [
        'error',
        { lib: 'never', path: 'always', types: 'never' },
      ],
      // Ports are objects of closures and have no `this`: taking one apart is fine.
      '@typescript-eslint/unbound-method': 'off',
      '@typescript-eslint/switch-exhaustiveness-check': [
        'error',
        { considerDefaultExhaustiveForUnions: true },
      ],
    },
  },
  {
    // These have no tsconfig.json beside them; the one of tests/ includes them.
    files: ['bench/**/*.ts', '*.config.ts'],
    languageOptions: { parserOptions: { projectService: false, project: 'tests/tsconfig.json' } },
  },
  {
    // Declarations describe packages as they are.
    files: ['**/*.d.ts'],
    rules: { '@typescript-eslint/consistent-type-imports': 'off', 'no-restricted-syntax': 'off' },
  },
  {
    files: ['src/app/**/*.{ts,tsx}'],
    extends: [reactHooks.configs.flat.recommended],
    rules: { 'no-restricted-syntax': ['error', ...bannedSyntax, noDefaultExport, noFrozenMessages] },
  },
  {
    // Their tools read the default export.
    files: ['*.config.{ts,mjs}', 'tests/**/globalSetup.ts'],
    rules: { 'no-restricted-syntax': ['error', ...bannedSyntax] },
  },
)
