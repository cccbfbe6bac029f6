/** Server-side tests; types are checked apart by tsc. The console's specs run under Karma. */
const swc = [
  '@swc/jest',
  { jsc: { parser: { syntax: 'typescript' }, target: 'es2024' }, module: { type: 'commonjs' } },
];
/** odf-kit is published as ECMAScript modules alone, which Jest does not load as they are. */
const modulesAlone = '/node_modules/odf-kit/';
const typescript = { '^.+\\.ts$': swc, [`${modulesAlone}.+\\.js$`]: swc };
const project = (displayName, folder, testPathIgnorePatterns = []) => ({
  displayName,
  rootDir: __dirname,
  testEnvironment: 'node',
  testMatch: [`<rootDir>/${folder}/**/*.spec.ts`],
  testPathIgnorePatterns,
  transform: typescript,
  transformIgnorePatterns: ['/node_modules/(?!odf-kit/)'],
  moduleNameMapper: { '^odf-kit/ods$': '<rootDir>/node_modules/odf-kit/dist/ods/index.js' },
});

module.exports = {
  projects: [
    project('unit', '{core,connectors,protocol-servers,cli}'),
    project('conformance', 'conformance-tests', ['<rootDir>/conformance-tests/e2e/']),
    { ...project('browser', 'conformance-tests/e2e'), testEnvironment: './conformance-tests/e2e/environment.cjs' },
  ],
  testSequencer: '<rootDir>/scripts/longest-first.cjs',
  testTimeout: 60_000,
};
