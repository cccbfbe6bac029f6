import { encodeBasicBlock } from '../../core/rfid/basic-block.ts';
import { hexadecimal } from '../../core/rfid/tag.ts';
import { realTerminals, type RealTerminals } from './real-terminals.fixture.ts';
import { examinedTagsView, isilView, itemTagsView, taggingView, tagPayloadView } from './schemas-tags.ts';
import { getAs, refusal, signIn } from './testing-client.fixture.ts';

let network: RealTerminals;
beforeEach(async () => {
  network = await realTerminals();
  await network.item('30012004567890');
});
afterEach(() => network.close());

async function send(login: string, method: string, path: string, body?: unknown): Promise<Response> {
  const who = await signIn(network.url, login);
  if (method === 'GET') return getAs(who, network.url + path);
  const headers = { Cookie: who.cookie, 'X-CSRF': who.csrf, 'Content-Type': 'application/json' };
  return fetch(network.url + path, { method, headers, ...(body !== undefined && { body: JSON.stringify(body) }) });
}
const json = async (answer: Promise<Response>): Promise<unknown> => (await answer).json();
const isil = (library: string, value: string | null, login = 'coord') =>
  send(login, 'PUT', `/libraries/${library}/isil`, { isil: value });
const examine = async (...tags: object[]) =>
  examinedTagsView.strict().parse(await json(send('agent-lens', 'POST', '/tags/examine', { tags })));
const chip = 'E00401503A1B2C3D';
const other = 'E00401503A1B2C3E';
/** Item 30012004567890 of FR-751131010, as the reference of ISO 28560-3 has it. */
const literal = '110101333030313230303435363738393000009E524652373531313331303130';

describe('the identifier of a library', () => {
  test('is set, read, and nobody else’s', async () => {
    expect(isilView.parse(await json(send('audit', 'GET', '/libraries/LENS/isil')))).toEqual({
      library: 'LENS',
      isil: null,
    });
    expect(await json(isil('LENS', 'FR-751131010'))).toEqual({ library: 'LENS', isil: 'FR-751131010' });
    expect(await json(send('audit', 'GET', '/libraries/LENS/isil'))).toEqual({ library: 'LENS', isil: 'FR-751131010' });
    expect(await refusal(await isil('AVION', 'FR-751131010'))).toEqual([409, 'isil-taken']);
    const [event] = await network.store.read.eventsAfter(0, ['ISIL_SET'], 10);
    expect(event).toMatchObject({
      actor: 'user:coord',
      libraryId: network.libraries.lens,
      payload: { isil: 'FR-751131010' },
    });
  });
  test.each([
    ['resp-lens', 'LENS', 'FR-1', 403],
    ['coord', 'LENS', 'FR751131010', 400],
    ['coord', 'LENS', 'FR-123456789012', 400],
    ['coord', 'PARIS', 'FR-1', 404],
    ['coord', 'LENS', null, 200],
  ])('%s gives %s %s: %i', async (login, library, value, status) => {
    expect((await isil(library, value, login)).status).toBe(status);
  });
});

describe('what to write on a tag', () => {
  const payload = (query = '', item = '30012004567890', login = 'agent-lens') =>
    send(login, 'GET', `/items/${item}/tag-payload${query}`);
  beforeEach(() => isil('LENS', 'FR-751131010'));

  test('for a chip of 32 bytes and for a larger one, in stock', async () => {
    expect(tagPayloadView.strict().parse(await json(payload()))).toEqual({
      item: '30012004567890',
      title: 'Germinal',
      owner: { library: 'LENS', isil: 'FR-751131010' },
      bytes: literal,
      afi: '07',
      dsfid: '3E',
      eas: 'on',
    });
    expect(await json(payload('?capacity=112'))).toMatchObject({ bytes: `${literal}00000000` });
  });
  test('on loan the gates are to let it pass', async () => {
    const patronId = await network.patron('20000001');
    expect(patronId).toBeGreaterThan(0);
    const request = { card: '20000001', itemBarcode: '30012004567890', renewalAllowed: false, transactionDate: 'x' };
    expect(await network.checkOut({ device: network.devices.lens, ...request })).toMatchObject({ granted: true });
    expect(await json(payload())).toMatchObject({ afi: 'C2', eas: 'off' });
  });
  test('what is not lent says so, and a part says which it is', async () => {
    await network.item('R1', { loanable: false });
    expect(await json(payload('?parts=3&part=2', 'R1'))).toMatchObject({ bytes: expect.stringMatching(/^120302/) });
  });
  test.each([
    ['?capacity=28', '30012004567890', [422, 'tag-not-possible']],
    ['?parts=2&part=3', '30012004567890', [422, 'tag-not-possible']],
    ['', 'BARCODE-OF-17-BYT', [422, 'tag-not-possible']],
    ['', 'NOTHING', [404, 'item-unknown']],
    ['', 'AV1', [409, 'isil-missing']],
  ])('%s of %s is refused %j', async (query, item, expected) => {
    await network.item('BARCODE-OF-17-BYT');
    await network.item('AV1', { homeLibraryId: network.libraries.avion });
    expect(await refusal(await payload(query, item))).toEqual(expected);
  });
});

