import { join } from 'node:path';
import { startServer, type Server } from '../server.ts';
import { followsSchema } from './answer-schema.ts';
import { answered, ask, run, type Answer } from './xml.ts';

let server: Server;
let sru: string;

beforeAll(async () => {
  server = await startServer();
  sru = `${server.baseUrl}/sru`;
});
afterAll(async () => {
  await server.stop();
});

const search = { version: '1.2', operation: 'searchRetrieve' };
const find = (query: string, more: Record<string, string> = {}): Promise<Answer> =>
  ask(sru, { ...search, query, ...more });
const hits = async (answer: Answer): Promise<number> => Number(await answer.text('numberOfRecords'));
const codes = (answer: Answer): Promise<string[]> => answer.texts('diagnostics/diagnostic/uri');

describe('SRU 1.2, explain', () => {
  test('a bare GET of the base address explains the server', async () => {
    const answer = await ask(sru);
    expect(answer.status).toBe(200);
    expect(answer.contentType).toBe('text/xml; charset=utf-8');
    expect(await answer.text('explainResponse/record/recordSchema')).toBe('http://explain.z3950.org/dtd/2.0/');
    const schemas = [...answer.xml.matchAll(/<schema name="([^"]+)" identifier="([^"]+)"/g)];
    expect(new Set(schemas.map(([, name]) => name))).toEqual(
      new Set([
        ...[
          'unimarcxchange',
          'unimarc',
          'marcxchange',
          'marcxml',
          'marc21',
          'marc21xml',
          'dc',
          'dublincore',
          'dublin-core',
        ],
        ...['oai_dc', 'oai-dc', 'mods', 'mods37', 'opac', 'opacxml', 'isohold', 'iso20775', 'holdings'],
      ]),
    );
    for (const [, name, identifier] of schemas) {
      const [byName, byIdentifier] = await Promise.all(
        [name!, identifier!].map((recordSchema) => find('dc.title = germinal', { recordSchema, maximumRecords: '1' })),
      );
      expect(await byName!.texts('diagnostics/diagnostic/uri')).toEqual([]);
      expect(await byName!.text('record/recordData')).toBe(await byIdentifier!.text('record/recordData'));
    }
  });

  test('every index it names can be searched', async () => {
    const explained = await ask(sru, { operation: 'explain', version: '1.1' });
    const names = [...explained.xml.matchAll(/<name set="(\w+)">(\w+)<\/name>/g)].map(
      (found) => `${found[1]}.${found[2]}`,
    );
    expect(names.length).toBeGreaterThan(20);
    for (const name of names) {
      const answer = await find(`${name} = 1998`, { maximumRecords: '0' });
      expect({ name, codes: await codes(answer) }).toEqual({ name, codes: [] });
    }
  });
});

