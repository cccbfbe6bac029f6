import { data, onEachDatabase, type Cataloguers } from '../catalogue/editing/cataloguers.fixture.ts';
import { derive } from '../marc/derive.ts';
import { decode, encode } from '../marc/iso2709.ts';
import type { MarcField, MarcRecord } from '../marc/record.ts';
import { generator, type Generator } from '../marc/seeded.fixture.ts';
import type { Work } from '../ports/store.ts';
import { authorityFacts, authorityNumberOf } from './authority.ts';
import type { AuthorityLink, UnlinkedHeading } from './entities.ts';
import { followHeadings } from './follow-headings.ts';
import { authoritiesOf, linkedOneByOne, type Authorities } from './linking-one-by-one.fixture.ts';
import { linkLater } from './waiting.ts';

const surnames = ['Dumas', 'Zola', 'Sand', 'Hugo', 'Nadar', 'Colette', 'Anonyme'] as const;
const dates = ['', '', '$f1802-1870', '$f1824-1895', '$f1824-....', '$f1840-1902'] as const;
const topics = ['Mines', 'Forçats', 'Grèves', 'Corons', 'Houille'] as const;
const places = ['', '', '$yFrance', '$yGuyane', '$x19e siècle$yFrance'] as const;
/** More authorities bear it than anybody could tell apart by their names. */
const commonName = 'Anonyme';

/** The words of a heading that names somebody or something: of so few that many are alike. */
const person = ({ pick }: Generator): string => `$a${pick(surnames)}${pick(['', '$bAlexandre', '$bÉ.'])}`;
/** Mostly of the kind of its field, now and then of another. */
const number = ({ below }: Generator, kind: 'PERSON' | 'TOPIC'): string =>
  `FRBNF${String(10_000_000 + below(30) + (kind === 'PERSON' ? 0 : 25))}`;

function authorityDrawn(draw: Generator, controlNumber: string): MarcRecord {
  const isPerson = draw.below(3) > 0;
  const heading = (): string => (isPerson ? person(draw) : `$a${draw.pick(topics)}`);
  const [tag, kind] = isPerson ? ['200', '00'] : draw.below(4) === 0 ? ['215', '15'] : ['250', '50'];
  const end = isPerson ? draw.pick(dates) : draw.pick(places);
  const fields: MarcField[] = [{ tag: '001', value: controlNumber }];
  if (draw.below(2) === 0) fields.push(data('035', `$a${number(draw, isPerson ? 'PERSON' : 'TOPIC')}`));
  if (draw.below(6) === 0) fields.push(data('033', `$ahttp://www.idref.fr/02685${String(1000 + draw.below(20))}`));
  fields.push(data(tag, heading() + end));
  if (draw.below(3) === 0) fields.push(data(`4${kind}`, heading()));
  if (draw.below(5) === 0) fields.push(data(`5${kind}`, heading()));
  return { leader: '00000nx  a2200000   45  ', fields };
}

function headingDrawn(draw: Generator): MarcField {
  const kind = draw.below(8);
  const own = number(draw, kind < 4 ? 'PERSON' : 'TOPIC');
  const known = draw.below(3) === 0 ? `$3${draw.pick([own, own, 'FRBNF99999999', 'PPN026851003', 'inconnu'])}` : '';
  if (kind < 4) return data(draw.pick(['700', '701', '702', '600']), `${known}${person(draw)}${draw.pick(dates)}$4070`);
  if (kind < 6)
    return data('606', `${known}$a${draw.pick(topics)}${draw.pick(places)}${draw.pick(['', '$2rameau', '$2lcsh'])}`);
  if (kind < 7) return data('607', `$a${draw.pick(topics)}`);
  return data('720', `$a${draw.pick(surnames)}`); // a family: no authority is of that kind
}

function recordDrawn(draw: Generator, controlNumber: string): MarcRecord {
  const headings = Array.from({ length: draw.below(7) }, () => headingDrawn(draw));
  return {
    leader: '00000nam0 2200000   450 ',
    fields: [
      { tag: '001', value: controlNumber },
      data('101', '$afre'),
      data('200', `$aTitre ${controlNumber}`),
      ...headings.toSorted((a, b) => (a.tag < b.tag ? -1 : a.tag > b.tag ? 1 : 0)),
    ],
  };
}

