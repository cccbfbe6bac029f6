import { endOfLocalDay } from '../circulation/local-days.ts';
import { smallNetwork, type SmallNetwork } from '../circulation/small-network.fixture.ts';
import type { NewPolicy } from '../ports/terms.ts';
import type { TermsDesk } from './desk.ts';
import { termsDesk } from './terms.ts';

let network: SmallNetwork;
let desk: TermsDesk;
const by = { login: 'coord', libraryId: null };
beforeEach(async () => {
  network = await smallNetwork();
  desk = termsDesk(network.ports);
});
afterEach(() => network.close());

function row(changes: Partial<NewPolicy> = {}): NewPolicy {
  const { id: _id, ...common } = desk.policies().find((policy) => policy.id === 1)!;
  return { ...common, ...changes };
}
async function lend(card: string, barcode: string, device = network.devices.lens): Promise<void> {
  await network.item(barcode);
  const asked = { device, card, itemBarcode: barcode, renewalAllowed: false, transactionDate: barcode };
  expect(await network.checkOut(asked)).toMatchObject({ granted: true });
}
const dueDates = async () => network.rows('SELECT dueAt FROM loans ORDER BY id');

describe('the matrix', () => {
  test('says which row decides for each kind of reader and document, and where libraries have their own', async () => {
    const { avion } = network.libraries;
    const own = await desk.addPolicy(by, row({ libraryId: avion, itemType: 'COMIC', loanDays: 7 }));
    if (!own.granted) throw new Error(own.refusal);
    const cell = async (place: number | null, type: string) =>
      (await desk.matrix(place)).find(({ itemType }) => itemType === type);
    expect(await desk.matrix(null)).toHaveLength(12);
    expect(await cell(null, 'DVD')).toMatchObject({ policy: { id: 2 }, elsewhere: [] });
    expect(await cell(null, 'COMIC')).toMatchObject({ policy: { id: 1 }, elsewhere: [avion] });
    expect(await cell(avion, 'COMIC')).toMatchObject({ policy: { id: own.value.id }, elsewhere: [] });
    expect(await cell(avion, 'BOOK')).toMatchObject({ policy: { id: 1 } });
  });
});

describe('the impact of a rule', () => {
  test('is told place by place with the documents lent there, and changes nothing', async () => {
    await network.patron('P1');
    await lend('P1', 'I1');
    await lend('P1', 'I2', network.devices.avion);
    const before = await network.store.read.policies();
    const { lens, lievin, avion } = network.libraries;
    const impact = await desk.policyImpact({
      policyId: null,
      policy: row({ itemType: 'BOOK', loanDays: 28, maxTotal: 1 }),
    });
    expect(impact).toEqual({
      granted: true,
      value: {
        places: [
          {
            categoryId: expect.any(Number) as unknown,
            itemType: 'BOOK',
            libraries: [avion, lens, lievin],
            differences: [
              { term: 'loanDays', before: 21, after: 28 },
              { term: 'maxTotal', before: 5, after: 1 },
            ],
            openLoans: 2,
          },
        ],
        readersOver: 1,
      },
    });
    expect(await network.store.read.policies()).toEqual(before);
  });

  test('of one library speaks of that library alone; of the same terms, of nobody', async () => {
    const { avion } = network.libraries;
    const own = await desk.policyImpact({
      policyId: null,
      policy: row({ libraryId: avion, itemType: 'COMIC', renewals: 5 }),
    });
    const places = own.granted ? own.value.places : [];
    expect(places.map(({ itemType }) => itemType)).toEqual(['COMIC']);
    expect(new Set(places.flatMap(({ libraries }) => libraries))).toEqual(new Set([avion]));
    const same = await desk.policyImpact({ policyId: null, policy: row({ itemType: 'BOOK' }) });
    expect(same).toEqual({ granted: true, value: { places: [], readersOver: 0 } });
  });

  test('of a row retired is what the next row says', async () => {
    const impact = await desk.policyImpact({ policyId: 2, policy: null });
    expect(impact).toMatchObject({ granted: true, value: { places: [{ itemType: 'DVD' }] } });
  });

  test('is refused as the change would be: a tie names both rows', async () => {
    const tie = await desk.policyImpact({ policyId: null, policy: row({ itemType: 'DVD' }) });
    expect(tie).toMatchObject({ refusal: 'policy-tie', facts: { policy: 2, other: null } });
    const unknown = await desk.policyImpact({ policyId: 62, policy: null });
    expect(unknown).toMatchObject({ refusal: 'policy-unknown' });
    expect(await desk.policyImpact({ policyId: 1, policy: null })).toMatchObject({ refusal: 'policy-fallback' });
    const wrong = await desk.policyImpact({ policyId: 1, policy: row({ loanDays: 0 }) });
    expect(wrong).toMatchObject({ refusal: 'policy-invalid', facts: { term: 'loanDays' } });
  });
});

