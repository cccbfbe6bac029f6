const { readdirSync, readFileSync } = require('node:fs');
const { join, relative } = require('node:path');

/**
 * Every source of the console, by path: the catalogue's spec looks there for untranslated text and unknown keys. Encoded,
 * for Karma writes its configuration by String.replace, to which `$'` in a source would be a sign.
 */
function sources(folder) {
  return Object.fromEntries(
    readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && /\.(html|json|ts)$/.test(entry.name) && !entry.name.endsWith('.spec.ts'))
      .map((entry) => join(entry.parentPath, entry.name))
      .map((path) => [relative(folder, path).replaceAll('\\', '/'), encodeURIComponent(readFileSync(path, 'utf8'))]),
  );
}

module.exports = (config) =>
  config.set({
    frameworks: ['jasmine'],
    plugins: [require('karma-jasmine'), require('karma-chrome-launcher')],
    client: {
      clearContext: false,
      jasmine: { random: true },
      sources: sources(join(__dirname, 'src', 'app')),
    },
    reporters: ['dots'],
    browsers: ['ChromeHeadlessCI'],
    customLaunchers: {
      ChromeHeadlessCI: {
        base: 'ChromeHeadless',
        flags: [
          '--no-sandbox',
          '--headless=new',
          '--disable-gpu',
          '--disable-quic',
          '--no-first-run',
          '--disable-background-networking',
          '--disable-component-update',
          '--disable-sync',
        ],
      },
    },
    captureTimeout: 120_000,
    browserNoActivityTimeout: 120_000,
    restartOnFileChange: false,
  });
