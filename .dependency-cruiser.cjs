/** The import table of docs/ARCHITECTURE.md. `npm test` also plants a bad import for each rule and sees it refused. */
const never = (name, from, to, comment) => ({ name, severity: 'error', comment, from, to });
const spec = '\\.(spec|fixture|contract)\\.ts$';

module.exports = {
  forbidden: [
    never('no-cycle', {}, { circular: true }, 'Cycles make a seam impossible to cut.'),
    never(
      'core-imports-core-only',
      { path: '^core/', pathNot: spec },
      { pathNot: ['^core/', '^node_modules/(luxon|saxes)/', '^(node:)?(crypto|buffer)$'] },
      'core knows no I/O and no framework; luxon, saxes, node:crypto and node:buffer are pure.',
    ),
    never(
      'a-protocol-knows-no-other',
      { path: '^protocol-servers/([^/]+)/', pathNot: spec },
      { path: '^protocol-servers/', pathNot: ['^protocol-servers/$1/', '^protocol-servers/shared/'] },
      'What two protocols need is in protocol-servers/shared.',
    ),
    never(
      'protocols-do-not-reach-out',
      { path: '^protocol-servers/' },
      { path: '^(connectors|cli|admin-console|conformance-tests)/' },
      'A protocol server calls the Library port and nothing else.',
    ),
    never(
      'codecs-are-pure',
      { path: '^protocol-servers/[^/]+/codec/', pathNot: spec },
      {
        pathNot: ['^protocol-servers/[^/]+/codec/', '^core/(marc|query)/', '^(node:)?buffer$'],
      },
      'Bytes in, message out.',
    ),
    never(
      'a-connector-knows-no-other',
      { path: '^connectors/([^/]+)/', pathNot: spec },
      { path: '^connectors/', pathNot: ['^connectors/$1/', '^connectors/contract/'] },
      'Connectors are joined in cli/compose.ts and cli/compose-servers.ts.',
    ),
    never(
      'connectors-speak-codecs-only',
      { path: '^connectors/' },
      { path: ['^protocol-servers/(?![^/]+/codec/)', '^(cli|admin-console|conformance-tests)/'] },
      'A client speaks the same bytes as a server: the codec, and nothing more of it.',
    ),
    never(
      'console-stands-alone',
      { path: '^admin-console/' },
      {
        path: '^(core|connectors|cli|conformance-tests|protocol-servers)/',
        pathNot: ['^protocol-servers/admin-api/contract\\.ts$', '^protocol-servers/admin-api/contract-[a-z]+\\.ts$'],
      },
      'The console knows the contract of the admin API, by its types.',
    ),
    never(
      'console-imports-types-only',
      { path: '^admin-console/' },
      { path: '^protocol-servers/', dependencyTypesNot: ['type-only'] },
      'Nothing of the server is bundled into the console.',
    ),
    never(
      'conformance-tests-are-black-boxes',
      { path: '^conformance-tests/' },
      { path: '^(core|connectors|cli|admin-console|protocol-servers)/' },
      'They see what a partner sees.',
    ),
    never(
      'only-compose-joins',
      { path: '^cli/', pathNot: ['^cli/compose(-servers)?\\.ts$', spec] },
      { path: '^protocol-servers/|^connectors/' },
      'compose.ts joins core and connectors, compose-servers.ts the servers to them.',
    ),
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^(dist|data|scripts)/' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
    },
  },
};
