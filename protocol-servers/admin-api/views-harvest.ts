import type { HarvestDesk, SourceSheet } from '../../core/harvest/desk.ts';
import type { HarvestedRecord, HarvestRun, RunReason } from '../../core/harvest/entities.ts';
import type { Identification } from '../../core/harvest/identify.ts';
import type { HarvestedRecordView, HarvestRunView, HarvestSourceView, IdentifyView } from './contract-harvest.ts';

const iso = (at: number): string => new Date(at).toISOString();
const isoOrNull = (at: number | null): string | null => (at === null ? null : iso(at));

/** Why a harvest failed or waits, for librarians. */
export const reasonSentences: Readonly<Record<RunReason, string>> = {
  'name-unknown': 'Le nom du serveur du partenaire est inconnu.',
  'address-refused': 'Le partenaire renvoie à une adresse privée qui n’est pas autorisée pour cette source.',
  'redirect-refused': 'Le partenaire redirige vers une adresse qui ne peut pas être suivie.',
  'connection-failed': 'La connexion au partenaire est impossible ou s’interrompt.',
  'timed-out': 'Le partenaire ne répond pas.',
  'http-status': 'Le serveur du partenaire refuse la demande.',
  'try-later': 'Le partenaire demande de revenir plus tard.',
  'too-large': 'Le partenaire envoie une page trop grande.',
  'compression-bomb': 'Le partenaire envoie une page compressée de façon anormale.',
  doctype: 'Le partenaire envoie un document avec DTD, qui n’est jamais lu.',
  'not-oai-pmh': 'Cette adresse ne répond pas en OAI-PMH.',
  unreadable: 'La réponse du partenaire est illisible.',
  stopped: 'Le moissonnage a été arrêté.',
  'oai-error': 'Le partenaire signale une erreur OAI-PMH.',
  'format-missing': 'Le partenaire n’offre plus ce format.',
  'set-disappeared': 'L’ensemble moissonné n’existe plus chez le partenaire.',
  'token-loop': 'Le partenaire renvoie toujours à la même page.',
  'empty-pages': 'Le partenaire envoie des pages vides sans fin.',
  'too-many-pages': 'Le partenaire envoie des pages sans fin.',
  'too-many-records': 'Le partenaire envoie bien plus de notices qu’annoncé.',
  'page-keeps-failing': 'Une partie des notices ne peut pas être obtenue.',
  'too-many-vanish': 'Trop de notices auraient disparu : à vous de décider.',
  'left-as-it-is': 'Rien n’a été retiré, comme décidé.',
};

/** The code of the source of each run. */
export async function sourceCodes(harvests: HarvestDesk): Promise<(run: HarvestRun) => string> {
  const codes = new Map((await harvests.sources()).map(({ source }) => [source.id, source.code]));
  return ({ sourceId }) => codes.get(sourceId) ?? '';
}

export function viewRun(run: HarvestRun, source: string): HarvestRunView {
  const { id, kind, state, reason, detail, startedBy, metadataPrefix, completeListSize } = run;
  const { pages, listed, added, updated, unchanged, deleted, failed, retries, restarts } = run;
  return {
    ...{ id, source, kind, state, reason, sentence: reason && reasonSentences[reason], detail, startedBy },
    ...{ startedAt: iso(run.startedAt), finishedAt: isoOrNull(run.finishedAt), resumeAt: isoOrNull(run.resumeAt) },
    ...{
      metadataPrefix,
      completeListSize,
      pages,
      listed,
      added,
      updated,
      unchanged,
      deleted,
      failed,
      retries,
      restarts,
    },
  };
}

export function viewSource({ source, lastRun, work, records }: SourceSheet): HarvestSourceView {
  const { id: _, earliest: __, lastCompleted, lastSweepAt, nextRunAt, ...described } = source;
  return {
    ...described,
    ...{
      lastCompleted: isoOrNull(lastCompleted),
      lastSweepAt: isoOrNull(lastSweepAt),
      nextRunAt: isoOrNull(nextRunAt),
    },
    lastRun: lastRun && viewRun(lastRun, source.code),
    work,
    records: {
      ...{ waiting: records.WAITING, mapped: records.MAPPED, rejected: records.REJECTED, withdrawn: records.WITHDRAWN },
    },
  };
}

export function viewHarvested(record: HarvestedRecord): HarvestedRecordView {
  const { id, identifier, datestamp, deletedAt, mapping, mappingReason, resourceId, raw } = record;
  const settled = { mapping, reason: mappingReason, resource: resourceId };
  return { id, identifier, datestamp, deleted: deletedAt !== null, ...settled, raw };
}

export function viewIdentification(told: Identification): IdentifyView {
  if (!told.answered) {
    const { reason, detail } = told;
    return { identity: null, formats: [], sets: [], reason, sentence: reasonSentences[reason], detail };
  }
  const { identity, formats, sets } = told;
  return { identity, formats, sets, reason: null, sentence: null, detail: '' };
}
