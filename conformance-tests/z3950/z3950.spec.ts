import { connect } from 'node:net';
import { startServer, type Server } from '../server.ts';
import { ask, run } from '../sru/xml.ts';
import { yazClient, zoomsh } from './yaz.ts';

let server: Server;
let target: string;

beforeAll(async () => {
  server = await startServer();
  target = `127.0.0.1:${server.z3950Port}/catalogue`;
});
afterAll(async () => {
  await server.stop();
});

const session = (...commands: string[]): Promise<string> => yazClient(target, commands);
/** Hits of each search of a session. */
async function hits(...commands: string[]): Promise<number[]> {
  const text = await session(...commands);
  return [...text.matchAll(/Number of hits: (\d+)/g)].map((found) => Number(found[1]));
}
/** Numbers of the diagnostics of a session, with what they are about. */
async function diagnostics(...commands: string[]): Promise<string[]> {
  const text = await session(...commands);
  return [...text.matchAll(/\[(\d+)\] .*?(?: -- v2 addinfo '(.*)')?$/gm)].map((found) =>
    [found[1], found[2]].filter(Boolean).join(' '),
  );
}

describe('Init (Z39.50-2003 §3.2.1)', () => {
  test('yaz-client is let in, and told what can be done', async () => {
    const text = await session();
    expect(text).toContain('Connection accepted by v3 target.');
    expect(text).toContain('Name   : Passerelle');
    expect(text).toContain(
      'Options: search present delSet triggerResourceCtrl scan sort extendedServices namedResultSets',
    );
  });

  test('a member of staff signs in, in both ways; a wrong password is told as 1011', async () => {
    expect(await yazClient(target, [], ['-u', 'coord/demo'])).toContain('Connection accepted');
    expect(await zoomsh(['set user coord', 'set password demo', `connect ${target}`, 'search germinal'])).toMatch(
      /: \d+ hits/,
    );
    const refused = await yazClient(target, [], ['-u', 'coord/wrong']);
    expect(refused).toContain('Connection rejected by v3 target.');
    expect(refused).toContain('code=1011 (Init/AC: Bad Userid and/or Password)');
  });

  test('UTF-8 is agreed on when it is proposed', async () => {
    const text = await yazClient(target, ['find @attr 1=4 "Les Misérables"'], ['-t', 'utf-8']);
    expect(text).toMatch(/Number of hits: [1-9]/);
    expect(await session('charset utf-8', 'negcharset utf-8', `open ${target}`)).toMatch(/Accepted character set/i);
  });

  test('version 2 is spoken with who asks for it', async () => {
    const text = await yazClient('', ['zversion 2', `open ${target}`, 'find @attr 1=4 germinal']);
    expect(text).toContain('Connection accepted by v2 target.');
    expect(text).toMatch(/Number of hits: [1-9]/);
  });
});

