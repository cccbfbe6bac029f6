import { setTimeout as delay } from 'node:timers/promises';
import { startServer, type Server } from '../server.ts';
import { yazClient } from './yaz.ts';

let server: Server;
let target: string;

beforeAll(async () => {
  server = await startServer();
  target = `127.0.0.1:${server.z3950Port}/catalogue`;
});
afterAll(async () => {
  await server.stop();
});

/** A session of a member of staff; yaz-client takes a document between double quotes. */
const session = (login: string, ...commands: string[]): Promise<string> =>
  yazClient(target, commands, ['-u', `${login}/demo`]);
const update = (action: string, id: string, xml: string): string =>
  `update ${action} ${id} "${xml.replaceAll('\n', '').replaceAll('"', "'")}"`;

const record = (title: string, fields = ''): string =>
  '<record xmlns="info:lc/xmlns/marcxchange-v2" format="Unimarc" type="Bibliographic">' +
  `<leader>     nam0 22        450 </leader>${fields}` +
  '<datafield tag="100" ind1=" " ind2=" "><subfield code="a">20260101d2026    m  y0frey50      ba</subfield></datafield>' +
  '<datafield tag="101" ind1="0" ind2=" "><subfield code="a">fre</subfield></datafield>' +
  '<datafield tag="102" ind1=" " ind2=" "><subfield code="a">FR</subfield></datafield>' +
  `<datafield tag="200" ind1="1" ind2=" "><subfield code="a">${title}</subfield></datafield>` +
  '<datafield tag="214" ind1=" " ind2="0"><subfield code="c">Gohelle</subfield><subfield code="d">2026</subfield></datafield>' +
  '<datafield tag="215" ind1=" " ind2=" "><subfield code="a">120 p.</subfield></datafield>' +
  '<datafield tag="801" ind1=" " ind2="0"><subfield code="a">FR</subfield><subfield code="b">LILLE</subfield></datafield>' +
  '</record>';

/** Its fields 001 and 005, once the index knows the title. */
async function found(title: string): Promise<{ number: string; stamp: string; shown: string }> {
  for (const deadline = Date.now() + 10_000; Date.now() < deadline; await delay(200)) {
    const shown = await yazClient(target, [`find @attr 1=4 @attr 6=3 "${title}"`, 'format unimarc', 'show 1']);
    const [number, stamp] = [/^001 (\S+)/m.exec(shown)?.[1], /^005 (\S+)/m.exec(shown)?.[1]];
    if (number !== undefined && stamp !== undefined) return { number, stamp, shown };
  }
  throw new Error(`${title} is not found`);
}

const control = (number: string, stamp: string): string =>
  `<controlfield tag="001">${number}</controlfield><controlfield tag="005">${stamp}</controlfield>`;

describe('Update (Z39.50-2003 §3.2.9, service 1.2.840.10003.9.5.1.1)', () => {
  test('a record is inserted, replaced on the version it was read at, and deleted', async () => {
    const sent = record('Chronique des corons', '<controlfield tag="001">LILLE-77</controlfield>');
    const inserted = await session('agent-lens', update('insert', 'LILLE-77', sent));
    expect(inserted).toContain('Got extended services response\nStatus: done');

    const first = await found('Chronique des corons');
    expect(first.number).toMatch(/^PAS\d{10}$/);
    expect(first.shown).toMatch(/^035 {4}\$a LILLE-77/m);

    const replacement = record('Chroniques des corons', control(first.number, first.stamp));
    expect(await session('agent-lens', update('replace', first.number, replacement))).toContain('Status: done');
    const second = await found('Chroniques des corons');
    expect(second.number).toBe(first.number);

    const late = await session('agent-lens', update('replace', first.number, replacement));
    expect(late).toContain('Status: failure');
    expect(late).toMatch(/\[224\] .*'changed meanwhile, now version 2'/);

    const current = record('Chroniques des corons', control(second.number, second.stamp));
    const again = await session('agent-lens', update('insert', second.number, current));
    expect(again).toMatch(new RegExp(`\\[224\\] .*'${second.number} exists'`));
    const refused = await session('agent-lens', update('delete', second.number, current));
    expect(refused).toMatch(/\[222\] .*'agent-lens'/);
    expect(await session('resp-lens', update('delete', second.number, current))).toContain('Status: done');
    const gone = await session('resp-lens', update('replace', second.number, current));
    expect(gone).toMatch(/\[1028\] Record deleted .*'DELETED'/);
  });

  test('`update`, the special one, inserts what is not here and replaces what is', async () => {
    expect(await session('coord', update('update', 'X', record('Le Terril retrouvé')))).toContain('Status: done');
    const { number, stamp } = await found('Le Terril retrouvé');
    const next = record('Le Terril perdu', control(number, stamp));
    expect(await session('coord', update('update', number, next))).toContain('Status: done');
    expect((await found('Le Terril perdu')).number).toBe(number);
  });

  test('a record with an error, one without a version, one of nobody, are refused in words that help', async () => {
    const untitled = record('x').replace(/<datafield tag="200".*?<\/datafield>/, '');
    expect(await session('coord', update('insert', 'X', untitled))).toMatch(/\[224\] .*'200 /);
    const { number } = await found('Le Terril perdu');
    expect(await session('coord', update('replace', number, record('Sans version')))).toMatch(
      /\[1008\] .*'supplementalId, or field 005'/,
    );
    expect(await session('coord', update('replace', 'PAS9999999999', record('x')))).toMatch(/\[1028\] Record deleted/);
    expect(await session('coord', 'base numerique', update('insert', 'X', record('x')))).toMatch(
      /\[1025\] .*'numerique'/,
    );
    expect(await session('audit', update('insert', 'X', record('x')))).toMatch(/\[222\] .*'audit'/);
    expect(await yazClient(target, [update('insert', 'X', record('x'))])).toMatch(/\[1004\]/);
  });

  test('two that replace the same version at the same time: one does, the other is told', async () => {
    const { number, stamp } = await found('Le Terril perdu');
    const answers = await Promise.all(
      ['un', 'deux', 'trois', 'quatre'].map((title) =>
        session('coord', update('replace', number, record(`Terril ${title}`, control(number, stamp)))),
      ),
    );
    expect(answers.filter((text) => text.includes('Status: done'))).toHaveLength(1);
    expect(answers.filter((text) => text.includes('changed meanwhile'))).toHaveLength(3);
  });
});
