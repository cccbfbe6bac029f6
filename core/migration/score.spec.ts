import { decide, setIsbnsOf, type Candidate, type Verdict } from './decide.ts';
import type { MatchFacts } from './facts.ts';
import { completed, defaultMatchingRules as rules, mostPossible, score, type EvidenceCode } from './score.ts';

const book: MatchFacts = {
  ids: [],
  isbn: ['9782070409228'],
  ean: [],
  issn: [],
  numbers: [],
  title: 'la mer perdue',
  author: 'hugo',
  authority: '',
  year: 1999,
  publisher: 'gallimard',
  volume: '',
  pages: null,
  edition: '',
  carrier: 'book',
  language: 'fre',
  work: 'hugo/la mer perdue',
};
const record = (number: number, facts: MatchFacts): Candidate => ({ target: { record: number }, facts });
const none = new Set<string>();
const like = (changes: Partial<MatchFacts>): MatchFacts => ({ ...book, ...changes });
const codes = (one: MatchFacts, other: MatchFacts) => score(one, other, rules).evidence.map(({ code }) => code);

test.each<[string, Partial<MatchFacts>, number, EvidenceCode]>([
  ['the same in all', {}, 600 + 300 + 150 + 100 + 60, 'isbn'],
  ['without ISBN', { isbn: [] }, 300 + 150 + 100 + 60, 'title-equal'],
  ['a letter less in the title', { title: 'la mer perdu' }, 600 + 220 + 150 + 100 + 60, 'title-near'],
  ['a title that looks alike', { title: 'la mer perdure' }, 600 + 100 + 150 + 100 + 60, 'title-close'],
  ['another title', { title: 'un tout autre livre' }, 600 + 0 + 150 + 100 + 60, 'title-differs'],
  ['another author', { author: 'zola' }, 600 + 300 - 250 + 100 + 60, 'author-differs'],
  ['a year later', { year: 2000 }, 600 + 300 + 150 + 40 + 60, 'year-near'],
  ['another year', { year: 2009 }, 600 + 300 + 150 - 150 + 60, 'year-far'],
  ['no year', { year: null }, 600 + 300 + 150 + 60, 'isbn'],
  ['one volume of it', { volume: '2' }, 600 + 300 + 150 + 100 + 60 - 700, 'volume-differs'],
  ['another language', { language: 'eng' }, 600 + 300 + 150 + 100 + 60 - 400, 'language-differs'],
  ['another ISBN', { isbn: ['9782070360024'] }, 300 + 150 + 100 + 60 - 100, 'isbn-differs'],
  ['a letter less in the author', { author: 'huge' }, 600 + 300 - 250 + 100 + 60, 'author-differs'],
  ['another carrier', { carrier: 'audio-book' }, 600 + 300 + 150 + 100 + 60 - 1000, 'carrier-differs'],
])('%s', (_, changes, sum, code) => {
  const found = score(book, like(changes), rules);
  expect(found.score).toBe(sum);
  expect(found.evidence.map((line) => line.code)).toContain(code);
});

const novel = like({ isbn: [], title: 'mer perdue de lens', author: 'lefevre', pages: 320 });
test.each<[string, Partial<MatchFacts>, number, Verdict]>([
  ['the same in all', {}, 300 + 50 + 150 + 100 + 60 + 90 + 150, 'MERGE'],
  ['two pages counted otherwise', { pages: 322 }, 900, 'MERGE'],
  ['a letter less in the author', { author: 'lefevr' }, 900 - 150 + 80, 'MERGE'],
  ['more pages', { pages: 323 }, 660 - 100, 'REVIEW'],
  ['pages not told', { pages: null }, 660, 'REVIEW'],
  ['a later edition, told by one', { edition: '2' }, 750, 'REVIEW'],
  ['no author', { author: '' }, 600, 'REVIEW'],
  ['a year later', { year: 2000 }, 690, 'REVIEW'],
  ['another publisher', { publisher: 'seuil' }, 690, 'REVIEW'],
  ['another author', { author: 'lefebvre petit' }, 300 + 50 - 250 + 100 + 60 + 90, 'NEW'],
  ['a volume of it', { volume: '1' }, 750 - 700, 'NEW'],
  ['in another language', { language: 'eng' }, 750 - 400, 'NEW'],
])('described without a number, %s', (_, changes, sum, verdict) => {
  const other = { ...novel, ...changes };
  expect(score(novel, other, rules).score).toBe(sum);
  expect(codes(novel, other).includes('description-equal')).toBe(verdict === 'MERGE');
  expect(decide(novel, [record(1, other)], rules, none).verdict).toBe(verdict);
});

test('without a number, however high the sum, descriptions that are not equal are for a person', () => {
  const generous = { ...rules, weights: { ...rules.weights, 'title-equal': 900 } };
  const other = { ...novel, pages: null };
  expect(decide(novel, [record(1, other)], generous, none).verdict).toBe('REVIEW');
});

test('two editions that both tell theirs are two', () => {
  const [second, third] = [
    { ...novel, edition: '2' },
    { ...novel, edition: '3' },
  ];
  expect(codes(second, third)).toContain('edition-differs');
  expect(decide(second, [record(1, third)], rules, none).verdict).not.toBe('MERGE');
});

