import { checkOutDoubts } from '../circulation/check-out-doubts.ts';
import { checkOutVerdict, doubt, type Column, type Doubt, type Verdict } from '../circulation/check-out-reasons.ts';
import { mayHaveLoan } from '../circulation/entities.ts';
import { dueSteps, policyFor } from '../circulation/loan-terms.ts';
import type { CirculationPorts } from '../circulation/ports.ts';
import { granted, refused, type Outcome } from '../outcome.ts';
import { blocksInForce } from '../patrons/blocks.ts';
import type { Patron } from '../patrons/patron.ts';
import { lockReader } from '../patrons/standing.ts';
import type { ClaimedItem, Work } from '../ports/store.ts';
import type { ExplainedFacts, ExplainedReason, ExplainRequest, Explanation } from './desk.ts';
import { rehearse } from './rehearsal.ts';
import { simulate } from './simulate.ts';

/** Explains a check-out without making it. Refused only for what is unknown: the reader, the document. */
export function explain(ports: CirculationPorts) {
  return async (request: ExplainRequest): Promise<Outcome<Explanation>> => {
    const { card, itemBarcode, libraryId, login } = request;
    const at = request.at ?? ports.clock.now();
    const read = await rehearse(ports.store, (work) => readAll(ports, work, request, at));
    if (!read.granted) return read;
    const asked = { operation: 'check-out', card, itemBarcode, libraryId, at } as const;
    const staff = await simulate(ports)({ ...asked, as: { kind: 'STAFF', login } });
    const selfCheck = await simulate(ports)({ ...asked, as: { kind: 'SELFCHECK' } });
    return granted({ ...read.value, staff, selfCheck });
  };
}

type ReadExplanation = Omit<Explanation, 'staff' | 'selfCheck'>;

async function readAll(
  ports: CirculationPorts,
  work: Work,
  request: ExplainRequest,
  at: number,
): Promise<Outcome<ReadExplanation>> {
  const { directory } = ports;
  const { libraryId } = request;
  const item = await work.items.claim(request.itemBarcode);
  if (!item) return refused('item-unknown');
  const openLoan = mayHaveLoan(item) ? await work.loans.openOf(item.id) : null;
  const reader = await lockReader(work, request.card);
  if ('granted' in reader) return reader;

  const policy = policyFor(ports, reader, item, libraryId);
  const loan = { categoryId: reader.categoryId, itemType: item.type, libraryId };
  const due =
    policy &&
    dueSteps(ports, { libraryId, at, days: policy.loanDays, hardDueDate: policy.hardDueDate, patron: reader });
  const queue = await work.holds.queue(item.recordId);
  const library = directory.library(libraryId);

  const doubts: Doubt[] = library.state === 'LIVE' ? [] : [doubt('library-not-live')];
  if (policy) {
    // As at a self-check: what stops there and not at the desk is told by its verdict.
    doubts.push(...(await checkOutDoubts(ports, work, { item, reader, policy, queue, openLoan, column: 'self', at })));
  }
  if (due && !due.granted) doubts.push(doubt('no-opening-day', due.facts));
  const verdict = (reason: Doubt['refusal'], column: Column): Verdict =>
    checkOutVerdict(reason, column, ports.settings);
  const reasons: ExplainedReason[] = doubts.map(({ refusal, facts }) => {
    return { reason: refusal, facts, staff: verdict(refusal, 'staff'), selfCheck: verdict(refusal, 'self') };
  });
  const certain = { staff: 'refuse', selfCheck: 'refuse' } as const;
  if (!policy) reasons.push({ reason: 'no-policy', facts: { itemType: item.type }, ...certain });
  if (openLoan?.patronId === reader.id && item.status === 'ON_LOAN') {
    reasons.push({ reason: 'item-already-on-loan-to-patron', facts: { loan: openLoan.id }, ...certain });
  }

  const othersWaiting = queue.filter((hold) => hold.patronId !== reader.id).length;
  const facts = { ...(await factsOf(ports, work, item, reader, at)), othersWaiting };
  const overruled = directory.policies.matching(loan).filter((row) => row !== policy);
  const { title, mayBeWanted: _unused, ...copy } = item;
  return granted({ at, library, item: copy, title, facts, decided: policy, overruled, due, reasons });
}

async function factsOf(
  ports: CirculationPorts,
  work: Work,
  item: ClaimedItem,
  reader: Patron,
  at: number,
): Promise<Omit<ExplainedFacts, 'othersWaiting'>> {
  const counted = await work.loans.count(reader.id, item.type, at);
  const blocks = (await blocksInForce(ports, work, reader, at)).map((block) => block.kind);
  return {
    category: reader.categoryCode,
    itemType: item.type,
    itemStatus: item.status,
    loanable: item.loanable,
    loans: counted.total,
    loansOfType: counted.ofType,
    overdue: counted.overdue,
    holds: await work.holds.countLive(reader.id),
    blocks: [...new Set(blocks)],
    expiresAt: reader.expiresAt,
  };
}
