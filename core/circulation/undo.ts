import type { Undone, UndoRequest } from '../library.ts';
import { actorOf } from '../network/post.ts';
import { granted, refused, type Outcome, type Refused } from '../outcome.ts';
import { pinRefusal } from '../patrons/standing.ts';
import type { StoredEvent } from '../ports/journal.ts';
import type { ClaimedItem, Work } from '../ports/store.ts';
import { businessKeyWords } from './business-key.ts';
import { claimAll } from './check-out-holds.ts';
import type { CirculationPorts } from './ports.ts';
import type { Step } from './remembering.ts';

/** Other documents an act moved are known once it is read: it is read again with all of them locked, not for ever. */
const tries = 5;

/**
 * Undoes the last check-out or check-in a terminal made of a document: the tag could not be written, or the reader took
 * the document back out of the slot. Everything is as it was before, or nothing is touched: once anything else happened
 * to the document, its reader's hold or its way, people decide. Asked again it is done already.
 */
export function undo(ports: CirculationPorts) {
  return async (request: UndoRequest): Promise<Outcome<Undone>> => {
    const pin = request.card === undefined ? null : await pinRefusal(ports, { ...request, card: request.card });
    if (pin) return pin;
    let documents: readonly { id: number; barcode: string }[] = [];
    for (let left = tries; left > 0; left -= 1) {
      const outcome = await ports.store.transaction((work) => takeBackAct(ports, work, request, documents));
      if (!outcome.granted) return outcome;
      if (!('more' in outcome.value)) return granted(outcome.value);
      documents = outcome.value.more;
    }
    return refused('temporarily-unavailable');
  };
}

type More = { readonly more: readonly { readonly id: number; readonly barcode: string }[] };

async function takeBackAct(
  ports: CirculationPorts,
  work: Work,
  request: UndoRequest,
  documents: More['more'],
): Promise<Outcome<Undone | More>> {
  const now = ports.clock.now();
  const { item, others } = await claimAll(work, request.itemBarcode, documents);
  if (!item) return refused('item-unknown');
  const act = await work.undo.lastAct(item.id, now - ports.settings.undoWithin);
  if (act && isDone(act, request)) {
    const his = await describe(ports, work, item);
    const loan = his.granted ? his.value.loan : null;
    return (loan && (await isAnothers(work, loan.patronId, request))) ?? his;
  }
  const refusal = notHis(act, request);
  if (refusal || !act) return refusal ?? refused('nothing-to-undo');

  const steps = await stepsOf(work, act, request);
  if (!steps) return refused('nothing-to-undo');
  const moved = steps.filter((step) => step.did === 'moved').filter((step) => step.item !== item.id);
  if (moved.some((step) => !others.has(step.item))) {
    const more = moved.map((step) => ({ id: step.item, barcode: step.barcode }));
    return granted({ more: [{ id: item.id, barcode: request.itemBarcode }, ...more] });
  }
  if (await work.undo.happenedSince(item.id, act.seq)) return refused('undo-overtaken');
  const wrongCard = await namesAnother(work, steps, request);
  if (wrongCard) return wrongCard;
  for (const step of steps.toReversed()) {
    if (!(await putBack(work, step, now))) return refused('undo-overtaken', { step: step.did });
  }
  await work.journal.append({
    at: now,
    type: 'UNDONE',
    actor: actorOf(request.device),
    libraryId: request.device.libraryId,
    deviceId: request.device.id,
    itemId: item.id,
    patronRef: act.patronRef,
    payload: { act: act.seq, of: act.type, loan: act.payload['loan'] ?? null, told: request.transactionDate },
  });
  const place = steps.find((step) => step.did === 'moved' && step.item === item.id);
  return describe(ports, work, place?.did === 'moved' ? { ...item, ...place.from } : item);
}

/** The same undoing, told again: nothing happened to the document since. */
function isDone(act: StoredEvent, { device, transactionDate }: UndoRequest): boolean {
  return act.type === 'UNDONE' && act.deviceId === device.id && act.payload['told'] === transactionDate;
}

const acts: Readonly<Record<UndoRequest['what'], readonly string[]>> = {
  'check-out': ['LOAN', 'RENEWAL'],
  'check-in': ['RETURN', 'SCAN'],
};

function notHis(act: StoredEvent | null, { device, what }: UndoRequest): Refused | null {
  if (act && acts[what].includes(act.type) && act.deviceId === device.id) return null;
  return act && act.type !== 'UNDONE' ? refused('undo-overtaken', { by: act.type }) : refused('nothing-to-undo');
}

/** What the act wrote, from the answer kept with it: at its very moment, by this post, about this document. */
async function stepsOf(
  work: Work,
  act: StoredEvent,
  { device, itemBarcode, what }: UndoRequest,
): Promise<Step[] | null> {
  const kept = await work.undo.answerKept(act.at, businessKeyWords(what, { device, itemBarcode }));
  return kept === null ? null : ((JSON.parse(kept) as { steps?: Step[] }).steps ?? null);
}

/** A check-in is undone for the reader who still has the document, and for nobody else. */
async function namesAnother(work: Work, steps: readonly Step[], request: UndoRequest): Promise<Refused | null> {
  if (request.card === undefined) return null;
  const returned = steps.find((step) => step.did === 'returned');
  return returned?.did === 'returned' ? isAnothers(work, await work.undo.loanOf(returned.loan), request) : null;
}

async function isAnothers(work: Work, patronId: number | null, { card }: UndoRequest): Promise<Refused | null> {
  if (card === undefined) return null;
  const found = await work.patrons.lock(card);
  if (!found) return refused('patron-unknown');
  return found.patron.id === patronId ? null : refused('item-not-on-loan-to-patron');
}

function putBack({ undo: rows }: Work, step: Step, at: number): Promise<boolean> {
  switch (step.did) {
    case 'moved':
      return rows.placeItem(step.item, step.to, step.from);
    case 'lent':
      return rows.unlend(step.loan, at);
    case 'returned':
      return rows.reopenLoan(step.loan);
    case 'extended':
      return rows.unextend(step.loan, step.from);
    case 'settled':
      return rows.restoreHold(step.hold, step.to, step.from);
    case 'sent':
      return rows.dropTransit(step.transit);
    case 'turned':
      return rows.turnBack(step.transit, step.to, step.from);
    case 'ended':
      return rows.resumeTransit(step.transit);
    case 'blocked':
    case 'lifted':
      return rows.setBlockEnd(step.block, step.until);
  }
}

async function describe(ports: CirculationPorts, work: Work, item: ClaimedItem): Promise<Outcome<Undone>> {
  const loan = await work.loans.openOf(item.id);
  return granted({ item, title: item.title, loan, home: ports.directory.library(item.homeLibraryId) });
}
