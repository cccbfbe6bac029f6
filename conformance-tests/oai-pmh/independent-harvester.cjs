/**
 * Harvests an OAI-PMH repository with the npm package `oai-pmh`, which is not ours, and prints what it got as JSON.
 * The package is GPL-3.0: it runs here, in a process of its own, and is never part of what is shipped. Its sources are
 * ES modules loaded by `esm`, which current versions of Node no longer run: swc turns them into CommonJS instead.
 *
 * Usage: node independent-harvester.cjs BASE_URL
 */
const { readFileSync } = require('node:fs');
const Module = require('node:module');
const { dirname, join, sep } = require('node:path');
const { transformSync } = require('@swc/core');

const sources = join(dirname(require.resolve('oai-pmh/package.json')), 'src');
const load = Module._extensions['.js'];
Module._extensions['.js'] = (module, file) => {
  if (!file.startsWith(sources + sep)) return load(module, file);
  const options = { filename: file, module: { type: 'commonjs' }, jsc: { target: 'es2022' }, swcrc: false };
  module._compile(transformSync(readFileSync(file, 'utf8'), options).code, file);
};

const { OaiPmh } = require(join(sources, 'oai-pmh.js'));

async function harvest(baseUrl) {
  const repository = new OaiPmh(baseUrl);
  const identify = await repository.identify();
  const formats = await repository.listMetadataFormats();
  const records = [];
  for await (const { header, metadata } of repository.listRecords({ metadataPrefix: 'oai_dc' })) {
    const dublinCore = metadata?.['oai_dc:dc'];
    records.push({ identifier: header.identifier, datestamp: header.datestamp, title: text(dublinCore?.['dc:title']) });
  }
  const identifiers = [];
  for await (const header of repository.listIdentifiers({ metadataPrefix: 'oai_dc' }))
    identifiers.push(header.identifier);
  const one = await repository.getRecord(records[0].identifier, 'oai_dc');
  return { identify, formats: [formats].flat(), records, identifiers, one: one.header.identifier };
}

/** The first value, whether the element was repeated or bears attributes. */
function text(value) {
  const first = [value].flat()[0];
  return typeof first === 'object' ? first?._ : first;
}

harvest(process.argv[2]).then(
  (harvested) => process.stdout.write(JSON.stringify(harvested)),
  (error) => {
    process.stderr.write(`${error.stack ?? error}\n`);
    process.exitCode = 1;
  },
);
