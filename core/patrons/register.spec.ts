import { day, start } from '../circulation/small-network.fixture.ts';
import { smallDesk, value, type SmallDesk } from './desk.fixture.ts';

let at: SmallDesk;
beforeEach(async () => {
  at = await smallDesk();
});
afterEach(() => at.close());

describe('registering', () => {
  test('opens an account for the months of its category, found by its card in any case', async () => {
    const id = await at.registered(' c0042 ', { email: ' Zoe@Example.ORG ', phone: '  ' });
    const found = await at.network.store.read.patron('C0042');
    expect(found).toMatchObject({
      replaced: false,
      patron: { id, cardNumber: 'c0042', email: 'zoe@example.org', phone: null },
    });
    expect(value(await at.desk.sheet(id))).toMatchObject({
      state: 'ACTIVE',
      patron: { registeredAt: start, lastActivityAt: start, expiresAt: Date.UTC(2027, 10, 18, 22, 59, 59) },
      category: { code: 'ADULTE' },
      comeOfAge: false,
      blocks: [],
      pastCards: [],
      duplicates: [],
    });
    expect(await at.audit()).toEqual([]);
  });

  test('the journal tells that somebody was registered, and nothing of who', async () => {
    await at.registered('C1', { cardNumber: 'CARD1', email: 'zoe@example.org', address: '1 rue des Mineurs' });
    const [event] = await at.journal('PATRON_REGISTERED');
    expect(event).toMatchObject({ actor: 'user:agent-lens', libraryId: at.network.libraries.lens });
    expect(event!.patronRef).toMatch(/^[\da-f]{32}$/);
    expect(JSON.stringify(event)).not.toMatch(/Zo|Lef|CARD1|example|Mineurs|1990/i);
  });

  test.each(['', 'AB', 'A B C D', 'x'.repeat(33), 'CARD|1'])('the number %j is no card', async (cardNumber) => {
    expect(await at.desk.register(at.someone(cardNumber), at.by)).toMatchObject({ refusal: 'card-invalid' });
  });

  test('a card in use belongs to one reader', async () => {
    await at.registered('CARD1');
    expect(await at.desk.register(at.someone('card1'), at.by)).toMatchObject({
      refusal: 'card-taken',
      facts: { by: 'card' },
    });
    expect((await at.network.store.read.counts()).patrons).toBe(1);
  });

  test('a past card is never given again', async () => {
    const id = await at.registered('CARD1');
    value(await at.desk.replaceCard(id, { cardNumber: 'CARD2', reason: 'LOST' }, at.by));
    expect(await at.desk.register(at.someone('CARD1'), at.by)).toMatchObject({ refusal: 'card-taken' });
  });

  test('the card of an erased reader is never given again', async () => {
    const id = await at.registered('CARD1');
    value(await at.desk.erase(id, at.by));
    expect(await at.desk.register(at.someone('card1'), at.by)).toMatchObject({ refusal: 'card-taken' });
    expect(await at.audit()).toEqual([]);
  });

  test('one number used for a reader and an item is refused: the barcode of an item is no card', async () => {
    await at.network.item('B0001');
    const refused = { refusal: 'card-taken', facts: { by: 'item' } };
    expect(await at.desk.register(at.someone('b0001'), at.by)).toMatchObject(refused);
    const id = await at.registered('CARD1');
    expect(await at.desk.replaceCard(id, { cardNumber: 'B0001', reason: 'LOST' }, at.by)).toMatchObject(refused);
    expect(await at.network.store.read.patron('CARD1')).toMatchObject({ replaced: false });
    expect(await at.audit()).toEqual([]);
  });

  test('two desks register the same card number at once: one wins, the other is told', async () => {
    const outcomes = await Promise.all(
      ['Ada', 'Bea'].map((firstName) => at.desk.register(at.someone('CARD1', { firstName }), at.by)),
    );
    expect(outcomes.map((outcome) => (outcome.granted ? 'granted' : outcome.refusal)).sort()).toEqual([
      'card-taken',
      'granted',
    ]);
    expect((await at.network.store.read.counts()).patrons).toBe(1);
  });

  test('a category nobody set up is refused', async () => {
    const asked = at.someone('CARD1', { category: 'MARTIEN' });
    expect(await at.desk.register(asked, at.by)).toMatchObject({ refusal: 'category-unknown' });
  });

  test.each([
    ['2008-11-18', 'age-not-allowed'], // 18 today
    ['2008-11-19', null], // tomorrow
    ['2030-01-01', 'age-not-allowed'], // not born
    [null, 'age-not-allowed'], // an age nobody knows is not proven
  ])('a child born %s: %s', async (birthDate, refusal) => {
    const asked = at.someone('CARD1', {
      category: 'ENFANT',
      birthDate,
      guardianContact: 'Mme Lefèvre, 06 00 00 00 00',
    });
    const outcome = await at.desk.register(asked, at.by);
    expect(outcome.granted ? null : outcome.refusal).toBe(refusal);
  });

  test('a school has no age', async () => {
    await at.registered('CARD1', { category: 'ECOLE', birthDate: null, lastName: 'École Jules-Ferry', firstName: '' });
  });
});