test('titles that number their parts otherwise are for a person, whatever the ISBN', () => {
  const [one, two] = [like({ title: 'la guerre de troie 1' }), like({ title: 'la guerre de troie 2' })];
  expect(score(one, two, rules).score).toBeGreaterThan(rules.automatic);
  expect(decide(one, [record(1, two)], rules, none).verdict).toBe('REVIEW');
});

test('rules kept by an older program have what came since', () => {
  const { 'extent-equal': _, ...weights } = { ...rules.weights, isbn: 1 };
  const kept = { ...rules, weights: weights as typeof rules.weights };
  expect(completed(kept).weights).toEqual({ ...rules.weights, isbn: 1 });
  expect(completed(null)).toBe(rules);
});

test('another carrier stops, unless a permanent identifier says it is the same', () => {
  expect(score(book, like({ carrier: 'video' }), rules).stopped).toBe(true);
  const [one, other] = [like({ ids: ['bnf:30835143'] }), like({ ids: ['bnf:30835143'], carrier: 'video' })];
  expect(score(one, other, rules).stopped).toBe(false);
});

test('an EAN counts for what is no book, an ISSN for two serials, a number with its label', () => {
  const disc = like({ isbn: [], ean: ['3760000000018'], carrier: 'music', numbers: ['emi:1'] });
  expect(codes(disc, disc)).toContain('ean');
  expect(codes(like({ ean: ['3760000000018'], isbn: [] }), like({ ean: ['3760000000018'], isbn: [] }))).not.toContain(
    'ean',
  );
  expect(codes({ ...disc, ean: [] }, { ...disc, ean: [] })).toContain('publisher-number');
  const serial = like({ issn: ['03952037'], carrier: 'serial' });
  expect(codes(serial, serial)).toContain('issn');
  expect(codes(like({ issn: ['03952037'] }), like({ issn: ['03952037'] }))).not.toContain('issn');
});

test('a title of one word needs its author and its year', () => {
  const poems = like({ isbn: [], title: 'poemes' });
  expect(codes(poems, poems)).toContain('title-equal');
  expect(codes(poems, { ...poems, author: '' })).toContain('title-too-common');
  expect(codes(poems, { ...poems, year: 2000 })).toContain('title-too-common');
});

test('a match is made alone only when one record is far enough ahead', () => {
  expect(decide(book, [record(1, book)], rules, none).verdict).toBe('MERGE');
  expect(decide(book, [record(1, book), record(2, book)], rules, none).verdict).toBe('REVIEW');
  expect(decide(book, [record(1, book), record(2, like({ year: 2009 }))], rules, none).verdict).toBe('MERGE');
  expect(decide(book, [record(1, like({ isbn: [] }))], rules, none).verdict).toBe('REVIEW');
  expect(decide(book, [record(1, like({ isbn: [], year: 2009 }))], rules, none).verdict).toBe('NEW');
  expect(decide(book, [record(1, like({ carrier: 'large-print' }))], rules, none)).toEqual({
    verdict: 'NEW',
    proposals: [],
  });
  expect(decide(book, [], rules, none).verdict).toBe('NEW');
});

test('numbers that agree over titles that do not are for a person', () => {
  const other = record(1, like({ title: 'un tout autre livre' }));
  expect(decide(book, [other], rules, none)).toMatchObject({ verdict: 'REVIEW', proposals: [{ score: 910 }] });
});

test('an ISBN of four titles is that of a set and proves nothing', () => {
  const titles = (count: number) =>
    new Map([['9782070409228', new Set(Array.from({ length: count }, (_, n) => `titre ${n}`))]]);
  expect(setIsbnsOf(titles(3), rules).size).toBe(0);
  const set = setIsbnsOf(titles(4), rules);
  expect([...set]).toEqual(['9782070409228']);
  const found = decide(book, [record(1, book)], rules, set);
  expect(found.verdict).toBe('REVIEW');
  expect(found.proposals[0]!.evidence.map(({ code }) => code)).toContain('isbn-of-a-set');
});

test('two that lead to one record are one candidate, by the better of them', () => {
  const found = decide(book, [record(1, book), record(1, like({ year: 2000 }))], rules, none);
  expect(found).toMatchObject({ verdict: 'MERGE', proposals: [{ target: { record: 1 }, score: 1210 }] });
});

test('nobody reaches more than the most possible', () => {
  const bare = like({ isbn: [] });
  const others: Partial<MatchFacts>[] = [
    {}, { year: 2000 }, { year: 1980 }, { year: null }, { volume: '2' }, { language: 'eng' }, { carrier: 'video' }, { title: 'x y' },
    { author: 'zola' }, { author: '' }, { authority: 'a1' }, { publisher: '' }, { pages: 10 }, { edition: '2' }, { author: 'hugos', title: 'mer perdue de lens', pages: 10 },
  ]; // prettier-ignore
  for (const one of others) {
    for (const two of others) {
      const [a, b] = [
        { ...bare, ...one },
        { ...bare, ...two },
      ];
      expect(score(a, b, rules).score).toBeLessThanOrEqual(mostPossible(a, b, rules));
    }
  }
  expect(mostPossible(book, book, rules)).toBe(Infinity);
});
