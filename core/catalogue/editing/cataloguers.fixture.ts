import { createHash } from 'node:crypto';
import { freshMariadb, mariadbServer } from '../../../connectors/database/testing.ts';
import { smallNetwork, start, type SmallNetwork } from '../../circulation/small-network.fixture.ts';
import { isDataField, type DataField, type MarcField, type MarcRecord } from '../../marc/record.ts';
import { cataloguingDesk } from './cataloguing.ts';
import type { CataloguingDesk, RecordSheet } from './desk.ts';
import type { Cataloguer } from './ports.ts';

/** A network with two cataloguers at work on a real database. */
export interface Cataloguers {
  readonly network: SmallNetwork;
  readonly desk: CataloguingDesk;
  readonly zoe: Cataloguer;
  readonly luc: Cataloguer;
  /** A new record of this title, with the fields added. */
  made(title: string, ...fields: readonly MarcField[]): Promise<RecordSheet>;
  sheet(controlNumber: string): Promise<RecordSheet>;
  close(): Promise<void>;
}

/** Runs a suite on SQLite in memory. */
export function onSqlite(suite: (open: () => Promise<Cataloguers>) => void): void {
  suite(() => cataloguers('sqlite::memory:'));
}

/** Runs a suite on SQLite, and on MariaDB when there is a server. */
export function onEachDatabase(suite: (open: () => Promise<Cataloguers>) => void): void {
  describe('SQLite', () => suite(() => cataloguers('sqlite::memory:')));
  if (mariadbServer) {
    describe('MariaDB', () =>
      suite(async () => {
        const place = await freshMariadb();
        const opened = await cataloguers(place.url);
        return {
          ...opened,
          async close() {
            await opened.close();
            await place.remove();
          },
        };
      }));
  }
}

async function cataloguers(url: string): Promise<Cataloguers> {
  const network = await smallNetwork(url);
  const { administration } = network.store;
  const sign = async (login: string): Promise<Cataloguer> => {
    await administration.insertUser({
      login,
      name: login,
      role: 'STAFF',
      libraryId: null,
      active: true,
      passwordHash: 'x',
    });
    const userId = (await network.store.read.staffUsers()).find((user) => user.login === login)!.id;
    const tokenHash = createHash('sha256').update(`session of ${login}`).digest('hex');
    const opened = { tokenHash, userId, createdAt: start, lastSeenAt: start, passedAt: null, client: '' };
    await network.work((work) => work.staff.openSession(opened));
    return { login, libraryId: null, session: `session of ${login}` };
  };
  const [zoe, luc] = [await sign('zoe'), await sign('luc')];
  const { store, directory, clock } = network.ports;
  const desk = cataloguingDesk({ store, directory, clock });
  const sheet = async (controlNumber: string): Promise<RecordSheet> => given(await desk.sheet(controlNumber));
  return {
    network,
    desk,
    zoe,
    luc,
    sheet,
    async made(title, ...fields) {
      const created = given(
        await desk.create({ by: zoe, reason: '', template: 'book', title, language: 'fre', year: 2026 }),
      );
      if (fields.length === 0) return created;
      const { controlNumber, version } = created.record;
      const marc = withFields(created.marc, ...fields);
      return given(await desk.edit({ by: zoe, reason: '', controlNumber, version, marc }));
    },
    close: () => network.close(),
  };
}

/** The value of an outcome that nothing refuses. */
export function given<T>(
  outcome: { granted: true; value: T } | { granted: false; refusal: string; facts: unknown },
): T {
  if (!outcome.granted) throw new Error(`refused: ${outcome.refusal} ${JSON.stringify(outcome.facts)}`);
  return outcome.value;
}

/** A data field, its subfields as text: `$aHugo$bVictor`. */
export function data(tag: string, text: string, indicators = '  '): DataField {
  const subfields = text
    .split('$')
    .slice(1)
    .map((part) => ({ code: part[0]!, value: part.slice(1) }));
  return { tag, ind1: indicators[0]!, ind2: indicators[1]!, subfields };
}

/** The record with these fields in the place of those that bear their tags. */
export function withFields(record: MarcRecord, ...fields: readonly MarcField[]): MarcRecord {
  const tags = new Set(fields.map(({ tag }) => tag));
  const kept = record.fields.filter(({ tag }) => !tags.has(tag));
  return { ...record, fields: [...kept, ...fields].toSorted((a, b) => (a.tag < b.tag ? -1 : a.tag > b.tag ? 1 : 0)) };
}

/** Fields of a record as text: `700  1 $aHugo$bVictor`. */
export function shown(record: MarcRecord, tag: string): string[] {
  return record.fields
    .filter((field) => field.tag === tag)
    .map((field) =>
      isDataField(field) ? field.subfields.map(({ code, value }) => `$${code}${value}`).join('') : field.value,
    );
}