describe('what lies on a reader', () => {
  beforeEach(() => isil('LENS', 'FR-751131010'));
  const block = (as: object = {}, capacity = 32) =>
    hexadecimal(
      encodeBasicBlock({ primaryId: '30012004567890', parts: 1, part: 1, owner: 'FR-751131010', ...as }, capacity),
    );

  test('a tag as it should be has nothing against it', async () => {
    await send('agent-lens', 'PUT', '/items/30012004567890/tags/1', { uid: chip });
    const { tags, items } = await examine({ bytes: literal, uid: chip, afi: '07', dsfid: '3E' });
    expect(tags).toMatchObject([{ uid: chip, item: '30012004567890', fault: null, mismatches: [] }]);
    expect(items).toEqual([{ item: '30012004567890', title: 'Germinal', found: 1, parts: 1, complete: 'yes' }]);
  });

  test.each<[string, () => object, readonly string[], string | null]>([
    ['a blank tag', () => ({ bytes: '00'.repeat(32) }), ['blank'], null],
    ['an unknown barcode', () => ({ bytes: block({ primaryId: 'NOTHING' }) }), ['barcode-unknown'], null],
    [
      'another network',
      () => ({ bytes: block({ owner: 'DK-718500' }) }),
      ['owner-of-another-network'],
      '30012004567890',
    ],
    [
      'another library of ours',
      () => ({ bytes: block({ owner: 'FR-620650001' }) }),
      ['owner-differs'],
      '30012004567890',
    ],
    [
      'a usage that is not the document’s',
      () => ({ bytes: block({ typeOfUsage: 2 }) }),
      ['usage-differs'],
      '30012004567890',
    ],
    [
      'in the other format than its chip says',
      () => ({ bytes: literal, dsfid: '06' }),
      ['format-differs'],
      '30012004567890',
    ],
    [
      'on loan by its chip, and in stock',
      () => ({ bytes: literal, afi: 'C2' }),
      ['afi-on-loan-while-in-stock'],
      '30012004567890',
    ],
    ['a family nobody gave it', () => ({ bytes: literal, afi: '00' }), ['afi-unknown'], '30012004567890'],
    ['a chip nobody registered', () => ({ bytes: literal, uid: other }), ['uid-not-registered'], '30012004567890'],
    ['a wrong CRC, its chip unknown', () => ({ bytes: literal.replace('9E52', '9E53') }), ['malformed'], null],
    [
      'a wrong CRC, its chip known',
      () => ({ bytes: literal.replace('9E52', '9E53'), uid: chip }),
      ['malformed'],
      '30012004567890',
    ],
    ['nothing, its chip known', () => ({ bytes: '00'.repeat(32), uid: chip }), ['blank'], '30012004567890'],
    ['noise', () => ({ bytes: '42' }), ['malformed'], null],
    ['an owner nobody wrote', () => ({ bytes: '7102 4231' }), ['barcode-unknown', 'owner-missing'], null],
  ])('%s is told', async (_, tag, mismatches, item) => {
    await isil('AVION', 'FR-620650001');
    await send('agent-lens', 'PUT', '/items/30012004567890/tags/1', { uid: chip });
    const { tags } = await examine(tag());
    expect(tags[0]).toMatchObject({ item, mismatches });
  });

  test('a document out with a chip that says in stock rings at the gate', async () => {
    await network.patron('20000001');
    const request = { card: '20000001', itemBarcode: '30012004567890', renewalAllowed: false, transactionDate: 'x' };
    await network.checkOut({ device: network.devices.lens, ...request });
    const { tags } = await examine({ bytes: literal, afi: '07' }, { bytes: literal, afi: 'C2' });
    expect(tags.map((tag) => tag.mismatches)).toEqual([['afi-in-stock-while-on-loan'], []]);
  });

  test('a chip that is registered on another document is told', async () => {
    await network.item('I2');
    await send('agent-lens', 'PUT', '/items/I2/tags/1', { uid: chip });
    expect((await examine({ bytes: literal, uid: chip })).tags[0]).toMatchObject({
      item: '30012004567890',
      mismatches: ['uid-of-another-item'],
    });
  });

  test('a document in parts is complete when each of them lies there', async () => {
    const [one, two, three] = [1, 2, 3].map((part) => ({
      bytes: block({ parts: 3, part }),
      uid: `E0040150000000A${part}`,
    }));
    const state = async (...tags: object[]) =>
      (await examine(...tags)).items.map(({ found, parts, complete }) => [found, parts, complete]);
    expect(await state(one!, two!, three!)).toEqual([[3, 3, 'yes']]);
    expect(await state(one!, three!)).toEqual([[2, 3, 'no']]);
    expect(await state(one!, one!, one!)).toEqual([[1, 3, 'no']]);
    expect(await state(one!, { bytes: block() })).toEqual([[2, null, 'unknown']]);
  });

  test.each([
    [{ tags: [] }],
    [{ tags: [{ bytes: '' }] }],
    [{ tags: [{ bytes: '0' }] }],
    [{ tags: [{ bytes: 'ZZ' }] }],
    [{ tags: [{ bytes: '00', uid: '30000001' }] }],
    [{ tags: [{ bytes: '00', afi: '7' }] }],
    [{ tags: [{ bytes: '00', dsfid: '3EE' }] }],
  ])('%j is no dump', async (body) => {
    expect((await send('agent-lens', 'POST', '/tags/examine', body)).status).toBe(400);
  });
});

