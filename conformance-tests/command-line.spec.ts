import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { DatabaseSync } from 'node:sqlite';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { freePorts, passerelle, startServer, type Server } from './server.ts';

jest.setTimeout(120_000);

const folder = mkdtempSync(join(tmpdir(), 'passerelle-commands-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** One ISO 2709 record made by hand: field, value pairs; data fields begin with their indicators. */
function iso2709(fields: readonly (readonly [string, string])[]): Buffer {
  let directory = '';
  let body = '';
  for (const [tag, value] of fields) {
    const field = `${value}\x1e`;
    directory +=
      tag + String(Buffer.byteLength(field)).padStart(4, '0') + String(Buffer.byteLength(body)).padStart(5, '0');
    body += field;
  }
  const base = 24 + directory.length + 1;
  const length = base + Buffer.byteLength(body) + 1;
  const leader = `${String(length).padStart(5, '0')}nam0 22${String(base).padStart(5, '0')}   450 `;
  return Buffer.from(`${leader}${directory}\x1e${body}\x1d`);
}

const book = (id: string, title: string, barcode: string): Buffer =>
  iso2709([
    ['001', id],
    ['100', '  \x1fa20240101d2020    m  y0frey50      ba'],
    ['101', '0 \x1fafre'],
    ['200', `1 \x1fa${title}\x1ffUn auteur`],
    ['995', `  \x1fbLENS\x1ff${barcode}\x1fkR AUT\x1frlivre`],
  ]);

function file(name: string, ...parts: readonly (Buffer | string)[]): string {
  const path = join(folder, name);
  writeFileSync(path, Buffer.concat(parts.map((part) => Buffer.from(part as Buffer))));
  return path;
}

const threeBooks = file(
  'trois.mrc',
  book('A1', 'Zinzolin premier', 'Z001'),
  book('A2', 'Zinzolin second', 'Z002'),
  book('A3', 'Zinzolin troisième', 'Z003'),
);

async function hits(server: Server, query: string): Promise<number> {
  const url = `${server.baseUrl}/sru?version=1.2&operation=searchRetrieve&query=${encodeURIComponent(query)}&maximumRecords=0`;
  const answer = await (await fetch(url)).text();
  return Number(/numberOfRecords>(\d+)</.exec(answer)?.[1]);
}

describe('settings', () => {
  test('every mistake is told at once, exit code 2', async () => {
    const { code, errors } = await passerelle(['verify'], {
      PASSERELLE_HTTP_PORT: 'eighty',
      PASSERELLE_DATABASE_URL: 'oracle:',
      PASSERELLE_COULEUR: 'bleu',
    });
    expect(code).toBe(2);
    expect(errors.trim().split('\n')).toHaveLength(3);
  });

  test('an unknown command and a missing option are exit code 2', async () => {
    expect((await passerelle(['dance'])).code).toBe(2);
    expect((await passerelle(['import', 'x.mrc'])).code).toBe(2);
  });

  test('the demonstration network refuses to listen beyond loopback', async () => {
    const { code, errors } = await passerelle(['serve', '--demo'], {
      PASSERELLE_DATA_DIR: join(folder, 'never'),
      PASSERELLE_HOST: '0.0.0.0',
    });
    expect([code, errors]).toEqual([2, expect.stringContaining('loopback only')]);
  });
});

describe('with a server running', () => {
  let server: Server;
  beforeAll(async () => {
    server = await startServer();
  });
  afterAll(() => server.stop());
  const run = (...commandLine: string[]) => passerelle(commandLine, { PASSERELLE_DATA_DIR: server.dataDir });

  test('import hands over to it; a second run changes nothing; search finds the records within a second', async () => {
    const first = await run('import', threeBooks, '--library', 'LENS');
    expect(first).toMatchObject({
      code: 0,
      output: expect.stringMatching(
        /records: 3 read = 3 created \+ 0 updated \+ 0 unchanged \+ 0 rejected\nitems: +3 read = 3 created/,
      ),
    });
    await delay(1_000);
    expect(await hits(server, 'dc.title=zinzolin')).toBe(3);
    const second = await run('import', threeBooks, '--library', 'LENS');
    expect(second.output).toMatch(/3 read = 0 created \+ 0 updated \+ 3 unchanged \+ 0 rejected/);
  });

  test('a changed record is updated, and only that one', async () => {
    const changed = file('change.mrc', book('A1', 'Zinzolin premier', 'Z001'), book('A2', 'Zinzolin changé', 'Z002'));
    const { output } = await run('import', changed, '--library', 'LENS');
    expect(output).toMatch(/2 read = 0 created \+ 1 updated \+ 1 unchanged/);
    await delay(1_000);
    expect(await hits(server, 'dc.title="zinzolin change"')).toBe(1);
  });

  test('a dry run writes nothing', async () => {
    const dry = file('essai.mrc', book('B1', 'Amarante', 'Z101'));
    expect((await run('import', dry, '--library', 'LENS', '--dry-run')).output).toMatch(/1 read = 1 created[^]*/);
    await delay(600);
    expect(await hits(server, 'dc.title=amarante')).toBe(0);
  });

  test('a truncated record is rejected with its offset, its neighbours are kept', async () => {
    const first = book('C1', 'Pervenche une', 'Z201');
    const broken = book('C2', 'Pervenche deux', 'Z202').subarray(0, 60);
    const { code, output } = await run(
      'import',
      file('coupe.mrc', first, broken, book('C3', 'Pervenche trois', 'Z203')),
      '--library',
      'LENS',
    );
    expect(code).toBe(0);
    expect(output).toMatch(/3 read = 2 created \+ 0 updated \+ 0 unchanged \+ 1 rejected/);
    expect(output).toContain(`rejected record at byte ${first.length}`);
  });

  test('a wrong charset is told, and read all the same', async () => {
    const latin1 = Buffer.from(book('D1', 'Vénérable été', 'Z301').toString('utf8'), 'latin1');
    const { output } = await run('import', file('latin1.mrc', latin1), '--library', 'LENS');
    expect(output).toMatch(/1 read = 1 created/);
    expect(output).toMatch(/put right in 1 records.*jeu de caractères/);
    await delay(1_000);
    expect(await hits(server, 'dc.title="venerable ete"')).toBe(1);
  });

  test.each([
    [
      'an unknown library',
      ['import', threeBooks, '--library', 'ATLANTIS'],
      /no library of the network has the code ATLANTIS/,
    ],
    ['a missing file', ['import', join(folder, 'absent.mrc'), '--library', 'LENS'], /absent\.mrc/],
    ['a folder', ['import', folder, '--library', 'LENS'], /passerelle-commands/],
    ['an empty file', ['import', file('vide.mrc', ''), '--library', 'LENS'], /vide\.mrc/],
    [
      'a compressed file',
      ['import', file('zip.mrc', Buffer.from([0x1f, 0x8b, 8, 0, 0, 0])), '--library', 'LENS'],
      /zip\.mrc/,
    ],
    ['an unknown profile', ['import', threeBooks, '--library', 'LENS', '--profile', 'x'], /no profile is called x/],
  ])('%s is one clear sentence, exit code 2', async (_what, commandLine, sentence) => {
    const { code, errors } = await run(...commandLine);
    expect([code, errors.trim().split('\n').length]).toEqual([2, 1]);
    expect(errors).toMatch(sentence);
  });

  test('MARC 21 delivered as UNIMARC is refused as the wrong flavour', async () => {
    const marc21 = iso2709([
      ['001', 'M1'],
      ['245', '10\x1faA title\x1fcAn author'],
      ['260', '  \x1faNew York'],
    ]);
    const whole = await run('import', file('marc21.mrc', marc21), '--library', 'LENS');
    expect([whole.code, whole.errors]).toEqual([2, expect.stringMatching(/marc21\.mrc is MARC 21.*UNIMARC/)]);
    const amongOthers = file('mixed.mrc', book('E1', 'Zinzolin mêlé', 'Z401'), marc21);
    expect((await run('import', amongOthers, '--library', 'LENS')).output).toMatch(
      /1 created[^]*1 rejected[^]*MARC 21/,
    );
  });

  test('accounts are made, listed, given a new password', async () => {
    const made = await run('user', 'add', 'claire', '--role', 'STAFF', '--library', 'AVION', '--name', 'Claire');
    expect(made.output).toMatch(/claire created \(STAFF\)\npassword, told this once: \S{20,}/);
    expect((await run('user', 'add', 'claire', '--role', 'STAFF')).errors).toMatch(/login claire is taken/);
    expect((await run('user', 'add', 'bob', '--role', 'KING')).code).toBe(2);
    expect((await run('user', 'list')).output).toMatch(/claire\tSTAFF\tAVION\tactive\tpassword\tClaire/);
    expect((await run('user', 'passwd', 'claire')).output).toMatch(/password changed/);
    expect((await run('user', 'passwd', 'nobody')).code).toBe(2);
  });

  test('the control socket is for the account of the server alone', () => {
    expect(statSync(join(server.dataDir, 'control.sock')).mode & 0o777).toBe(0o600);
    expect(statSync(server.dataDir).mode & 0o077).toBe(0);
  });

  test('a second server on the same data is refused, naming the first', async () => {
    const [httpPort, sip2Port, z3950Port] = await freePorts(3);
    const { code, errors } = await passerelle(['serve'], {
      PASSERELLE_DATA_DIR: server.dataDir,
      PASSERELLE_HTTP_PORT: String(httpPort),
      PASSERELLE_SIP2_PORT: String(sip2Port),
      PASSERELLE_Z3950_PORT: String(z3950Port),
    });
    expect(code).toBe(1);
    expect(errors).toContain(String(server.pid));
  });

  test('reindex while it serves: the same answers before and after, verify is clean', async () => {
    const before = await hits(server, 'dc.subject=mineurs');
    expect(await run('reindex')).toMatchObject({ code: 0, output: expect.stringMatching(/reindex: \d+ records/) });
    expect(await hits(server, 'dc.subject=mineurs')).toBe(before);
    expect(before).toBeGreaterThan(0);
    expect(await run('verify')).toMatchObject({ code: 0, output: expect.stringContaining('every invariant holds') });
  });
});

describe('without a server', () => {
  const dataDir = join(folder, 'alone');
  const run = (...commandLine: string[]) => passerelle(commandLine, { PASSERELLE_DATA_DIR: dataDir });

  test('migrate, generate and import work by themselves; the same seed twice is refused', async () => {
    expect((await run('migrate')).output).toMatch(/migrate: applied 0001/);
    expect((await run('migrate')).output).toMatch(/up to date/);
    const generated = await run('generate', '--records', '300', '--items', '700', '--patrons', '50');
    expect(generated).toMatchObject({
      code: 0,
      output: expect.stringMatching(/300 read = 300 created[^]*700 read = 700 created/),
    });
    expect((await run('generate', '--records', '1', '--items', '1', '--patrons', '1')).errors).toMatch(
      /seed 1 is already there/,
    );
    expect((await run('import', threeBooks, '--library', 'LENS')).output).toMatch(/3 read = 3 created/);
    expect(await run('verify')).toMatchObject({
      code: 0,
      output: expect.stringMatching(/2506 records[^]*every invariant holds/),
    });
  });

  test('verify finds a broken invariant and exits with 1', async () => {
    const database = new DatabaseSync(join(dataDir, 'passerelle.sqlite'));
    database.exec("UPDATE items SET status = 'ON_LOAN' WHERE barcode = '30000001'");
    database.close();
    const { code, output } = await run('verify');
    expect(code).toBe(1);
    expect(output).toMatch(/BROKEN .*30000001|BROKEN .*item/);
  });

  test('a database of a newer program is refused with its version', async () => {
    const newer = join(folder, 'newer');
    expect((await passerelle(['migrate'], { PASSERELLE_DATA_DIR: newer })).code).toBe(0);
    const database = new DatabaseSync(join(newer, 'passerelle.sqlite'));
    database.exec(
      "INSERT INTO schema_migrations (name, checksum, steps, startedAt, finishedAt) VALUES ('9999-future', 'x', 1, 1, 1)",
    );
    database.close();
    const { code, errors } = await passerelle(['verify'], { PASSERELLE_DATA_DIR: newer });
    expect([code, errors.trim().split('\n').length]).toEqual([1, 1]);
    expect(errors).toMatch(/9999-future|newer/);
  });

  test('a port in use is one sentence, exit code 1', async () => {
    const taken = createServer();
    await new Promise<void>((listening) => taken.listen(0, '127.0.0.1', listening));
    const { port } = taken.address() as { port: number };
    const [sip2Port, z3950Port] = await freePorts(2);
    const { code, errors } = await passerelle(['serve', '--demo'], {
      PASSERELLE_DATA_DIR: join(folder, 'port'),
      PASSERELLE_HTTP_PORT: String(port),
      PASSERELLE_SIP2_PORT: String(sip2Port),
      PASSERELLE_Z3950_PORT: String(z3950Port),
    });
    await new Promise((closed) => taken.close(closed));
    expect([code, errors]).toEqual([1, expect.stringMatching(new RegExp(`127\\.0\\.0\\.1:${port} is already in use`))]);
  });

  test('a data folder that cannot be made or written is one sentence, exit code 1', async () => {
    const { code, errors } = await passerelle(['migrate'], { PASSERELLE_DATA_DIR: join(threeBooks, 'data') });
    expect([code, errors.trim().split('\n').length]).toEqual([1, 1]);
    expect(errors).toMatch(/folder|data/);
  });
});

const mayMount = process.getuid?.() === 0 && process.platform === 'linux';
(mayMount ? test : test.skip)(
  'a full disk: the import stops with one sentence, what was committed is whole',
  async () => {
    const disk = join(folder, 'small-disk');
    mkdirSync(disk);
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=24m', 'tmpfs', disk]);
    try {
      const environment = { PASSERELLE_DATA_DIR: join(disk, 'data') };
      const nothing = ['--records', '0', '--items', '0', '--patrons', '0'];
      expect((await passerelle(['generate', ...nothing], environment)).code).toBe(0); // the demonstration network alone
      const books = Array.from({ length: 30_000 }, (_, n) =>
        book(`F${n}`, `Titre numéro ${n} ${'x'.repeat(200)}`, `F${n}`),
      );
      const full = await passerelle(['import', file('plein.mrc', ...books), '--library', 'LENS'], environment);
      expect(full.code).toBe(1);
      expect(full.errors).toMatch(/full|disk|space/i);
      execFileSync('mount', ['-o', 'remount,size=256m', disk]);
      expect(await passerelle(['verify'], environment)).toMatchObject({
        output: expect.not.stringContaining('item-without'),
      });
      const again = await passerelle(['import', file('plein.mrc', ...books), '--library', 'LENS'], environment);
      expect(again.output).toMatch(/30000 read = \d+ created \+ 0 updated \+ \d+ unchanged \+ 0 rejected/);
      expect(await passerelle(['verify'], environment)).toMatchObject({ code: 0 });
    } finally {
      execFileSync('umount', [disk]);
    }
  },
);
