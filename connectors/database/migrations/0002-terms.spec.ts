import { granted } from '../../../core/outcome.ts';
import { migrate } from '../migrate.ts';
import { migrations } from '../schema-version.ts';
import { onBothDatabases } from '../testing.ts';

onBothDatabases((open) => {
  test('exceptions and policies of First light are kept, and two exceptions may then begin on one day', async () => {
    const database = await open();
    const write = async (...statements: string[]): Promise<void> => {
      for (const text of statements) await database.transaction(async (sql) => granted(await sql.run(text)));
    };
    const exception = (columns: string, values: string) =>
      `INSERT INTO calendar_exceptions (libraryId, date, yearly, hours, reason${columns})
        VALUES (1, '2026-12-24', 1, '[]', 'Veille de Noël'${values})`;
    await migrate(database, { migrations: migrations.slice(0, 1) });
    await write(
      `INSERT INTO libraries (id, code, name, commune, inseeCode, kind, state, isPickup, acceptsReturns)
        VALUES (1, 'LENS', 'Lens', 'Lens', '62498', 'HUB', 'LIVE', 1, 1)`,
      `INSERT INTO policies (loanDays, renewals, renewDays, maxTotal, holdable, selfCheck) VALUES (21, 2, 21, 20, 1, 1)`,
      exception('', ''),
    );
    await migrate(database, { migrations: migrations.slice(0, 2) });
    const { reader } = database;
    expect(await reader.one('SELECT holdsMax, hardDueDate, graceOpenDays, retiredAt FROM policies')).toEqual({
      holdsMax: 10,
      hardDueDate: null,
      graceOpenDays: 0,
      retiredAt: null,
    });
    await write(exception(', until, weekday', `, '2026-12-31', 3`));
    const rows = await reader.all<object>('SELECT id, date, yearly, reason, until, weekday FROM calendar_exceptions');
    const first = { id: 1, date: '2026-12-24', yearly: 1, reason: 'Veille de Noël', until: null, weekday: null };
    expect(rows.map((row) => ({ ...row }))).toEqual([first, { ...first, id: 2, until: '2026-12-31', weekday: 3 }]);
    await expect(write(exception('', '').replace('(1,', '(62,'))).rejects.toMatchObject({ kind: 'foreign-key' });
  });
});