describe('the tags of a document', () => {
  test('a gate and a kiosk that send the number of the chip find the document', async () => {
    await network.patron('20000001');
    expect(
      itemTagsView
        .strict()
        .parse(await json(send('agent-lens', 'PUT', '/items/30012004567890/tags/1', { uid: '3D2C1B3A500104E0' }))),
    ).toEqual({
      item: '30012004567890',
      tags: [{ uid: chip, part: 1, taggedAt: '2026-11-18T09:00:00.000Z', taggedBy: 'agent-lens' }],
    });
    const terminal = await network.terminal();
    await terminal.say('9300CNkiosk-lens|COdemo|');
    const date = '20261118    100000';
    expect(await terminal.say(`17${date}AB${chip}|`)).toMatch(new RegExp(`^1803.*AB${chip}\\|AJGerminal\\|`));
    expect(await terminal.say(`11NN${date}${' '.repeat(18)}AA20000001|AB${chip.toLowerCase()}|AD1234|`)).toMatch(
      /^121N/,
    );
    expect((await network.store.read.item('30012004567890'))?.item.status).toBe('ON_LOAN');
    expect(await terminal.say(`17${date}AB${chip}|`)).toMatch(/^1804/);
    expect(await terminal.say(`09N${date}${date}AB${chip}|`)).toMatch(/^101Y/);
    expect(await terminal.say(`17${date}AB${other}|`)).toMatch(/^1801/);
  });

  test('a tag takes the place of the one before, and the journal tells of both', async () => {
    await send('agent-lens', 'PUT', '/items/30012004567890/tags/1', { uid: chip });
    await send('agent-lens', 'PUT', '/items/30012004567890/tags/1', { uid: other, afi: 'C2' });
    expect((await network.store.read.item('30012004567890'))?.item.rfid).toEqual({
      uid: other,
      afi: 0xc2,
      dsfid: 0x3e,
    });
    const events = await network.store.read.eventsAfter(0, ['TAG_SET'], 10);
    expect(events.map(({ actor, payload }) => [actor, payload])).toEqual([
      ['user:agent-lens', { uid: chip, part: 1, before: null }],
      ['user:agent-lens', { uid: other, part: 1, before: chip }],
    ]);
    expect((await send('agent-lens', 'DELETE', '/items/30012004567890/tags/1')).status).toBe(204);
    expect(await json(send('agent-lens', 'GET', '/items/30012004567890/tags'))).toEqual({
      item: '30012004567890',
      tags: [],
    });
  });

  test.each<[string, string, string, object | undefined, [number, string]]>([
    ['agent-lens', 'PUT', '/items/NOTHING/tags/1', { uid: other }, [404, 'item-unknown']],
    ['agent-lens', 'PUT', '/items/I2/tags/1', { uid: chip }, [409, 'tag-taken']],
    ['agent-lens', 'PUT', '/items/AV1/tags/1', { uid: other }, [403, 'library-not-yours']],
    ['info', 'PUT', '/items/I2/tags/1', { uid: other }, [403, 'forbidden']],
    ['audit', 'GET', '/items/I2/tags', undefined, [403, 'forbidden']],
    ['agent-lens', 'PUT', '/items/I2/tags/0', { uid: other }, [400, 'invalid-request']],
    ['agent-lens', 'PUT', '/items/I2/tags/1', { uid: '30000001' }, [400, 'invalid-request']],
    ['agent-lens', 'DELETE', '/items/I2/tags/1', undefined, [404, 'tag-unknown']],
    ['agent-lens', 'DELETE', '/items/AV1/tags/1', undefined, [403, 'library-not-yours']],
    ['agent-lens', 'GET', '/items/NOTHING/tags', undefined, [404, 'item-unknown']],
  ])('%s: %s %s %j is refused %j', async (login, method, path, body, expected) => {
    await network.item('I2');
    await network.item('AV1', { homeLibraryId: network.libraries.avion, holdingLibraryId: network.libraries.avion });
    await send('agent-lens', 'PUT', '/items/30012004567890/tags/1', { uid: chip });
    expect(await refusal(await send(login, method, path, body))).toEqual(expected);
  });
});

