import { sealJournal } from '../../../core/circulation/journal.ts';
import { granted } from '../../../core/outcome.ts';
import { openDatabase } from '../open.ts';
import { createStore } from '../store.ts';
import { committed, noon } from './small-network.ts';

/** A journal of six sealed lines whose triggers somebody dropped, then `tampering`; what the audit says of its chain. */
async function auditAfter(tampering: string): Promise<string[]> {
  const { database, administration } = await openDatabase({ url: 'sqlite::memory:', dataDir: '' });
  const store = createStore(database, administration);
  await committed(store, async (work) => {
    for (let n = 1; n <= 6; n += 1) {
      await work.journal.append({
        at: noon + n,
        type: 'SCAN',
        actor: 'device:gate-lens',
        libraryId: 1,
        deviceId: 1,
        itemId: n,
        patronRef: 'c0ffee',
        payload: { n },
      });
    }
  });
  await sealJournal(store);
  await database.transaction(async (sql) => {
    for (const trigger of ['eventsKept', 'eventsUnchanged', 'eventsSealedOnce', 'eventsReaderOnlyErased']) {
      await sql.run(`DROP TRIGGER ${trigger}`);
    }
    await sql.run(tampering);
    return granted(null);
  });
  const breaches = await store.read.audit();
  await store.close();
  return breaches.filter(({ invariant }) => invariant === 'journal-chain').map(({ detail }) => detail);
}

test.each([
  [`UPDATE events SET payload = '{"n":9}' WHERE seq = 3`, 'position 3, line 3: it is not what was sealed'],
  [`UPDATE events SET at = at + 60000 WHERE seq = 4`, 'position 4, line 4: it is not what was sealed'],
  [
    `UPDATE events SET patronRef = 'decaf' WHERE seq = 2`,
    'position 2, line 2: its reader is not the one it was sealed with',
  ],
  [`DELETE FROM events WHERE seq = 5`, 'position 5, line 6: a line is missing, the next is 6'],
  [`DELETE FROM events WHERE seq = 6`, 'the last lines are cut: 5 of 6 are left'],
  [`DELETE FROM events WHERE seq = 1`, 'position 1, line 2: a line is missing, the next is 2'],
  [`UPDATE events SET prevHash = 'f' WHERE seq = 4`, 'position 4, line 4: it does not follow the line before it'],
  [`UPDATE journal_head SET hash = 'f'`, 'the head of the chain is not its last line, 6'],
  [`DELETE FROM journal_head`, 'the journal has lost its head'],
])('after %s the audit names the first line that breaks the chain', async (tampering, sentence) => {
  expect(await auditAfter(tampering)).toEqual([sentence]);
});

test('erasing every reader breaks nothing', async () => {
  expect(await auditAfter('UPDATE events SET patronRef = NULL, patronSalt = NULL')).toEqual([]);
});
