import type { HarvestRunView, HarvestSourceView, ProtocolServedView, ServedView, SetView } from '../app/api/contract';

/** A harvest that came to its end and found nothing new. */
export function harvestRun(rest: Partial<HarvestRunView> = {}): HarvestRunView {
  return {
    ...{ id: 1, source: 'GALLICA', kind: 'INCREMENTAL', state: 'DONE', reason: null, sentence: null, detail: '' },
    ...{ startedBy: 'schedule', startedAt: '2026-11-20T03:00:00Z', finishedAt: '2026-11-20T03:05:00Z', resumeAt: null },
    ...{ metadataPrefix: 'oai_dc', pages: 1, listed: 0, added: 0, updated: 0, unchanged: 0, deleted: 0, failed: 0 },
    ...{ retries: 0, restarts: 0, completeListSize: null },
    ...rest,
  };
}

/** A repository harvested every night. */
export function harvestSource(code: string, rest: Partial<HarvestSourceView> = {}): HarvestSourceView {
  return {
    ...{ code, name: `Entrepôt ${code}`, baseUrl: `https://${code.toLowerCase()}.example.org/oai` },
    ...{ metadataPrefix: 'oai_dc', set: null, networks: [], repair: true, active: true, everyHours: 24 },
    ...{ overlapMinutes: null, sweepDays: null, resourceType: 'EBOOK', access: 'FREE', licence: 'domaine public' },
    ...{ rightsUri: '', audiences: ['readers'], granularity: 'seconds', deletedRecord: 'persistent' },
    ...{ lastCompleted: '2026-11-20T03:00:00Z', lastSweepAt: null, nextRunAt: '2026-11-21T03:00:00Z' },
    ...{ lastRun: harvestRun({ source: code, added: 3 }), work: 'idle' },
    records: { waiting: 0, mapped: 7, rejected: 1, withdrawn: 0 },
    ...rest,
  };
}

/** A set offered to everybody. */
export function oaiSet(spec: string, rest: Partial<SetView> = {}): SetView {
  return {
    ...{ spec, name: `Ensemble ${spec}`, description: '', rule: {}, audience: 'everyone', records: 12, gone: 1 },
    retiredAt: null,
    ...rest,
  };
}

const nothing: ProtocolServedView = { operations: [], clients: [], diagnostics: [], slow: [] };

/** What partners asked by Z39.50 since this morning. */
export function servedToday(z3950: Partial<ProtocolServedView> = {}): ServedView {
  return {
    ...{ since: '2026-11-20T06:00:00Z', slowFrom: 500, sru: nothing, oai: nothing },
    z3950: { ...nothing, ...z3950 },
  };
}
