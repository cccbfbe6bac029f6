import { derive } from '../../marc/derive.ts';
import { checkRecord } from '../../unimarc-rules/check.ts';
import { checkAgainstNetwork, defaultRules } from './network-rules.ts';
import { recordFromTemplate, recordTemplates } from './templates.ts';

const facts = { title: 'Germinal', language: 'fre', year: 2026, at: Date.UTC(2026, 10, 28) };

test.each(recordTemplates.map((template) => [template.code, template] as const))(
  'a new %s is valid as it stands and is what it says',
  (_, template) => {
    const bare = recordFromTemplate(template, facts);
    const record = { ...bare, fields: [{ tag: '001', value: 'PAS0000000001' }, ...bare.fields] };
    expect(checkRecord(record)).toEqual([]);
    expect(checkAgainstNetwork(record, defaultRules)).toEqual([]);
    expect(derive(record)).toMatchObject({ carrier: template.carrier, title: 'Germinal', language: 'fre', year: 2026 });
  },
);

test('what the network asks for follows the encoding level', () => {
  const record = recordFromTemplate(recordTemplates[0]!, facts);
  const bare = { ...record, fields: record.fields.filter(({ tag }) => tag === '200') };
  const asked = (level: string) =>
    checkAgainstNetwork({ ...bare, leader: `00000nam0 2200000${level}  450 ` }, defaultRules).map(({ path }) => path);
  expect(asked(' ')).toEqual(['101$a', '210', '102$a', '215$a', '801']);
  expect(asked('1')).toEqual(['101$a', '210']);
  expect(asked('3')).toEqual([]);
});

test('an audience that is not in the table is told', () => {
  const record = recordFromTemplate({ ...recordTemplates[0]!, audience: 'e' }, facts);
  const rules = { ...defaultRules, audiences: defaultRules.audiences.filter(({ code }) => code !== 'e') };
  expect(checkAgainstNetwork(record, rules)).toMatchObject([{ path: '100$a/17', code: 'value-not-in-table' }]);
});