describe('Search (§3.2.2)', () => {
  test('RPN, CQL and SRU count the same', async () => {
    const counted: [pqf: string, cql: string][] = [
      ['@attr 1=4 germinal', 'dc.title = germinal'],
      ['@and @attr 1=1003 zola @attr 1=4 germinal', 'dc.creator = zola and dc.title = germinal'],
      ['@attr 1=4 @attr 4=1 "tour du monde"', 'dc.title = "tour du monde"'],
      ['@attr 1=4 @attr 6=3 germinal', 'dc.title == germinal'],
      ['@attr 1=4 @attr 5=1 voyag', 'dc.title = voyag*'],
      ['@attr 1=31 @attr 2=4 2010', 'dc.date >= 2010'],
      ['@attr 1=1044 LENS', 'bib.library = LENS'],
      ['@not @attr 1=1016 @attr 2=103 "" @attr 1=1003 hugo', 'cql.allRecords = 1 not dc.creator = hugo'],
    ];
    for (const [pqf, cql] of counted) {
      const sru = await ask(`${server.baseUrl}/sru`, {
        version: '1.2',
        operation: 'searchRetrieve',
        query: cql,
        maximumRecords: '0',
      });
      const expected = Number(await sru.text('numberOfRecords'));
      expect(expected).toBeGreaterThan(0);
      const counts = await hits(`find ${pqf}`, 'querytype cql', `find ${cql}`);
      expect({ pqf, counts }).toEqual({ pqf, counts: [expected, expected] });
    }
  });

  test('the combinations of the Bath profile are never refused', async () => {
    const combinations = [
      '@attr 2=3 @attr 3=3 @attr 4=2 @attr 5=100 @attr 6=1 germinal',
      '@attr 2=3 @attr 3=3 @attr 4=2 @attr 5=1 @attr 6=1 germin',
      '@attr 2=3 @attr 3=1 @attr 4=1 @attr 5=100 @attr 6=3 germinal',
      '@attr 2=3 @attr 3=1 @attr 4=1 @attr 5=1 @attr 6=3 germin',
      '@attr 2=3 @attr 3=1 @attr 4=1 @attr 5=1 @attr 6=1 germin',
      '@attr 4=105 "germinal nana"',
    ];
    const counts = await hits(...combinations.map((each) => `find @attr 1=4 ${each}`));
    expect(counts).toHaveLength(combinations.length);
    for (const count of counts) expect(count).toBeGreaterThan(0);
  });

  test('databases: the whole catalogue, one library, the digital library', async () => {
    const [all, lens, byAttribute] = await hits(
      'find @attr 1=1016 @attr 2=103 x',
      'base LENS',
      'find @attr 1=1016 @attr 2=103 x',
      'base Default',
      'find @attr 1=1044 LENS',
    );
    expect(all).toBeGreaterThanOrEqual(2_000);
    expect(lens).toBe(byAttribute);
    expect(lens).toBeLessThan(all!);
    expect(await hits('base numerique', 'find @attr 1=1016 @attr 2=103 x')).toHaveLength(1);
  });

  test('result sets by name are operands of others', async () => {
    const [zola, germinal, both] = await hits(
      'find @attr 1=1003 zola',
      'find @attr 1=4 germinal',
      'find @and @set 1 @set 2',
    );
    expect(both).toBeGreaterThan(0);
    expect(both).toBeLessThanOrEqual(Math.min(zola!, germinal!));
  });

  test('what each term finds is told beside the whole (searchResult-1)', async () => {
    const [la, zola] = await hits('find @attr 1=4 la', 'find @attr 1=1003 zola');
    const text = await session('find @and @attr 1=4 la @attr 1=1003 zola');
    expect(text).toContain(`SearchResult-1: term=la cnt=${la}, term=zola cnt=${zola}`);
  });

  test('facets: asked for by yaz-client and by the shell of ZOOM, each a count of its own', async () => {
    const text = await session('facets @attr 1=author @attr 3=2, @attr 1=31 @attr 3=3', 'find @attr 1=4 germinal');
    const [, author, years] =
      /Facets\(2\): \n {2}author \(\d\): \n(.*?) {2}31 \(3\): \n((?: {4}\d{4} \(\d+\)\n){3})/s.exec(text)!;
    expect(author).toMatch(/^ {4}Zola Émile \(\d+\)\n/);
    const [, year, count] = /(\d{4}) \((\d+)\)/.exec(years!)!;
    expect(await hits(`find @and @attr 1=4 germinal @attr 1=31 ${year}`)).toEqual([Number(count)]);
    expect(await diagnostics('facets @attr 1=7', 'find @attr 1=4 germinal')).toEqual(['114 7']);
    const zoom = await zoomsh([
      'set facets "@attr 1=author @attr 3=1"',
      `connect 127.0.0.1:${server.z3950Port}/catalogue`,
      'search germinal',
      'facets',
    ]);
    expect(zoom).toMatch(/Facets: \n {2}author: \n {4}Zola Émile\(\d+\)/);
  });

  test('records come with the search when it asks for them (piggyback)', async () => {
    const text = await session('format unimarc', 'ssub 5', 'lslb 100', 'mspn 2', 'find @attr 1=1003 hugo');
    expect(text).toContain('records returned: 2');
    expect(text).toContain('Record type: Unimarc');
  });

  test('what is wrong is said in the words of Bib-1', async () => {
    expect(
      await diagnostics(
        'find @attr 1=9999 x',
        'find @attr 2=7 x',
        'find @attr 3=9 x',
        'find @attr 4=99 x',
        'find @attr 5=103 x',
        'find @attr 6=9 x',
        'find @attr 99=1 x',
        'find @set nowhere',
        'find @prox 0 2 1 2 k 4 a b',
        'base nowhere',
        'find x',
      ),
    ).toEqual([
      '114 9999',
      '117 7',
      '119 9',
      '118 99',
      '120 103',
      '122 9',
      '113 99',
      '30 nowhere',
      '132 4',
      '235 nowhere',
    ]);
  });

  test('60 operands in one query, yaz-client writing indefinite lengths', async () => {
    const query = `${'@or '.repeat(59)}${'@attr 1=4 germinal '.repeat(60)}`;
    expect(await hits(`find ${query}`)).toEqual(await hits('find @attr 1=4 germinal'));
    expect(await diagnostics(`find ${'@or '.repeat(150)}${'x '.repeat(151)}`)).toEqual(['6 100']);
  });
});