describe('SRU 1.1 and 1.2, searchRetrieve', () => {
  test.each(['1.1', '1.2'])('version %s is answered in version %s', async (version) => {
    const answer = await find('cql.allRecords = 1', { version, maximumRecords: '3' });
    expect(await answer.text('searchRetrieveResponse/version')).toBe(version);
    expect(await hits(answer)).toBeGreaterThanOrEqual(2_000);
    expect(await answer.texts('record/recordPosition')).toEqual(['1', '2', '3']);
    expect(await answer.text('nextRecordPosition')).toBe('4');
  });

  test('the echoed request says what was asked', async () => {
    const answer = await find('dc.title = "a < b & c"', { startRecord: '1', maximumRecords: '5' });
    expect(await answer.text('echoedSearchRetrieveRequest/query')).toBe('dc.title = "a < b & c"');
    expect(await answer.text('echoedSearchRetrieveRequest/maximumRecords')).toBe('5');
  });

  test('pages follow each other without loss or repeat', async () => {
    const whole = await find('dc.language = fre sortby title', { maximumRecords: '20' });
    const pages = [];
    for (const startRecord of ['1', '6', '11', '16']) {
      pages.push(await find('dc.language = fre sortby title', { maximumRecords: '5', startRecord }));
    }
    const identifiers = (await Promise.all(pages.map((page) => page.texts('record/recordIdentifier')))).flat();
    expect(identifiers).toEqual(await whole.texts('record/recordIdentifier'));
    expect(new Set(identifiers).size).toBe(20);
  });

  test('a record is found again by its own control number', async () => {
    const [identifier] = await (await find('cql.allRecords = 1', { maximumRecords: '1' })).texts('recordIdentifier');
    const again = await find(`rec.id = ${identifier}`);
    expect(await again.texts('recordIdentifier')).toEqual([identifier]);
  });

  test('unimarcxchange carries one 995 per item', async () => {
    const answer = await find('bib.barcode = 30000001', { recordSchema: 'unimarcxchange' });
    expect(await hits(answer)).toBe(1);
    expect(await answer.text('record/recordSchema')).toBe('info:lc/xmlns/marcxchange-v2');
    expect(answer.xml).toContain('<subfield code="f">30000001</subfield>');
    expect(answer.xml).toMatch(/<leader>.{9} .{14}<\/leader>/); // UNIMARC: position 9 is blank
  });

  test('dc gives the same records in Dublin Core', async () => {
    const answer = await find('bib.barcode = 30000001', { recordSchema: 'dc' });
    expect(await answer.text('record/recordSchema')).toBe('info:srw/schema/1/dc-v1.1');
    expect(await answer.texts('dc/title')).toHaveLength(1);
  });

  test.each([
    ['oai_dc', 'http://www.openarchives.org/OAI/2.0/oai_dc/', 'oai_dc.xsd', /<oai_dc:dc .*?<\/oai_dc:dc>/gs],
    ['mods', 'info:srw/schema/1/mods-v3.7', 'mods.xsd', /<mods .*?<\/mods>/gs],
    ['marcxml', 'info:srw/schema/1/marcxml-v1.1', 'marcxml.xsd', /<record xmlns.*?<\/record>/gs],
    ['unimarcxchange', 'info:lc/xmlns/marcxchange-v2', 'marcxchange.xsd', /<record xmlns.*?<\/record>/gs],
  ])('%s follows its schema', async (recordSchema, identifier, xsd, each) => {
    const answer = await find('dc.creator = zola', { recordSchema, maximumRecords: '20' });
    expect(new Set(await answer.texts('record/recordSchema'))).toEqual(new Set([identifier]));
    const records = answer.xml.match(each)!;
    expect(records).toHaveLength(20);
    const schema = join('conformance-tests', 'oai-pmh', 'schemas', xsd);
    for (const record of records.slice(0, 5)) {
      expect(await run('xmllint', ['--noout', '--nonet', '--schema', schema, '-'], record)).toBe('');
    }
  });

  test('recordPacking=string holds a document that is XML once read', async () => {
    const answer = await find('bib.barcode = 30000001', { recordPacking: 'string' });
    const data = await answer.text('record/recordData');
    expect(data).not.toContain('<?xml');
    expect(await run('xmllint', ['--noout', '-'], data!)).toBe('');
  });

  test('GET and POST have the same meaning', async () => {
    const parameters = { ...search, query: 'dc.title any "école été"', maximumRecords: '3' };
    const got = await ask(sru, parameters);
    const posted = await answered(await fetch(sru, { method: 'POST', body: new URLSearchParams(parameters) }));
    expect(posted.xml).toBe(got.xml);
  });

  test('sortKeys of version 1.1 order by date both ways', async () => {
    const dates = async (sortKeys: string): Promise<string[]> => {
      const answer = await find('date within "1950 1999"', {
        version: '1.1',
        sortKeys,
        recordSchema: 'dc',
        maximumRecords: '10',
      });
      return answer.texts('dc/date');
    };
    const up = await dates('date,,1');
    const down = await dates('date,,0');
    expect(up).toEqual([...up].sort());
    expect(down).toEqual([...down].sort().reverse());
    expect(up[0]! < down[0]!).toBe(true);
  });
});

