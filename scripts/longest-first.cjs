const Sequencer = require('@jest/test-sequencer').default;

/** Spec files of half a minute and more: begun last, one of them would have the other core wait for it. */
const longest = [
  'conformance-tests/harvest/kill.spec.ts',
  'core/circulation/any-day.spec.ts',
  'conformance-tests/command-line.spec.ts',
  'connectors/database/contract/store.spec.ts',
  'conformance-tests/migration/kill.spec.ts',
  'conformance-tests/sip2/hostile.spec.ts',
  'connectors/search-solr/solr-index.spec.ts',
  'conformance-tests/race/contention.spec.ts',
  'conformance-tests/oai-pmh/formats.spec.ts',
];

/** Jest knows how long a file takes only once it ran here: on a fresh clone the long ones are named. */
module.exports = class LongestFirst extends Sequencer {
  async sort(tests) {
    const rank = ({ path }) => {
      const place = longest.findIndex((name) => path.endsWith(`/${name}`));
      return place < 0 ? longest.length : place;
    };
    return [...(await super.sort(tests))].sort((a, b) => rank(a) - rank(b));
  }
};