describe('Present (§3.2.3)', () => {
  const germinal = 'find @attr 1=4 @attr 6=3 germinal';

  test('UNIMARC, whole with its copies, or brief', async () => {
    const whole = await session(germinal, 'format unimarc', 'show 1');
    expect(whole).toMatch(/^200 1 {2}\$a Germinal .*\$f Émile Zola$/m);
    expect(whole).toMatch(/^995 {4}\$a .* \$b [A-Z-]+ .*\$f 3000\d{4}/m);
    const brief = await session(germinal, 'format unimarc', 'elements B', 'show 1');
    expect(brief).toMatch(/^200 1 {2}\$a Germinal/m);
    expect(brief).not.toMatch(/^(995|606) /m);
  });

  test('MARC 21, which YAZ reads as such', async () => {
    const text = await session(germinal, 'format usmarc', 'show 1');
    expect(text).toContain('Record type: USmarc');
    expect(text).toMatch(/^245 10 \$a Germinal/m);
    expect(text).toMatch(/^100 1 {2}.*\$a Zola, Émile/m);
  });

  test.each([
    ['F', 'record', 'info:lc/xmlns/marcxchange-v2'],
    ['unimarcxchange', 'record', 'info:lc/xmlns/marcxchange-v2'],
    ['marcxml', 'record', 'http://www.loc.gov/MARC21/slim'],
    ['dc', 'srw_dc:dc', 'info:srw/schema/1/dc-schema'],
    ['oai_dc', 'oai_dc:dc', 'http://www.openarchives.org/OAI/2.0/oai_dc/'],
    ['mods', 'mods', 'http://www.loc.gov/mods/v3'],
  ])('XML by the element set %s, well formed', async (elements, name, namespace) => {
    const text = await session(germinal, 'format xml', `elements ${elements}`, 'show 1');
    const xml = /<[\s\S]*>/.exec(text.slice(text.indexOf('Record type: XML')))![0];
    expect(xml).toContain(namespace);
    expect(xml.startsWith(`<${name}`)).toBe(true);
    expect(await run('xmllint', ['--noout', '-'], xml)).toBe('');
  });

  test('ZOOM asks for a schema by the name of its element set', async () => {
    const text = await zoomsh([
      'set preferredRecordSyntax xml',
      'set elementSetName dc',
      `connect ${target}`,
      'search @attr 1=4 germinal',
      'show 0 1',
    ]);
    expect(text).toContain('<dc:title');
  });

  test('SUTRS for people', async () => {
    const text = await session(germinal, 'format sutrs', 'show 1');
    expect(text).toContain('Titre: Germinal');
  });

  test('OPAC: a loan is seen at once by the next present', async () => {
    const find = 'find @attr 1=1028 30000001';
    const copy = async (): Promise<string> => {
      const text = await session(find, 'format opac', 'show 1');
      const start = text.lastIndexOf('availableNow', text.indexOf('itemId: 30000001'));
      return text.slice(start, text.indexOf('onHold', start) + 9);
    };
    expect(await copy()).toContain('availableNow: 1');
    await sip2(
      '9300CNkiosk-lens|COdemo|CPLENS|\r11YN20261121    10150020261121    101500AOCALL|AA20000007|AB30000001|AC|AD1234|\r',
    );
    const lent = await copy();
    expect(lent).toContain('availableNow: 0');
    expect(lent).toMatch(/availabil\w*Date: \d{4}-\d{2}-\d{2}/);
  });

  test('out of range, an unknown set, element set or syntax', async () => {
    expect(
      await diagnostics(
        germinal,
        'format unimarc',
        'show 99999+1',
        'show 1+1+nowhere',
        'elements ZZ',
        'show 1',
        'elements F',
        'format grs-1',
        'show 1',
      ),
    ).toEqual(['13 99999', '30 nowhere', '25 ZZ', '239 1.2.840.10003.5.105']);
  });

  test('messages of 10 kB, as old scripts ask: partial presents, all records in the end', async () => {
    const text = await yazClient('', [
      'setmaxsize',
      `open ${target}`,
      'find @attr 1=1003 hugo',
      'format unimarc',
      'show 1+5',
    ]);
    expect(text).toContain('Records: 5');
    const zoom = await zoomsh([
      'set preferredMessageSize 4096',
      'set maximumRecordSize 4096',
      'set preferredRecordSyntax unimarc',
      `connect ${target}`,
      'search @attr 1=1003 hugo',
      'show 0 20',
    ]);
    expect([...zoom.matchAll(/syntax=Unimarc/g)]).toHaveLength(20);
  });
});