test('the progress of the tagging, by library and type, and per day', async () => {
  await network.item('CD1', { type: 'CD' });
  await network.item('AV1', { homeLibraryId: network.libraries.avion });
  await send('agent-lens', 'PUT', '/items/CD1/tags/1', { uid: chip });
  network.at(network.now() + 24 * 3_600_000);
  await send('coord', 'PUT', '/items/AV1/tags/1', { uid: other });
  const path = '/tagging?from=2026-11-01&until=2026-11-30';
  const all = taggingView.strict().parse(await json(send('audit', 'GET', path)));
  expect(all.libraries.find(({ library }) => library === 'LENS')).toEqual({
    library: 'LENS',
    items: 2,
    tagged: 1,
    types: [
      { itemType: 'BOOK', items: 1, tagged: 0 },
      { itemType: 'CD', items: 1, tagged: 1 },
    ],
  });
  expect(all.days).toEqual([
    { date: '2026-11-18', library: 'LENS', tagged: 1 },
    { date: '2026-11-19', library: 'AVION', tagged: 1 },
  ]);
  const one = taggingView.parse(await json(send('audit', 'GET', `${path}&library=AVION`)));
  expect([one.libraries.map(({ library }) => library), one.days.map(({ library }) => library)]).toEqual([
    ['AVION'],
    ['AVION'],
  ]);
  expect((await send('audit', 'GET', '/tagging?from=2026-11-30&until=2026-11-01')).status).toBe(400);
  expect((await send('audit', 'GET', '/tagging?from=2024-11-01&until=2026-11-01')).status).toBe(400);
  expect((await send('audit', 'GET', `${path}&library=PARIS`)).status).toBe(404);
});