describe('guardians', () => {
  const child = { category: 'ENFANT', birthDate: '2015-06-01', firstName: 'Léo' };

  test('a child under the age of the network needs one', async () => {
    expect(await at.desk.register(at.someone('CARD1', child), at.by)).toMatchObject({
      refusal: 'guardian-needed',
      facts: { age: 11, until: 16 },
    });
    await at.registered('CARD2', { ...child, birthDate: '2010-11-18' });
  });

  test('a way to reach somebody is enough', async () => {
    const id = await at.registered('CARD1', { ...child, guardianContact: ' Mme Petit, 06 00 00 00 00 ' });
    expect(value(await at.desk.sheet(id)).patron.guardianContact).toBe('Mme Petit, 06 00 00 00 00');
  });

  test('another reader may be: of age, with an account', async () => {
    const parent = await at.registered('CARD1');
    const id = await at.registered('CARD2', { ...child, guardianId: parent });
    expect(value(await at.desk.sheet(id)).guardian).toMatchObject({ id: parent, lastName: 'Lefèvre' });
    expect(await at.audit()).toEqual([]);
  });

  test('a child, somebody unknown, or the child himself may not', async () => {
    const brother = await at.registered('CARD1', { ...child, guardianContact: 'Mme Petit' });
    const refused = { refusal: 'guardian-unknown' };
    expect(await at.desk.register(at.someone('CARD2', { ...child, guardianId: brother }), at.by)).toMatchObject(
      refused,
    );
    expect(await at.desk.register(at.someone('CARD2', { ...child, guardianId: 4_000 }), at.by)).toMatchObject(refused);
    const { cardNumber: _card, category: _category, pin: _pin, ...details } = at.someone('CARD1', child);
    expect(await at.desk.change(brother, { ...details, guardianId: brother }, at.by)).toMatchObject(refused);
  });
});

describe('a change of details', () => {
  test('is kept, found by the new name, and told in the journal without what it was', async () => {
    const id = await at.registered('CARD1');
    const { cardNumber: _card, category: _category, pin: _pin, ...details } = at.someone('CARD1');
    const changed = {
      ...details,
      lastName: 'Çengel',
      email: 'z@example.org',
      homeLibraryId: at.network.libraries.avion,
    };
    value(await at.desk.change(id, changed, at.by));
    expect(await at.desk.find({ q: 'cengel' }, { offset: 0, limit: 5 })).toMatchObject({ total: 1, lines: [{ id }] });
    const [event] = await at.journal('PATRON_CHANGED');
    expect(event!.payload).toEqual({ changed: 'email homeLibraryId lastName' });
    expect(await at.audit()).toEqual([]);
  });

  test('that changes nothing leaves no line in the journal', async () => {
    const id = await at.registered('CARD1');
    const { cardNumber: _card, category: _category, pin: _pin, ...details } = at.someone('CARD1');
    value(await at.desk.change(id, details, at.by));
    expect(await at.journal('PATRON_CHANGED')).toEqual([]);
    expect(await at.desk.change(999, details, at.by)).toMatchObject({ refusal: 'patron-unknown' });
  });
});

