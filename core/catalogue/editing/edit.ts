import type { MarcRecord } from '../../marc/record.ts';
import { granted, refused } from '../../outcome.ts';
import { canonicalRecord } from './canonical.ts';
import { changeOf, changing } from './change.ts';
import type { RecordRequest } from './desk.ts';
import { rulesInForce, whyNotValid } from './judge.ts';
import type { CataloguingPorts } from './ports.ts';
import { saveVersion, textOf } from './save.ts';

/** Changes the text of a record. */
export function edit(ports: CataloguingPorts) {
  return async (request: RecordRequest & { readonly marc: MarcRecord }) => {
    const { rules } = await rulesInForce(ports.store);
    return changing<typeof request>(ports, async (work, record, asked, at) => {
      const given = canonicalRecord(asked.marc, record.controlNumber, at);
      const wrong = whyNotValid(given, textOf(record), rules);
      if (wrong) return wrong;
      await saveVersion(work, record, { record: given, standing: record }, changeOf('EDITED', asked, at));
      return granted(null);
    })(request);
  };
}

/** Deletes a record: it stays as DELETED, harvesters hear of it. Refused while copies or live holds hang on it. */
export function remove(ports: CataloguingPorts) {
  return changing<RecordRequest>(ports, async (work, record, request, at) => {
    const { items, liveHolds } = await work.cataloguing.usage(record.id);
    if (items > 0 || liveHolds > 0) return refused('record-in-use', { items, holds: liveHolds });
    const standing = { ...record, status: 'DELETED' } as const;
    await saveVersion(work, record, { record: textOf(record), standing }, changeOf('DELETED', request, at));
    return granted(null);
  });
}

/** Hides a record from search, partners and harvesters, or shows it again. */
export function suppress(ports: CataloguingPorts) {
  return changing<RecordRequest & { readonly hidden: boolean }>(ports, async (work, record, request, at) => {
    if ((record.suppressedAt !== null) === request.hidden) return granted(null);
    const standing = { ...record, suppressedAt: request.hidden ? at : null };
    const act = request.hidden ? 'SUPPRESSED' : 'SHOWN';
    await saveVersion(work, record, { record: textOf(record), standing }, changeOf(act, request, at));
    return granted(null);
  });
}

/** Brings back the text of a version; a deleted record lives again. A merged one is taken out by `split`. */
export function restore(ports: CataloguingPorts) {
  const make = changing<RecordRequest & { readonly to: number }>(
    ports,
    async (work, record, request, at) => {
      const version = await work.cataloguing.version(record.id, request.to);
      if (!version) return refused('version-unknown', { version: request.to });
      const standing = { status: 'LIVE', mergedIntoId: null, suppressedAt: record.suppressedAt } as const;
      const change = changeOf('RESTORED', request, at);
      await saveVersion(work, record, { record: textOf(version), standing }, change, { restored: request.to });
      return granted(null);
    },
    ['LIVE', 'DELETED'],
  );
  return make;
}
