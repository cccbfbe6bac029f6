/** Server-side tests; types are checked apart by tsc. The console's specs run under Karma. */
const typescript = {
  '^.+\\.ts$': [
    '@swc/jest',
    { jsc: { parser: { syntax: 'typescript' }, target: 'es2024' }, module: { type: 'commonjs' } },
  ],
};
const project = (displayName, testMatch) => ({
  displayName,
  rootDir: __dirname,
  testEnvironment: 'node',
  testMatch,
  transform: typescript,
});

module.exports = {
  projects: [
    project('unit', ['<rootDir>/{core,connectors,protocol-servers,cli}/**/*.spec.ts']),
    project('conformance', ['<rootDir>/conformance-tests/**/*.spec.ts']),
  ],
  testSequencer: '<rootDir>/scripts/longest-first.cjs',
  testTimeout: 60_000,
};