describe('renewing a membership', () => {
  test('runs from now, and asking twice gives one membership', async () => {
    const id = await at.registered('CARD1');
    at.network.at(start + 100 * day);
    value(await at.desk.renewMembership(id, { category: null }, at.by));
    value(await at.desk.renewMembership(id, { category: null }, at.by));
    expect(value(await at.desk.sheet(id)).patron.expiresAt).toBe(Date.UTC(2028, 1, 26, 22, 59, 59));
  });

  test('lets an expired reader borrow again', async () => {
    const id = await at.registered('CARD1');
    await at.network.item('I1');
    at.network.at(start + 400 * day);
    expect(value(await at.desk.sheet(id)).state).toBe('EXPIRED');
    expect(await at.borrow('CARD1', 'I1')).toBe('patron-expired');
    value(await at.desk.renewMembership(id, { category: null }, at.by));
    expect(await at.borrow('CARD1', 'I1')).toBe('granted');
  });

  test('never shortens a longer one', async () => {
    const id = await at.registered('CARD1');
    value(await at.desk.renewMembership(id, { category: 'ECOLE' }, at.by));
    expect(value(await at.desk.sheet(id)).patron.expiresAt).toBe(Date.UTC(2027, 10, 18, 22, 59, 59));
  });

  test('a child come of age is listed, and takes another category when he renews', async () => {
    const id = await at.registered('CARD1', { category: 'ENFANT', birthDate: '2009-01-10' });
    const list = () => at.desk.find({ list: 'come-of-age' }, { offset: 0, limit: 10 });
    expect(await list()).toMatchObject({ total: 0 });
    at.network.at(start + 60 * day); // 17 January 2027: he is 18
    expect(await list()).toMatchObject({ total: 1, lines: [{ id }] });
    expect(value(await at.desk.sheet(id)).comeOfAge).toBe(true);
    expect(await at.desk.renewMembership(id, { category: null }, at.by)).toMatchObject({
      refusal: 'age-not-allowed',
      facts: { age: 18, category: 'ENFANT', max: 17 },
    });
    value(await at.desk.renewMembership(id, { category: 'ADULTE' }, at.by));
    expect(await list()).toMatchObject({ total: 0 });
    expect((await at.journal('MEMBERSHIP_RENEWED'))[0]!.payload).toMatchObject({ from: 'ENFANT', category: 'ADULTE' });
  });

  test('a category nobody set up, or not for that age, is refused', async () => {
    const id = await at.registered('CARD1');
    expect(await at.desk.renewMembership(id, { category: 'X' }, at.by)).toMatchObject({ refusal: 'category-unknown' });
    expect(await at.desk.renewMembership(id, { category: 'ENFANT' }, at.by)).toMatchObject({
      refusal: 'age-not-allowed',
    });
  });
});

describe('categories', () => {
  const toddler = { code: 'BEBE', label: 'Bébé', kind: 'CHILD', membershipMonths: 12, minAge: 0, maxAge: 3 } as const;

  test('are added once, changed by their code, and listed with their ages', async () => {
    const added = value(await at.desk.addCategory(toddler, at.by));
    expect(await at.desk.addCategory(toddler, at.by)).toMatchObject({ refusal: 'category-taken' });
    value(await at.desk.changeCategory({ ...toddler, label: 'Tout-petit', maxAge: 2 }, at.by));
    expect(await at.desk.categories()).toContainEqual({ ...added, label: 'Tout-petit', maxAge: 2 });
    expect(await at.desk.changeCategory({ ...toddler, code: 'X' }, at.by)).toMatchObject({
      refusal: 'category-unknown',
    });
    expect(await at.journal('CATEGORY_SAVED')).toHaveLength(4);
  });
});