describe('CQL 1.2', () => {
  test('an ISBN finds its record in each form', async () => {
    const sample = await find('cql.allRecords = 1', { maximumRecords: '100' });
    const [, isbn13] = /<datafield tag="010"[^>]*><subfield code="a">([\d-]{13,17})</.exec(sample.xml) ?? [];
    const digits = isbn13!.replaceAll('-', '');
    const found = await Promise.all(
      [digits, digits.replace(/^(978)(.*)$/, '$1-$2')].map((form) => find(`bib.isbn = ${form}`)),
    );
    const [one, other] = await Promise.all(found.map((answer) => answer.texts('recordIdentifier')));
    expect(one!.length).toBeGreaterThanOrEqual(1);
    expect(other).toEqual(one);
  });

  test('accents, case and elision do not count', async () => {
    const counts = await Promise.all(
      ['étranger', 'ETRANGER', "l'étranger", 'etranger'].map(async (word) =>
        hits(await find(`dc.title all "${word}"`)),
      ),
    );
    expect(counts[0]).toBeGreaterThan(0);
    expect(new Set(counts).size).toBe(1);
  });

  test('booleans agree with each other', async () => {
    const count = async (query: string): Promise<number> => hits(await find(query, { maximumRecords: '0' }));
    const [one, other, both, either, without] = await Promise.all(
      [
        'dc.title = de',
        'dc.title = la',
        'dc.title = de and dc.title = la',
        'dc.title = de or dc.title = la',
        'dc.title = de not dc.title = la',
      ].map(count),
    );
    expect(either).toBe(one! + other! - both!);
    expect(without).toBe(one! - both!);
  });

  test('whole = phrase ≤ all words ≤ any word', async () => {
    const count = async (relation: string): Promise<number> =>
      hits(await find(`dc.title ${relation} "le petit prince"`, { maximumRecords: '0' }));
    const counts = await Promise.all(['exact', 'adj', 'all', 'any'].map(count));
    expect(counts).toEqual([...counts].sort((a, b) => a - b));
    expect(counts[3]).toBeGreaterThan(0);
  });
});

describe('every answer follows the schema of its version', () => {
  const lettered = 'dc.title = germinal';
  const asked: readonly Record<string, string>[] = [
    { operation: 'explain' },
    { operation: 'searchRetrieve', query: lettered, recordSchema: 'marcxml', startRecord: '2', maximumRecords: '2' },
    { operation: 'searchRetrieve', query: lettered, recordPacking: 'string', stylesheet: '/notices.xsl' },
    { operation: 'searchRetrieve', query: lettered, recordSchema: 'isohold', sortKeys: 'date,,0', resultSetTTL: '10' },
    { operation: 'searchRetrieve', query: 'germinal and zola', recordSchema: 'mods', maximumRecords: '2' },
    { operation: 'searchRetrieve', query: 'zzzz', facetLimit: '3' },
    { operation: 'searchRetrieve', query: 'cql.allRecords = 1', maximumRecords: '0', facetLimit: '5' },
    { operation: 'searchRetrieve', query: 'a and' },
    { operation: 'searchRetrieve' },
    { operation: 'scan', scanClause: 'dc.creator == zola', maximumTerms: '5' },
    { operation: 'scan', scanClause: 'dc.nothing = a', responsePosition: '0' },
    { operation: 'update' },
  ];
  test.each(['1.1', '1.2', '2.0'])('version %s', async (version) => {
    for (const parameters of asked) {
      const answer = await ask(sru, { version, ...parameters });
      await followsSchema(answer.xml, version);
    }
    const records = await ask(sru, { version, operation: 'searchRetrieve', query: lettered, recordSchema: 'opac' });
    expect(await records.texts('record/recordPosition')).not.toEqual([]);
  });

  test('an answer in the wrong order would be told', async () => {
    const { xml } = await ask(sru, { version: '1.2', operation: 'searchRetrieve', query: lettered });
    const turned = xml.replace(
      /(<srw:version>1.2<\/srw:version>)(<srw:numberOfRecords>\d+<\/srw:numberOfRecords>)/,
      '$2$1',
    );
    await expect(followsSchema(turned, '1.2')).rejects.toThrow('numberOfRecords');
    await expect(followsSchema(xml, '2.0')).rejects.toThrow();
  });
});

