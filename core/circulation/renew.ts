import type { CheckOutRequest, RenewRequest, Renewed } from '../library.ts';
import { granted, refused, type Outcome } from '../outcome.ts';
import type { Patron } from '../patrons/patron.ts';
import { lockReader, pinRefusal, whyNot } from '../patrons/standing.ts';
import type { ClaimedItem, Work } from '../ports/store.ts';
import { businessKey } from './business-key.ts';
import type { CirculationPolicy, Loan } from './entities.ts';
import { dueDate, policyFor } from './loan-terms.ts';
import type { CirculationPorts } from './ports.ts';

/** Gives a reader more time with a document he has, or says why not. */
export function renew(ports: CirculationPorts) {
  return async (request: RenewRequest): Promise<Outcome<Renewed>> => {
    const pin = await pinRefusal(ports, request);
    if (pin) return pin;
    return ports.store.transaction((work) => extend(ports, work, request));
  };
}

async function extend(ports: CirculationPorts, work: Work, request: RenewRequest): Promise<Outcome<Renewed>> {
  const now = ports.clock.now();
  const item = await work.items.claim(request.itemBarcode);
  if (!item) return refused('item-unknown');
  const loan = await work.loans.openOf(item.id);
  if (!loan) return refused('item-not-on-loan');

  const key = businessKey('renew', request);
  const stored = await work.answers.find(key);
  const before = stored === null ? null : (JSON.parse(stored) as Loan);
  if (before && before.id === loan.id && before.renewals === loan.renewals) {
    return granted({ item, title: item.title, loan: before });
  }

  const reader = await lockReader(work, request.card);
  if ('granted' in reader) return reader;
  if (loan.patronId !== reader.id) return refused('item-not-on-loan-to-patron');
  const policy = policyFor(ports, reader, item, loan.libraryId);
  if (!policy) return refused('no-policy', { itemType: item.type });
  const at = request.offline ? Math.min(request.offline.at, now) : now;
  const extended = await prolong(ports, work, { item, reader, loan, policy, request, at });
  if (!extended.granted) return extended;
  await work.answers.keep(key, JSON.stringify(extended.value), now);
  return granted({ item, title: item.title, loan: extended.value });
}

/** Extends an open loan by its policy; a loan never gets shorter. Off-line renewals are facts: rules are noted. */
export async function prolong(
  ports: CirculationPorts,
  work: Work,
  renewal: {
    item: ClaimedItem;
    reader: Patron;
    loan: Loan;
    policy: CirculationPolicy;
    request: Pick<CheckOutRequest, 'device' | 'offline'>;
    at: number;
  },
): Promise<Outcome<Loan>> {
  const { item, reader, loan, policy, request, at } = renewal;
  const refusal =
    whyNot(reader, await work.patrons.blocks(reader.id, at), at, 'stopsRenewal') ??
    (loan.renewals >= policy.renewals
      ? refused('renewal-limit-reached', { policy: policy.id, limit: policy.renewals })
      : null) ??
    ((await wantedByOthers(work, item, reader)) ? refused('renewal-wanted-by-others') : null);
  if (refusal && !request.offline) return refusal;

  const due = dueDate(ports, { libraryId: loan.libraryId, at, days: policy.renewDays, patron: reader });
  if (!due.granted) return due;
  const dueAt = Math.max(loan.dueAt, request.offline?.dueAt ?? due.value);
  await work.loans.extend(loan.id, { dueAt, renewals: loan.renewals + 1 });
  await work.journal.append({
    at: ports.clock.now(),
    type: 'RENEWAL',
    actor: `device:${request.device.login}`,
    libraryId: request.device.libraryId,
    deviceId: request.device.id,
    itemId: item.id,
    patronRef: reader.pseudonym,
    payload: { loan: loan.id, policy: policy.id, dueAt, conflicts: refusal?.refusal ?? null },
  });
  return granted({ ...loan, dueAt, renewals: loan.renewals + 1 });
}

/** Not "somebody waits", but "more readers wait than there are copies on the shelves to serve them". */
async function wantedByOthers(work: Work, item: ClaimedItem, reader: Patron): Promise<boolean> {
  const queue = await work.holds.queue(item.recordId);
  const waiting = queue.filter(
    (hold) => hold.patronId !== reader.id && hold.boundItemId === null && (hold.itemId ?? item.id) === item.id,
  );
  return waiting.length > 0 && waiting.length >= (await work.holds.availableCopies(item.recordId));
}
