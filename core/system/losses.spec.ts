import { defaultSystemLimits as limits, lossesOf } from './losses.ts';
import type { SystemState } from './state.ts';

const now = Date.UTC(2026, 10, 29, 12);
const service = { name: 'sip2', port: '6001', isListening: true, connections: 3, requests: 9, faults: 0 } as const;
const well: Omit<SystemState, 'losses'> = {
  at: now,
  startedAt: now - 1,
  version: { program: '0.1.0', node: 'v24' },
  database: { kind: 'sqlite', reachable: true, durability: 'full', bytes: 1, schema: 37 },
  search: { kind: 'embedded', reachable: true, indexed: 10, shown: 10 },
  services: [
    { ...service, lastRequestAt: now, lastFaultAt: null },
    { ...service, name: 'sip2-tls', port: null, isListening: false, lastRequestAt: null, lastFaultAt: null },
  ],
  works: [{ name: 'records-changed', waiting: 0, since: null }],
  jobs: [],
  disk: { free: 1e12, total: 2e12 },
  certificates: [{ service: 'sip2-tls', validUntil: now + limits.certificateSoon }],
  mailIsSet: true,
};
const work = (name: SystemState['works'][number]['name'], age: number, waiting = 1) => {
  return { works: [{ name, waiting, since: now - age }] };
};

test('nothing is lost of a system that is well; a service that is not set up is no loss', () => {
  expect(lossesOf(well)).toEqual([]);
});

test.each<[string, Partial<SystemState>, readonly string[]]>([
  [
    'an index that does not answer',
    { search: { ...well.search, reachable: false, indexed: null } },
    ['search-lost lost'],
  ],
  [
    'an index that lacks records, nothing waiting',
    { search: { ...well.search, indexed: 9 } },
    ['search-incomplete lost'],
  ],
  ['an index that is catching up', { search: { ...well.search, indexed: 9 }, ...work('records-changed', 10) }, []],
  ['an index that is late', work('records-changed', limits.searchLate + 1), ['search-late late']],
  ['notices that wait', work('notices', limits.noticesLate + 1), ['notices-late late']],
  ['notices that wait a little', work('notices', limits.noticesLate), []],
  ['harvesters not told', work('records-to-disseminate', limits.followersLate + 1), ['harvest-late late']],
  ['headings on their way', work('headings-changed', limits.followersLate + 1), ['headings-late late']],
  ['a journal that is not chained', work('journal', limits.journalLate + 1), ['journal-late late']],
  ['figures behind', work('figures', 0, limits.figuresWaiting + 1), ['figures-late late']],
  ['a listener that fell', { services: [{ ...well.services[0]!, isListening: false }] }, ['service-down lost sip2']],
  [
    'a fault not long ago',
    { services: [{ ...well.services[0]!, faults: 1, lastFaultAt: now - 1 }] },
    ['service-failing warning sip2'],
  ],
  ['a disk nearly full', { disk: { free: limits.diskLow - 1, total: 1e12 } }, ['disk-low warning']],
  ['a full disk', { disk: { free: limits.diskFull - 1, total: 1e12 } }, ['disk-full lost']],
  [
    'a certificate that ends soon',
    { certificates: [{ service: 'sip2-tls', validUntil: now + limits.certificateSoon - 1 }] },
    ['certificate-soon warning sip2-tls'],
  ],
  ['one that ended', { certificates: [{ service: 'sip2-tls', validUntil: now }] }, ['certificate-ended lost sip2-tls']],
  [
    'one that cannot be read',
    { certificates: [{ service: 'sip2-tls', validUntil: null }] },
    ['certificate-unreadable warning sip2-tls'],
  ],
  [
    'weak commits and a lost index: the worst first',
    { database: { ...well.database, durability: 'weak' }, search: { ...well.search, reachable: false, indexed: null } },
    ['search-lost lost', 'durability-weak warning'],
  ],
])('%s', (_name, changes, told) => {
  const losses = lossesOf({ ...well, ...changes });
  expect(losses.map(({ kind, degree, service: of }) => [kind, degree, of ?? ''].join(' ').trim())).toEqual(told);
});
