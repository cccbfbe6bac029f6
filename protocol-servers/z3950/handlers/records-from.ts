import { Buffer } from 'node:buffer';
import type { Association, Target } from '../association.ts';
import { bib1Diagnostic, oids, type External } from '../codec/index.ts';
import { presentStatus } from '../codec/present.ts';
import type { NamePlusRecord } from '../codec/records.ts';
import { refusalDiagnostic, type Diagnostic } from '../diagnostics.ts';
import type { RecordForm } from '../forms/forms.ts';
import { render } from '../forms/render.ts';
import type { CatalogueSet, ResultSet } from '../result-sets.ts';

/** Records that fit in one answer. */
export interface SentRecords {
  readonly records: readonly NamePlusRecord[];
  /** Position after the last one, 0 at the end of the set. */
  readonly next: number;
  readonly status: number;
}

/** Tags, lengths, database name and syntax around one record. */
const overhead = 100;
/** Ids asked for beyond those needed now: the next present has them. */
const idsAhead = 100;
/** Records written before others have their turn: conversions take a tenth of a millisecond each. */
const recordsInARow = 25;

/**
 * Records of a result set from a position on, as many as the message holds (Z39.50 §3.3.3): one too large for it is a
 * surrogate diagnostic, unless it alone was asked for and is no larger than the exceptional size.
 */
export async function recordsFrom(
  set: ResultSet,
  { start, count, composition }: { readonly start: number; readonly count: number; readonly composition: RecordForm },
  association: Association,
  target: Target,
): Promise<SentRecords | Diagnostic> {
  if (start < 1 || count < 0 || start + count - 1 > set.total)
    return { condition: 13, addinfo: String(start < 1 ? start : start + count - 1) };
  if (set.kind === 'explain') return explained(composition, target);
  const { library, limits } = target;
  const wanted = Math.min(count, limits.presentRecords);
  if (start + wanted - 1 > limits.deepestRecord) return { condition: 12, addinfo: String(limits.deepestRecord) };

  const ids = await idsOf(set, start, wanted, association, target);
  if ('condition' in ids) return ids;
  const records: NamePlusRecord[] = [];
  let size = 0;
  const found = await library.catalogue.recordsById(ids);
  for (let at = 0; at < wanted; at++) {
    if (at > 0 && at % recordsInARow === 0) await nextTurn();
    const each = found[at] ?? null; // null: deleted since the search, or the set shrank
    const rendered = each ? await render(each, composition, association, target) : ({ condition: 1028 } as const);
    const record = fitting(rendered, { wanted, already: at > 0 ? size : null }, association);
    if (record === 'full') break;
    const sent: NamePlusRecord['record'] =
      'condition' in record
        ? { surrogateDiagnostic: { defaultFormat: bib1Diagnostic(record.condition, record.addinfo) } }
        : { retrievalRecord: record };
    records.push({ name: set.database, record: sent });
    size += overhead + sizeOf(record);
  }
  const next = start + records.length;
  return {
    records,
    next: next > set.total ? 0 : next,
    status: records.length < count ? presentStatus['partial-2'] : presentStatus.success,
  };
}

function nextTurn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

/** The record as it may be sent: itself, a surrogate, or not in this message. */
function fitting(
  record: External | Diagnostic,
  { wanted, already }: { readonly wanted: number; readonly already: number | null },
  { preferredMessageSize, exceptionalRecordSize }: Association,
): External | Diagnostic | 'full' {
  const size = overhead + sizeOf(record);
  if (already !== null && already + size > preferredMessageSize && size <= preferredMessageSize) return 'full';
  if ('condition' in record || size <= preferredMessageSize) return record;
  if (size > exceptionalRecordSize) return { condition: 17 };
  return wanted === 1 ? record : { condition: 16 };
}

function sizeOf(record: External | Diagnostic): number {
  if ('condition' in record) return 0;
  return (record.octetAligned ?? record.singleASN1Type)!.length;
}

/** Ids of consecutive positions: those kept, or asked again and kept where they follow what is known. */
async function idsOf(
  set: CatalogueSet,
  start: number,
  count: number,
  { resultSets }: Association,
  { library, limits }: Target,
): Promise<readonly number[] | Diagnostic> {
  const from = start - 1;
  if (from + count <= set.ids.length) return set.ids.slice(from, from + count);
  const follows = from <= set.ids.length;
  const asked = follows ? set.ids.length : from;
  const until = Math.min(set.total, limits.deepestRecord, follows ? from + count + idsAhead : from + count);
  const outcome = await library.catalogue.find(set.query, { start: asked, count: until - asked, sort: set.sort });
  if (!outcome.granted) return refusalDiagnostic(outcome);
  const { recordIds } = outcome.value;
  if (!follows) return recordIds;
  const ids = [...set.ids, ...recordIds];
  resultSets.keep(set, ids);
  return ids.slice(from, from + count);
}

/** IR-Explain-1: one record, in XML. */
function explained({ syntax }: RecordForm, { explainRecord }: Target): SentRecords | Diagnostic {
  if (syntax !== 'xml') return { condition: 238, addinfo: oids.xml };
  const retrievalRecord = { directReference: oids.xml, octetAligned: Buffer.from(explainRecord()) };
  return { records: [{ name: 'IR-Explain-1', record: { retrievalRecord } }], next: 0, status: presentStatus.success };
}