describe('holdings', () => {
  test('OPAC records follow the schema of YAZ', async () => {
    const { xml } = await find('dc.title = germinal', { recordSchema: 'opac' });
    const records = [...xml.matchAll(/<opacRecord xmlns="">.*?<\/opacRecord>/gs)];
    expect(records.length).toBeGreaterThan(1);
    for (const [record] of records) {
      await run('xmllint', ['--noout', '--nonet', '--schema', '/usr/share/yaz/etc/opacxml.xsd', '-'], record);
    }
  });

  test('ISO 20775: as many copies as the record has 995', async () => {
    const query = 'bib.barcode = 30000001';
    const holdings = await find(query, { recordSchema: 'isohold' });
    const { xml } = await find(query);
    const barcodes = await holdings.texts('copyInformation/pieceIdentifier/value');
    expect(barcodes).toContain('30000001');
    expect(barcodes).toHaveLength(xml.match(/tag="995"/g)!.length);
    const counted = (await holdings.texts('copiesSummary/copiesCount')).map(Number);
    expect(counted.reduce((sum, count) => sum + count)).toBe(barcodes.length);
  });
});

describe('scan', () => {
  test('SRU 1.2, scan: terms in order, each with the records a search for it finds', async () => {
    const answer = await ask(sru, {
      version: '1.2',
      operation: 'scan',
      scanClause: 'dc.title = ger',
      maximumTerms: '5',
    });
    const [values, counts] = await Promise.all([answer.texts('term/value'), answer.texts('term/numberOfRecords')]);
    expect(values).toHaveLength(5);
    expect(values).toEqual([...values].sort());
    for (const [at, value] of values.entries()) {
      expect([value, await (await find(`dc.title = "${value}"`)).text('numberOfRecords')]).toEqual([value, counts[at]]);
    }
  });

  test('SRU 1.2, scan: whole headings, the one asked for in the third place', async () => {
    const clause = { scanClause: 'dc.creator == "zola emile"', responsePosition: '3', maximumTerms: '5' };
    const answer = await ask(sru, { version: '1.2', operation: 'scan', ...clause });
    const values = await answer.texts('term/value');
    expect(values[2]).toBe('zola emile');
    const [count] = (await answer.texts('term/numberOfRecords')).slice(2);
    expect(await (await find('dc.creator == "zola emile"')).text('numberOfRecords')).toBe(count);
  });
});

describe('databases', () => {
  test('each library is a database: together they hold what it holds alone', async () => {
    const inCatalogue = await find('bib.library = LIEVIN and dc.language = fre', { maximumRecords: '0' });
    const alone = await ask(`${sru}/lievin`, { ...search, query: 'dc.language = fre', maximumRecords: '0' });
    expect(await hits(alone)).toBe(await hits(inCatalogue));
    expect(await hits(alone)).toBeGreaterThan(10);
  });

  test('numerique is what is read on line', async () => {
    const digital = await ask(`${sru}/numerique`, { ...search, query: 'cql.allRecords = 1', maximumRecords: '0' });
    expect(await hits(digital)).toBe(await hits(await find('dc.type = electronic', { maximumRecords: '0' })));
  });
});

