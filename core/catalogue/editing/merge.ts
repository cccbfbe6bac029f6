import { followMerge } from '../../holds/merge-records.ts';
import { granted, refused, type Outcome, type Refused } from '../../outcome.ts';
import { canonicalRecord } from './canonical.ts';
import { changeOf, lockForChange } from './change.ts';
import type { CataloguingDesk, MergeRequest } from './desk.ts';
import { differences } from './diff.ts';
import type { CataloguedRecord } from './entities.ts';
import { findingsOf, rulesInForce, whyNotValid } from './judge.ts';
import { mergedRecord } from './merged-record.ts';
import type { CataloguingPorts } from './ports.ts';
import { saveVersion, textOf } from './save.ts';

/** What two records would become. */
export function mergePreview({ store, clock }: CataloguingPorts): CataloguingDesk['mergePreview'] {
  return async (survivor, absorbed, choices) => {
    const [into, from] = [await store.read.cataloguing.record(survivor), await store.read.cataloguing.record(absorbed)];
    if (!into || !from) return refused('record-unknown');
    const refusal = whyNotMerged(into, from);
    if (refusal) return refusal;
    const { rules } = await rulesInForce(store);
    const before = textOf(into);
    const record = canonicalRecord(mergedRecord(before, textOf(from), choices), into.controlNumber, clock.now());
    return granted({ record, findings: findingsOf(record, rules), differences: differences(before, record) });
  };
}

/**
 * Merges one record into another: the text by the rules and the cataloguer's choices, the copies and the queue of holds
 * with it, in one transaction. The absorbed one stays as MERGED and leads to the survivor, as do those it had absorbed.
 */
export function merge(ports: CataloguingPorts) {
  return async (request: MergeRequest): Promise<Outcome<CataloguedRecord>> => {
    const { rules } = await rulesInForce(ports.store);
    const at = ports.clock.now();
    return ports.store.transaction(async (work) => {
      const locked = await lockForChange(work, request, at);
      if (!locked.granted) return locked;
      const other = await lockForChange(work, { ...request, ...request.absorbed }, at);
      if (!other.granted) return { ...other, facts: { ...other.facts, record: request.absorbed.controlNumber } };
      const [into, from] = [locked.value, other.value];
      const refusal = whyNotMerged(into, from);
      if (refusal) return refusal;
      const text = mergedRecord(textOf(into), textOf(from), request.choices);
      const wrong = whyNotValid(canonicalRecord(text, into.controlNumber, at), textOf(into), rules);
      if (wrong) return wrong;

      const copies = (await work.holds.copies(from.id)).map(({ id }) => id);
      const change = changeOf('MERGED', request, at);
      const names = { from: from.controlNumber, into: into.controlNumber };
      const mergedVersion = await saveVersion(work, into, { record: text, standing: into }, change, {
        ...names,
        items: copies.length,
      });
      const standing = { status: 'MERGED', mergedIntoId: into.id, suppressedAt: from.suppressedAt } as const;
      await saveVersion(work, from, { record: textOf(from), standing }, { ...change, act: 'ABSORBED' }, names);
      for (const earlier of await work.cataloguing.mergedInto(from.id)) {
        const lead = { ...earlier, mergedIntoId: into.id };
        await saveVersion(
          work,
          earlier,
          { record: textOf(earlier), standing: lead },
          { ...change, act: 'ABSORBED' },
          names,
        );
      }
      await followMerge(ports, work, { fromRecordId: from.id, intoRecordId: into.id, at, actor: change.actor });
      await work.cataloguing.noteMerge({
        fromRecordId: from.id,
        intoRecordId: into.id,
        fromVersion: from.version,
        intoVersion: into.version,
        mergedVersion,
        itemIds: copies,
        at,
        actor: change.actor,
      });
      return granted(into);
    });
  };
}

function whyNotMerged(into: CataloguedRecord, from: CataloguedRecord): Refused | null {
  if (into.id === from.id) return refused('records-not-mergeable', { why: 'same-record' });
  for (const { status, controlNumber } of [into, from]) {
    if (status !== 'LIVE') return refused('records-not-mergeable', { why: 'not-live', record: controlNumber, status });
  }
  return null;
}
