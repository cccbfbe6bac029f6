import { granted } from '../../../core/outcome.ts';
import { spentDigest } from '../stores/patron-cards.ts';
import { committed, fresh, registered, type Subject } from './small-network.ts';

interface Readers {
  readonly one: number;
  readonly card: string;
  readonly other: number;
  readonly erased: number;
  readonly category: number;
}

/** How each invariant of accounts is broken, and put right again. */
const breakages: Readonly<Record<string, { break: (at: Readers) => string; mend: (at: Readers) => string }>> = {
  'patron-state-is-derived': {
    break: ({ one }) => `UPDATE patrons SET state = 'EXPIRED' WHERE id = ${one}`,
    mend: ({ one }) => `UPDATE patrons SET state = 'ACTIVE' WHERE id = ${one}`,
  },
  'computed-block-not-stored': {
    break: ({ one }) => block(one, 'OVERDUE', 'trois retards'),
    mend: () => 'DELETE FROM blocks WHERE since = 77',
  },
  'block-has-author-and-reason': {
    break: ({ one }) => block(one, 'MANUAL', ''),
    mend: () => 'DELETE FROM blocks WHERE since = 77',
  },
  'erased-account-is-empty': {
    break: ({ erased }) => `UPDATE patrons SET guardianContact = 'Mme Petit' WHERE id = ${erased}`,
    mend: ({ erased }) => `UPDATE patrons SET guardianContact = NULL WHERE id = ${erased}`,
  },
  'merged-account-leads-somewhere': {
    break: ({ one, other }) => `UPDATE patrons SET mergedIntoId = ${other} WHERE id = ${one}`,
    mend: ({ one }) => `UPDATE patrons SET mergedIntoId = NULL WHERE id = ${one}`,
  },
  'guardian-exists': {
    break: ({ one, erased }) => `UPDATE patrons SET guardianId = ${erased} WHERE id = ${one}`,
    mend: ({ one }) => `UPDATE patrons SET guardianId = NULL WHERE id = ${one}`,
  },
  'card-reason-when-past': {
    break: ({ one }) => `UPDATE patron_cards SET reason = 'LOST' WHERE patronId = ${one}`,
    mend: ({ one }) => `UPDATE patron_cards SET reason = NULL WHERE patronId = ${one}`,
  },
  'pseudonym-of-one-reader': {
    break: ({ one, other }) =>
      `INSERT INTO patron_pseudonyms (pseudonym, patronId) SELECT pseudonym, ${other} FROM patrons WHERE id = ${one}`,
    mend: () => 'DELETE FROM patron_pseudonyms',
  },
  'category-ages': {
    break: ({ category }) => `UPDATE patron_categories SET minAge = 18, maxAge = 3 WHERE id = ${category}`,
    mend: ({ category }) => `UPDATE patron_categories SET minAge = NULL, maxAge = NULL WHERE id = ${category}`,
  },
  'name-key': {
    break: ({ one }) => `UPDATE patrons SET nameKey = 'AUTRE' WHERE id = ${one}`,
    mend: ({ one, other }) =>
      `UPDATE patrons SET nameKey = (SELECT same FROM (SELECT nameKey AS same FROM patrons WHERE id = ${other}) AS model)
       WHERE id = ${one}`,
  },
  'kept-answer-names-no-erased': {
    break: ({ erased }) =>
      `INSERT INTO answers (businessKey, answer, at) VALUES ('planted', '{"loan":{"patronId":${erased},"id":1}}', 1)`,
    mend: () => `DELETE FROM answers WHERE businessKey = 'planted'`,
  },
  'no-reader-kept': {
    break: () => String.raw`INSERT INTO answers (businessKey, answer, at)
      VALUES ('planted', ${inText(JSON.stringify({ reply: JSON.stringify({ body: { kind: 'reader' } }) }))}, 1)`,
    mend: () => `DELETE FROM answers WHERE businessKey = 'planted'`,
  },
  'spent-card-is-nobodys': {
    break: ({ card }) => `INSERT INTO spent_cards (cardDigest, at) VALUES ('${spentDigest(card)}', 1)`,
    mend: () => 'DELETE FROM spent_cards WHERE at = 1',
  },
};

/** A text as both databases read it: MariaDB takes a backslash for an escape, a string of its bytes for itself. */
function inText(text: string): string {
  return `CAST(X'${Buffer.from(text).toString('hex')}' AS CHAR)`;
}

function block(patronId: number, kind: string, note: string): string {
  return `INSERT INTO blocks (patronId, kind, since, note, author, stopsCheckOut, stopsHold, stopsRenewal)
    VALUES (${patronId}, '${kind}', 77, '${note}', 'user:coord', 1, 1, 1)`;
}

/** Every breach of every invariant of accounts is found, and sound ones have none. */
export function patronAuditContract(subject: () => Subject): void {
  const write = (text: string) => subject().database.transaction(async (sql) => granted(await sql.run(text)));
  let readers: Readers;

  test('finds nothing in sound accounts, one of them erased', async () => {
    const { store, network } = subject();
    const [one, other, erased] = await registered(store, network, 3);
    await committed(store, (work) => work.patronAccounts.erase(erased!.id, fresh()));
    readers = { one: one!.id, card: one!.card, other: other!.id, erased: erased!.id, category: network.category };
    expect(await store.read.audit()).toEqual([]);
  });

  test.each(Object.keys(breakages))('finds a breach of %s', async (invariant) => {
    const { store } = subject();
    await write(breakages[invariant]!.break(readers));
    const found = await store.read.audit();
    expect(found.map((breach) => breach.invariant)).toContain(invariant);
    for (const { detail } of found) expect(detail).not.toMatch(/\{|undefined|Zoé|Ça’rlïer/);
    await write(breakages[invariant]!.mend(readers));
    expect(await store.read.audit()).toEqual([]);
  });
}