interface Standing {
  readonly id: number;
  readonly status: string;
  readonly version: number;
  readonly record: MarcRecord;
  readonly links: readonly AuthorityLink[];
  readonly unlinked: readonly UnlinkedHeading[];
}

onEachDatabase((open) => {
  let at: Cataloguers;
  let ids: number[];
  const draw = generator(50);
  const authorityIds: number[] = [];

  beforeAll(async () => {
    at = await open();
    ids = await at.network.work(makeRecords);
  });
  afterAll(() => at.close());

  async function makeRecords(work: Work): Promise<number[]> {
    const first = await work.records.reserveNumbers(400);
    const made = Array.from({ length: 400 }, (_, index) => {
      const controlNumber = `PAS${String(first + index).padStart(10, '0')}`;
      const record = recordDrawn(draw, controlNumber);
      const status = draw.below(25) === 0 ? ('DELETED' as const) : ('LIVE' as const);
      const named = { controlNumber, source: 'drawn', sourceId: controlNumber, hash: 'h'.repeat(64), status };
      return { ...named, marc: encode(record), derived: derive(record), createdAt: index, updatedAt: index };
    });
    return work.records.insertMany(made);
  }

  async function makeAuthority(work: Work, record: (controlNumber: string) => MarcRecord): Promise<void> {
    const controlNumber = authorityNumberOf(await work.records.reserveNumbers(1));
    const made = record(controlNumber);
    const named = { controlNumber, source: 'drawn', sourceId: controlNumber, hash: 'h'.repeat(64) };
    const facts = authorityFacts(made)!;
    const times = { createdAt: at.network.now(), updatedAt: at.network.now() };
    authorityIds.push(await work.authorities.insert({ ...named, ...times, marc: encode(made), facts }));
  }

  /** Some authorities are called otherwise, some become others or go. */
  async function reviseSome(work: Work): Promise<void> {
    await work.records.reserveNumbers(0);
    for (const id of authorityIds) {
      const how = draw.below(5);
      if (how > 1) continue;
      const before = (await work.authorities.byId(id))!;
      const record = authorityDrawn(draw, before.controlNumber);
      const status = how === 0 ? draw.pick(['MERGED', 'DELETED'] as const) : ('LIVE' as const);
      const mergedIntoId = status === 'MERGED' ? authorityIds[0]! : null;
      const to = { marc: encode(record), hash: before.hash, facts: authorityFacts(record)!, status, mergedIntoId };
      await work.authorities.revise(id, { ...to, at: at.network.now() });
    }
  }

  async function standing(): Promise<Standing[]> {
    const { store, rows } = at.network;
    const records = await store.read.cataloguing.recordsById(ids);
    const links = (await rows(
      'SELECT recordId, tag, occurrence, authorityId, how, extent FROM authority_links ORDER BY recordId, tag, occurrence',
    )) as unknown as AuthorityLink[];
    const unlinked = (await rows(
      `SELECT recordId, tag, occurrence, type, heading, headingKey, reason FROM unlinked_headings
       ORDER BY recordId, tag, occurrence`,
    )) as unknown as UnlinkedHeading[];
    return records.map(({ id, status, version, marc }) => ({
      id,
      status,
      version,
      record: decode(marc, 'utf-8').record,
      links: links.filter(({ recordId }) => recordId === id),
      unlinked: unlinked.filter(({ recordId }) => recordId === id),
    }));
  }

  /** What the record says of itself, without our date of its last change. */
  const told = ({ fields }: MarcRecord): MarcField[] => fields.filter(({ tag }) => tag !== '005' && tag !== '801');
  const text = (record: MarcRecord): string => JSON.stringify(told(record));
  const inPlace = (one: { readonly tag: string; readonly occurrence: number }): string =>
    `${one.tag} ${one.occurrence}`;
  const sorted = <Place extends Parameters<typeof inPlace>[0]>(places: readonly Place[]): Place[] =>
    places.toSorted((a, b) => (inPlace(a) < inPlace(b) ? -1 : 1));

  function expected(authorities: Authorities, before: Standing) {
    if (before.status !== 'LIVE')
      return { record: told(before.record), links: [], unlinked: [], version: before.version };
    const { record, links, unlinked } = linkedOneByOne(authorities, before);
    const version = before.version + (text(record) === text(before.record) ? 0 : 1);
    return { record: told(record), links: sorted(links), unlinked: sorted(unlinked), version };
  }

  const comeTo = (after: readonly Standing[]) =>
    after.map(({ record, links, unlinked, version }) => ({ record: told(record), links, unlinked, version }));

  /** Has every record linked, and compares what came of each with what each would have come to alone. */
  async function followed(recordsAtOnce: number): Promise<Standing[]> {
    const { store, clock } = at.network.ports;
    const [before, authorities] = [await standing(), await authoritiesOf(at.network)];
    await at.network.work((work) => linkLater(work, ids, at.network.now()));
    await followHeadings({ store, clock }, { recordsAtOnce, rowsPerPass: 10 });
    const after = await standing();
    expect(comeTo(after)).toEqual(before.map((one) => expected(authorities, one)));
    return after;
  }

  test('without any authority every heading waits', async () => {
    const after = await followed(20);
    expect(after.flatMap(({ links }) => links)).toEqual([]);
    expect(after.flatMap(({ unlinked }) => unlinked).length).toBeGreaterThan(800);
  });

  test('many records at once come to what each would come to alone, with namesakes, dates, numbers, subdivisions', async () => {
    await at.network.work(async (work) => {
      for (let count = 0; count < 90; count += 1) await makeAuthority(work, (own) => authorityDrawn(draw, own));
      for (let count = 0; count < 12; count += 1) {
        const fields = (own: string): MarcField[] => [{ tag: '001', value: own }, data('200', `$a${commonName}`)];
        await makeAuthority(work, (own) => ({ leader: '00000nx  a2200000   45  ', fields: fields(own) }));
      }
    });
    const after = await followed(150);
    const ways = after.flatMap(({ links }) => links.map(({ how, extent }) => `${how} ${extent}`));
    expect([...new Set(ways)].sort()).toEqual(['HEADING HEAD', 'HEADING WHOLE', 'IDENTIFIER HEAD', 'IDENTIFIER WHOLE']);
    const reasons = after.flatMap(({ unlinked }) => unlinked.map(({ reason }) => reason));
    expect([...new Set(reasons)].sort()).toEqual(['AMBIGUOUS', 'IDENTIFIER_UNKNOWN', 'UNKNOWN']);
    expect(after.filter(({ version }) => version > 1).length).toBeGreaterThan(50);
  });

  test('so they do when authorities are called otherwise, became others or are gone, whatever their number', async () => {
    for (const recordsAtOnce of [7, 400]) {
      await at.network.work(reviseSome);
      await at.network.work(async (work) => {
        for (let count = 0; count < 15; count += 1) await makeAuthority(work, (own) => authorityDrawn(draw, own));
      });
      await followed(recordsAtOnce);
    }
  });

  test('killed in between, it goes on where it was', async () => {
    const { store, clock } = at.network.ports;
    await at.network.work(reviseSome);
    const [before, authorities] = [await standing(), await authoritiesOf(at.network)];
    await at.network.work((work) => linkLater(work, ids, at.network.now()));
    let steps = 0;
    const transaction = ((run) => {
      if ((steps += 1) > 3) throw new Error('the server was killed');
      return store.transaction(run);
    }) as typeof store.transaction;
    const limits = { recordsAtOnce: 90, rowsPerPass: 10 };
    await expect(followHeadings({ store: { ...store, transaction }, clock }, limits)).rejects.toThrow('killed');
    const half = await standing();
    expect(half.filter((one, index) => one.version === before[index]!.version).length).toBeGreaterThan(200);
    expect(await store.read.outbox('headings-to-link', 10)).not.toEqual([]);
    await followHeadings({ store, clock }, limits);
    expect(await store.read.outbox('headings-to-link', 10)).toEqual([]);
    expect(comeTo(await standing())).toEqual(before.map((one) => expected(authorities, one)));
  });

  test('looked at again, a record that reads as it must is not written', async () => {
    await followed(100);
    const before = await standing();
    expect(await followed(100)).toEqual(before);
  });
});