describe('Scan, Sort, Delete (§3.2.8, 3.2.7, 3.2.4)', () => {
  test('a scan gives headings as they are read, with their records', async () => {
    const text = await session('scan @attr 1=4 voy');
    expect(text).toContain('Received ScanResponse');
    expect(text).toMatch(/^ *\* Voyage au bout de la nuit \(\d+\)\n +Voyage au centre de la Terre \(\d+\)$/m);
  });

  test('words are scanned when words are asked for; the term stands where it was asked to; ZOOM scans too', async () => {
    const words = await session('scansize 3', 'scanpos 2', 'scan @attr 1=4 @attr 4=2 germinal');
    expect(words).toMatch(/^ +\S+ \(\d+\)\n *\* germinal \(\d+\)\n +\S+ \(\d+\)$/m);
    const zoom = await zoomsh([`connect ${target}`, 'scan @attr 1=4 @attr 4=2 germinal']);
    expect(zoom).toMatch(/germinal \d+/);
    expect(await diagnostics('scanstep 2', 'scan @attr 1=4 x')).toEqual(['205 2']);
  });

  test('a sorted set is in order, either way, by year and by title', async () => {
    const years = async (flag: string): Promise<number[]> => {
      const text = await session('find @attr 1=1003 hugo', `sort 1=31 ${flag}`, 'format unimarc', 'show 1+20');
      expect(text).toContain('Received SortResponse: status=success');
      return [...text.matchAll(/^100 {4}\$a \d{8}d(\d{4})/gm)].map((found) => Number(found[1]));
    };
    const ascending = await years('ia');
    expect(ascending.length).toBe(20);
    expect(ascending).toEqual([...ascending].sort((a, b) => a - b));
    const descending = await years('>di');
    expect(descending).toEqual([...descending].sort((a, b) => b - a));
    expect(await diagnostics('find @attr 1=1003 hugo', 'sort 1=54 ia')).toEqual(['207']);
  });

  test('several keys: by year, and within a year by title, either way; by the shell of ZOOM as well', async () => {
    const sorted = async (flag: string): Promise<string[]> => {
      const text = await session('find @attr 1=1003 hugo', `sort 1=31 ia 1=4 ${flag}`, 'format unimarc', 'show 1+35');
      expect(text).toContain('Received SortResponse: status=success');
      const years = [...text.matchAll(/^100 {4}\$a \d{8}d(\d{4})/gm)].map((found) => found[1]!);
      const titles = [...text.matchAll(/^200 .{2} \$a (.+?)(?: \$|$)/gm)].map((found) => found[1]!);
      expect(titles).toHaveLength(35);
      return years.map((year, at) => `${year} ${titles[at]!}`);
    };
    const ascending = await sorted('ia');
    expect(ascending).toEqual(ascending.toSorted());
    const descending = await sorted('id');
    const years = (lines: readonly string[]) => lines.map((line) => line.slice(0, 4));
    expect(years(descending)).toEqual(years(ascending));
    expect(descending).not.toEqual(ascending);

    const zoom = await zoomsh([
      'set preferredRecordSyntax unimarc',
      `connect ${target}`,
      'search @or @attr 1=1003 hugo @attr 7=1 @attr 1=31 0',
      'show 0 3',
    ]);
    const first = [...zoom.matchAll(/^100 {4}\$a \d{8}d(\d{4})/gm)].map((found) => found[1]!);
    expect(first).toEqual(years(ascending).slice(0, 3));
    expect(await diagnostics('find @attr 1=1003 hugo', 'sort 1=31 ia 1=31 >d')).toEqual(['212 date']);
    expect(await diagnostics('find hugo', 'sort 1=31 ia 1=4 ia 1=1003 ia 1=1 ia')).toEqual(['211 3']);
  });

  test('a deleted result set is gone', async () => {
    const text = await session('find @attr 1=4 germinal', 'delete 1', 'delete 1', 'show 1');
    expect(text).toContain('Got deleteResultSetResponse status=0');
    expect(text).toContain('Got deleteResultSetResponse status=1');
    expect(text).toContain('[30] Specified result set does not exist');
  });
});

