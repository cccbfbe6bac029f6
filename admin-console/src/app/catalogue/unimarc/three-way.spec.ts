import type { MarcView } from '../../api/contract';
import { germinal } from '../../../testing/catalogue';
import { threeWay } from './three-way';

const field = (tag: string, value: string) => ({ tag, ind1: ' ', ind2: ' ', subfields: [{ code: 'a', value }] });
/** The record with the fields of a tag replaced. */
const having = (marc: MarcView, tag: string, ...values: string[]): MarcView => ({
  ...marc,
  fields: [...marc.fields.filter((one) => one.tag !== tag), ...values.map((value) => field(tag, value))].sort((a, b) =>
    a.tag.localeCompare(b.tag),
  ),
});

describe('two edits of one record', () => {
  it('go together when they changed different fields', () => {
    const mine = having(germinal, '330', 'La mine.');
    const theirs = having(germinal, '606', 'Grèves', 'Mineurs');
    const both = threeWay(germinal, mine, theirs);
    expect(both.conflicts).toEqual([]);
    expect([both.fromMine, both.fromTheirs]).toEqual([['330'], ['606']]);
    expect(both.merged({})).toEqual(having(mine, '606', 'Grèves', 'Mineurs'));
  });

  it('are for a person where both changed the same field otherwise, and his choice is kept', () => {
    const mine = having(germinal, '330', 'La mine.');
    const theirs = having(germinal, '330', 'La grève.');
    const both = threeWay(germinal, mine, theirs);
    expect(both.conflicts.map(({ tag }) => tag)).toEqual(['330']);
    expect(both.merged({ 330: 'mine' })).toEqual(mine);
    expect(both.merged({ 330: 'theirs' })).toEqual(theirs);
  });

  it('agree where both did the same, and take away what one alone took away', () => {
    const mine = having(having(germinal, '330', 'La mine.'), '700');
    const theirs = having(germinal, '330', 'La mine.');
    const both = threeWay(germinal, mine, theirs);
    expect(both.conflicts).toEqual([]);
    expect(both.merged({}).fields.map(({ tag }) => tag)).toEqual(['001', '010', '101', '200', '214', '330']);
  });

  it('leave the date of the record to the server', () => {
    const dated = (at: string): MarcView => ({ ...germinal, fields: [...germinal.fields, { tag: '005', value: at }] });
    const both = threeWay(dated('1'), dated('2'), dated('3'));
    expect(both.conflicts).toEqual([]);
    expect(both.merged({}).fields).toContain({ tag: '005', value: '3' });
  });
});