describe('the impact of a calendar', () => {
  // Lent on 18 November 2026 for 21 days: due on Wednesday 9 December.
  const day = '2026-12-09';
  const closing = (libraryIds: readonly number[], until = day) => ({ libraryIds, from: day, until, reason: 'Travaux' });

  beforeEach(async () => {
    await network.patron('P1');
    await lend('P1', 'I1');
    await lend('P1', 'I2', network.devices.avion);
  });

  test('names the days that close, the loans due then and the next opening; nothing is changed', async () => {
    const { lens } = network.libraries;
    const impact = await desk.closingImpact(by, closing([lens], '2026-12-10'));
    expect(impact).toEqual({
      granted: true,
      value: [
        {
          libraryId: lens,
          days: [
            { date: day, change: 'closes' },
            { date: '2026-12-10', change: 'closes' },
          ],
          due: [{ date: day, next: '2026-12-11', loans: 1 }],
          loans: [{ barcode: 'I1', title: 'Germinal', date: day }],
        },
      ],
    });
    expect(desk.calendar(lens).exceptions).toEqual([]);
  });

  test('is done when asked: what is due on a day that closes is due on the next opening, elsewhere nothing moves', async () => {
    const { lens, lievin } = network.libraries;
    expect(await desk.closeTogether(by, closing([lens, lievin]), 'move')).toMatchObject({ granted: true });
    expect(await dueDates()).toEqual([{ dueAt: endOfLocalDay('2026-12-10') }, { dueAt: endOfLocalDay(day) }]);
    expect(desk.calendar(lievin).exceptions).toMatchObject([{ date: day, until: null, reason: 'Travaux' }]);
    const told = await network.rows("SELECT payload FROM events WHERE type = 'CALENDAR_CHANGED' ORDER BY seq");
    expect(told.map(({ payload }) => (JSON.parse(String(payload)) as { moved: number }).moved)).toEqual([1, 0]);
  });

  test('is not done unless asked: due dates are kept', async () => {
    expect(await desk.closeTogether(by, closing([network.libraries.lens]), 'keep')).toMatchObject({ granted: true });
    expect(await dueDates()).toEqual([{ dueAt: endOfLocalDay(day) }, { dueAt: endOfLocalDay(day) }]);
  });

  test('said again for the same days, a closing is one; of all libraries or of none', async () => {
    const { lens, lievin } = network.libraries;
    await desk.closeTogether(by, closing([lens]), 'keep');
    await desk.closeTogether(by, { ...closing([lens]), reason: 'Inventaire' }, 'keep');
    expect(desk.calendar(lens).exceptions).toMatchObject([{ reason: 'Inventaire' }]);
    const his = { login: 'resp', libraryId: lievin };
    expect(await desk.closeTogether(his, closing([lievin, lens]), 'keep')).toMatchObject({
      refusal: 'library-not-yours',
      facts: { library: 'LENS' },
    });
    expect(desk.calendar(lievin).exceptions).toEqual([]);
    const long = { ...closing([lens, lievin], '2027-03-01') };
    expect(await desk.closingImpact(by, long)).toMatchObject({
      refusal: 'calendar-never-opens',
      facts: { library: 'LENS' },
    });
  });

  test('of one calendar tells what opens, too', async () => {
    const { lens } = network.libraries;
    const { weekly } = desk.calendar(lens);
    await desk.setCalendar(by, { libraryId: lens, weekly: weekly.with(6, []), exceptions: [] });
    const impact = await desk.calendarImpact(by, { libraryId: lens, weekly, exceptions: [] });
    expect(impact).toMatchObject({
      value: { due: [], days: expect.arrayContaining([{ date: '2026-11-22', change: 'opens' }]) as unknown },
    });
  });
});