describe('SRU 1.2, diagnostics are HTTP 200', () => {
  test.each([
    ['7', 'operation=scan&version=1.2'],
    ['28', 'operation=scan&version=1.2&scanClause=title%3Dab*'],
    ['120', 'operation=scan&version=1.2&scanClause=title%3Da&responsePosition=99'],
    ['121', 'operation=scan&version=1.2&scanClause=title%3Da&maximumTerms=9999'],
    ['11', 'version=2.0&query=a&queryType=xcql'],
    ['4', 'operation=nothing&version=1.2'],
    ['5', 'operation=searchRetrieve&version=9.9&query=a'],
    ['6', 'operation=searchRetrieve&version=1.2&query=a&startRecord=0'],
    ['6', 'operation=searchRetrieve&version=1.2&query=a&maximumRecords=x'],
    ['6', 'operation=searchRetrieve&version=1.2&query=a&query=b'],
    ['6', 'operation=searchRetrieve&version=1.2&query[]=a&query=%ff'],
    ['7', 'operation=searchRetrieve&version=1.2'],
    ['10', 'operation=searchRetrieve&version=1.2&query=a%20and'],
    ['12', `operation=searchRetrieve&version=1.2&query=${'a'.repeat(4097)}`],
    ['13', 'operation=searchRetrieve&version=1.2&query=%28a'],
    ['14', 'operation=searchRetrieve&version=1.2&query=%22a'],
    ['15', 'operation=searchRetrieve&version=1.2&query=zzz.a%3Db'],
    ['16', 'operation=searchRetrieve&version=1.2&query=dc.zzz%3Db'],
    ['19', 'operation=searchRetrieve&version=1.2&query=title%20near%20b'],
    ['20', 'operation=searchRetrieve&version=1.2&query=title%20%3D/stem%20b'],
    ['22', 'operation=searchRetrieve&version=1.2&query=title%20%3E%20b'],
    ['21', 'operation=searchRetrieve&version=1.2&query=title%20%3D/masked/unmasked%20b'],
    ['27', 'operation=searchRetrieve&version=1.2&query=title%20%3D%20%22%22'],
    ['29', 'operation=searchRetrieve&version=1.2&query=title%20%3D%20a%3F'],
    ['30', `operation=searchRetrieve&version=1.2&query=title%20%3D%20${'a?b'.repeat(17)}`],
    ['31', 'operation=searchRetrieve&version=1.2&query=bib.isbn%20%3D%20%5E2070612759'],
    ['44', 'operation=searchRetrieve&version=1.2&query=a%20prox/unit%3Delement/distance%3D3%20b'],
    ['38', `operation=searchRetrieve&version=1.2&query=${Array(65).fill('a').join('+or+')}`],
    ['39', 'operation=searchRetrieve&version=1.2&query=title%3Da%20prox%20author%3Db'],
    ['61', 'operation=searchRetrieve&version=1.2&query=cql.allRecords%3D1&startRecord=99999'],
    ['66', 'operation=searchRetrieve&version=1.2&query=a&recordSchema=zzz'],
    ['71', 'operation=searchRetrieve&version=1.2&query=a&recordPacking=zzz'],
    ['82', 'operation=searchRetrieve&version=1.2&query=a%20sortby%20isbn'],
  ])('diagnostic %s for %s', async (number, query) => {
    const answer = await ask(sru, query);
    expect(answer.status).toBe(200);
    expect(answer.contentType).toBe('text/xml; charset=utf-8');
    expect(await codes(answer)).toEqual([`info:srw/diagnostic/1/${number}`]);
  });

  test('diagnostic 235 for a database that does not exist', async () => {
    expect(await codes(await ask(`${sru}/nothing`, { ...search, query: 'a' }))).toEqual(['info:srw/diagnostic/1/235']);
  });

  test('a document type declaration sent as SOAP is never read', async () => {
    const body = '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><x>&e;</x>';
    const response = await fetch(sru, { method: 'POST', headers: { 'content-type': 'text/xml' }, body });
    expect(response.status).toBe(400);
    expect(await response.text()).not.toContain('root:');
  });
});

describe('yaz-client, a client of others', () => {
  test('searches and shows records by SRU 1.1', async () => {
    const commands = [
      'sru get 1.1',
      `open ${sru}/catalogue`,
      'find bib.barcode = 30000001',
      'show 1',
      'find dc.title =',
      'quit',
    ];
    const said = await run('yaz-client', [], `${commands.join('\n')}\n`);
    expect(said).toContain('Number of hits: 1\n');
    expect(said).toContain('schema=info:lc/xmlns/marcxchange-v2');
    expect(said).toContain('<subfield code="f">30000001</subfield>');
    expect(said).toContain('SRW diagnostic info:srw/diagnostic/1/10');
  });

  test.each(['1.1', '1.2', '2.0'])('searches one library and scans the catalogue by SRU %s', async (version) => {
    const commands = [
      `sru get ${version}`,
      `open ${sru}/LIEVIN`,
      'find dc.language = fre',
      `open ${sru}/catalogue`,
      'scan dc.title=germinal',
      'find dc.title = germ*',
      'quit',
    ];
    const said = await run('yaz-client', [], `${commands.join('\n')}\n`);
    const alone = await ask(`${sru}/LIEVIN`, { ...search, query: 'dc.language = fre', maximumRecords: '0' });
    expect(said).toContain(`Number of hits: ${await hits(alone)}\n`);
    expect(said).toMatch(/^[* ]*germinal( \(9\)|.*9)/m);
    expect(said).toContain('Number of hits: 9\n');
  });
});