describe('Explain, extended services, Close', () => {
  test('IR-Explain-1 is the ZeeRex record of SRU', async () => {
    const text = await session('base IR-Explain-1', 'find @attr exp-1 1=1 TargetInfo', 'format xml', 'show 1');
    const sru = await ask(`${server.baseUrl}/sru`);
    const zeerex = /<explain [\s\S]*<\/explain>/.exec(text)![0];
    expect(sru.xml).toContain(zeerex);
  });

  test('Update and Item Order are refused in their own words', async () => {
    const anonymous = await session('update0 insert 1 <x/>', 'itemorder ill 1');
    expect(anonymous).toMatch(/\[1004\]|1004/);
    const known = await yazClient(target, ['find germinal', 'itemorder item 1'], ['-u', 'coord/demo']);
    expect(known).toContain('[221] ES: extended service type not supported');
  });

  test('a resource control that is triggered changes nothing, and the next request is answered', async () => {
    const text = await session('cancel', 'find @attr 1=4 germinal');
    expect(text).toMatch(/Number of hits: [1-9]/);
  });

  test('Close is answered by Close', async () => {
    const text = await session('close');
    expect(text).toContain('Target has closed the association.');
    expect(text).toContain('Reason: finished');
  });
});

test('SRU is answered on the same port', async () => {
  const answer = await ask(`http://127.0.0.1:${server.z3950Port}/catalogue`, {
    version: '1.2',
    operation: 'searchRetrieve',
    query: 'dc.title = germinal',
  });
  expect(Number(await answer.text('numberOfRecords'))).toBeGreaterThan(0);
  expect((await fetch(`http://127.0.0.1:${server.z3950Port}/api/v1/session`)).status).toBe(404);
});

/** Says lines to the SIP2 server and waits for as many answers. */
function sip2(lines: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect(server.sip2Port, '127.0.0.1', () => socket.write(lines));
    let heard = '';
    socket.on('data', (chunk: Buffer) => {
      heard += chunk.toString();
      if (heard.split('\r').length > lines.split('\r').length - 1) {
        socket.end();
        resolve(heard);
      }
    });
    socket.on('error', reject);
  });
}
