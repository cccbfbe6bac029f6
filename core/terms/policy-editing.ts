import type { CirculationPolicy } from '../circulation/entities.ts';
import { isDate } from '../circulation/local-days.ts';
import { coversMatch, isFallback, specificity, tiesAmong } from '../circulation/policies.ts';
import { actorOf } from '../network/post.ts';
import { granted, refused, type Outcome, type Refused } from '../outcome.ts';
import type { NewEvent } from '../ports/journal.ts';
import type { Work } from '../ports/store.ts';
import type { NewPolicy } from '../ports/terms.ts';
import type { TermsDesk } from './desk.ts';
import type { TermsPorts } from './ports.ts';

/** Days and numbers a policy row may hold. A loan of more than ten years is a mistake of typing. */
const most = { loanDays: 3650, renewals: 100, renewDays: 3650, maxPerType: 10_000, maxTotal: 10_000, holdsMax: 10_000 };
const mostDays = 365;

/** Saves, replaces and takes out of use the rows of the policy table, which keeps its one fallback and has no tie. */
export function policyEditing(ports: TermsPorts): Pick<TermsDesk, 'addPolicy' | 'replacePolicy' | 'retirePolicy'> {
  const { store, directory } = ports;
  /** The rules are read again once the change is durable: this process lends by them at once. */
  const inForceAt = async <T>(outcome: Outcome<T>): Promise<Outcome<T>> => {
    if (outcome.granted) await directory.refresh();
    return outcome;
  };
  return {
    addPolicy: async (by, policy) =>
      inForceAt(await store.transaction((work) => add(work, policy, eventOf(ports, by.login)))),
    replacePolicy: async (by, policyId, policy) =>
      inForceAt(await store.transaction((work) => replace(work, policyId, policy, eventOf(ports, by.login)))),
    retirePolicy: async (by, policyId) =>
      inForceAt(await store.transaction((work) => retire(work, policyId, eventOf(ports, by.login)))),
  };
}

type EventOf = (policy: CirculationPolicy, change: 'added' | 'changed' | 'retired') => NewEvent;

function eventOf({ clock }: TermsPorts, login: string): EventOf {
  return ({ id, ...terms }, change) => ({
    at: clock.now(),
    type: 'POLICY_CHANGED',
    actor: actorOf({ id: null, login }),
    libraryId: terms.libraryId,
    deviceId: null,
    itemId: null,
    patronRef: null,
    payload: { policy: id, change, ...terms },
  });
}

/** A row not yet saved has no number. */
export const unsaved = 0;

async function add(work: Work, policy: NewPolicy, event: EventOf): Promise<Outcome<CirculationPolicy>> {
  const rows = await work.terms.lockPolicies();
  const fault = wrongTerm(policy) ?? wrongTable(rows, [...rows, { ...policy, id: unsaved }]);
  if (fault) return fault;
  const saved = { ...policy, id: await work.terms.insertPolicy(policy) };
  await work.journal.append(event(saved, 'added'));
  return granted(saved);
}

async function replace(
  work: Work,
  policyId: number,
  policy: NewPolicy,
  event: EventOf,
): Promise<Outcome<CirculationPolicy>> {
  const rows = await work.terms.lockPolicies();
  if (!rows.some((row) => row.id === policyId)) return refused('policy-unknown', { policy: policyId });
  const saved = { ...policy, id: policyId };
  const fault =
    wrongTerm(policy) ??
    wrongTable(
      rows,
      rows.map((row) => (row.id === policyId ? saved : row)),
    );
  if (fault) return fault;
  await work.terms.replacePolicy(policyId, policy);
  await work.journal.append(event(saved, 'changed'));
  return granted(saved);
}

async function retire(work: Work, policyId: number, event: EventOf): Promise<Outcome<null>> {
  const rows = await work.terms.lockPolicies();
  const row = rows.find((candidate) => candidate.id === policyId);
  if (!row) return refused('policy-unknown', { policy: policyId });
  const fault = wrongTable(
    rows,
    rows.filter((candidate) => candidate !== row),
  );
  if (fault) return fault;
  const retired = event(row, 'retired');
  await work.terms.retirePolicy(policyId, retired.at);
  await work.journal.append(retired);
  return granted(null);
}

/** The first term that cannot be, null when each can. */
export function wrongTerm(policy: NewPolicy): Refused | null {
  const within = (value: number, least: number, top: number) =>
    Number.isInteger(value) && value >= least && value <= top;
  const faults: Record<string, boolean> = {
    loanDays: !within(policy.loanDays, 1, most.loanDays),
    renewals: !within(policy.renewals, 0, most.renewals),
    renewDays: !within(policy.renewDays, 1, most.renewDays),
    maxPerType: policy.maxPerType !== null && !within(policy.maxPerType, 0, most.maxPerType),
    maxTotal: !within(policy.maxTotal, 0, most.maxTotal),
    holdsMax: !within(policy.holdsMax, 0, most.holdsMax),
    hardDueDate: policy.hardDueDate !== null && !isDate(policy.hardDueDate),
    graceOpenDays: !within(policy.graceOpenDays, 0, mostDays),
    suspensionPerLateDay: !within(policy.suspensionPerLateDay, 0, mostDays),
    // The network is free of charge: no row names a schedule of fees.
    feeSchedule: policy.feeSchedule !== null,
  };
  const term = Object.keys(faults).find((name) => faults[name]);
  return term === undefined ? null : refused('policy-invalid', { term });
}

/** Why a table may not become another: the row that stands in the way is named. */
export function wrongTable(before: readonly CirculationPolicy[], after: readonly CirculationPolicy[]): Refused | null {
  const fallbacks = after.filter(isFallback);
  if (fallbacks.length !== 1) {
    const kept = before.find(isFallback);
    return refused('policy-fallback', { policy: kept?.id ?? null, fallbacks: fallbacks.length });
  }
  const known = new Set(tiesAmong(before).map(([one, other]) => `${one.id} ${other.id}`));
  const tie = tiesAmong(after).find(([one, other]) => !known.has(`${one.id} ${other.id}`));
  if (!tie) return null;
  const [policy, other] = tie[0].id === unsaved ? [tie[1], tie[0]] : tie;
  const settled = before.find((row) => settles(row, [policy, other]) && !after.includes(row));
  return refused('policy-tie', {
    policy: policy.id,
    other: other.id === unsaved ? null : other.id,
    settledBy: settled?.id ?? null,
  });
}

/** Whether a row decides where two others meet. */
function settles(row: CirculationPolicy, [one, other]: readonly [CirculationPolicy, CirculationPolicy]): boolean {
  const both = {
    categoryId: one.categoryId ?? other.categoryId,
    itemType: one.itemType ?? other.itemType,
    libraryId: one.libraryId ?? other.libraryId,
  };
  return specificity(row) > specificity(one) && coversMatch(row, both);
}
