import type { MessageKey } from '../messages/catalogue';

const operations: Readonly<Record<string, MessageKey>> = {
  initRequest: 'served.op.init',
  searchRequest: 'served.op.search',
  presentRequest: 'served.op.present',
  scanRequest: 'served.op.scan',
  sortRequest: 'served.op.sort',
  deleteResultSetRequest: 'served.op.delete',
  extendedServicesRequest: 'served.op.update',
  close: 'served.op.close',
  searchRetrieve: 'served.op.search',
  scan: 'served.op.scan',
  explain: 'served.op.explain',
  unreadable: 'served.op.unreadable',
};

/** What a request asks, in plain words; null where the protocol's own word is the plainest. */
export function operationWord(name: string): MessageKey | null {
  return operations[name] ?? null;
}

const diagnostics: Readonly<Record<string, MessageKey>> = {
  syntax: 'served.wrong.syntax',
  index: 'served.wrong.index',
  relation: 'served.wrong.relation',
  'too-long': 'served.wrong.too-long',
  'empty-term': 'served.wrong.empty-term',
  'context-set': 'served.wrong.context-set',
  'query-unsupported': 'served.wrong.query-unsupported',
};

/** Why a query is refused. */
export function wrongWord(code: string): MessageKey {
  return diagnostics[code] ?? 'served.wrong.other';
}
