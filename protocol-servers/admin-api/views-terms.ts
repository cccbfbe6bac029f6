import type { CirculationPolicy } from '../../core/circulation/entities.ts';
import type { DueSteps } from '../../core/circulation/calendars.ts';
import type { Library } from '../../core/library.ts';
import type { PatronCategory } from '../../core/network/network.ts';
import type { Outcome } from '../../core/outcome.ts';
import type { Explanation, Simulated } from '../../core/terms/desk.ts';
import type { AnswerView, DueStepView, ExplanationView, PolicyView } from './contract-terms.ts';
import { diagnostics } from './diagnostics.ts';

const iso = (at: number): string => new Date(at).toISOString();

/** What turns ids into the codes people use. */
export interface Codes {
  readonly network: Pick<Library['network'], 'library'>;
  readonly categories: readonly PatronCategory[];
}

/** A policy row. */
export function viewPolicy(policy: CirculationPolicy, { network, categories }: Codes): PolicyView {
  const { categoryId, libraryId, ...terms } = policy;
  return {
    ...terms,
    category: categories.find(({ id }) => id === categoryId)?.code ?? null,
    library: libraryId === null ? null : network.library(libraryId).code,
  };
}

/** What a check-out or a renewal answers, or would. */
export function viewAnswer(answer: Outcome<Simulated>): AnswerView {
  if (!answer.granted) {
    const { code, title } = diagnostics[answer.refusal];
    return { granted: false, code, title, facts: answer.facts, dueAt: null, renewed: false, warnings: [] };
  }
  const { loan, renewed, warnings } = answer.value;
  return {
    granted: true,
    code: null,
    title: null,
    facts: { policy: loan.policyId, renewals: loan.renewals },
    dueAt: iso(loan.dueAt),
    renewed,
    warnings: warnings.map((warning) => ({ code: diagnostics[warning].code, title: diagnostics[warning].title })),
  };
}

/** Why a document goes out or not. */
export function viewExplanation(explanation: Explanation, codes: Codes): ExplanationView {
  const { at, library, item, title, facts, decided, overruled, due, reasons, staff, selfCheck } = explanation;
  const { itemType: _type, itemStatus: _status, loanable: _loanable, ...read } = facts;
  return {
    at: iso(at),
    library: library.code,
    item: { barcode: item.barcode, title, type: item.type, status: item.status, loanable: item.loanable },
    facts: { ...read, expiresAt: iso(facts.expiresAt) },
    policy: decided && viewPolicy(decided, codes),
    overruled: overruled.map((row) => viewPolicy(row, codes)),
    due: due?.granted ? { dueAt: iso(due.value.dueAt), steps: viewSteps(due.value) } : null,
    reasons: reasons.map(({ reason, facts: found, staff: desk, selfCheck: kiosk }) => {
      const { code, title: sentence } = diagnostics[reason];
      return { code, title: sentence, facts: found, staff: desk, selfCheck: kiosk };
    }),
    staff: viewAnswer(staff),
    selfCheck: viewAnswer(selfCheck),
  };
}

function viewSteps({ days, rolled, membershipEnd }: DueSteps): DueStepView[] {
  const steps: DueStepView[] = [{ step: 'loan-days', days, date: rolled.free }];
  if (rolled.capped) steps.push({ step: 'hard-due-date', date: rolled.wanted });
  steps.push(...rolled.skipped.map((day) => ({ step: 'closed' as const, ...day })));
  if (rolled.end) steps.push({ step: 'opening-day', date: rolled.end.date });
  if (membershipEnd !== null) steps.push({ step: 'membership-end', at: iso(membershipEnd) });
  return steps;
}
