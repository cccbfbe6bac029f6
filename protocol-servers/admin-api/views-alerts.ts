import type { Alert } from '../../core/alerts/entities.ts';
import type { Library } from '../../core/library.ts';
import type { QuickSearchFound } from '../../core/quick-search/entities.ts';
import type { AlertView, QuickSearchView } from './contract-alerts.ts';
import { viewPatronLine } from './views-patrons.ts';

type World = Pick<Library, 'network' | 'now'>;

/** An alert as the bell tells it. */
export function viewAlert(alert: Alert, { network }: Pick<Library, 'network'>): AlertView {
  const { key, kind, libraryId, subject, name, count, since, acknowledged } = alert;
  return {
    ...{ key, kind, subject, name, count },
    library: libraryId === null ? null : placeOf(libraryId, network),
    since: new Date(since).toISOString(),
    acknowledged: acknowledged && { by: acknowledged.name, at: new Date(acknowledged.at).toISOString() },
  };
}

/** What was found, no more of each than it takes to choose. */
export function viewQuickSearch(
  { readers, records, copies, devices, missing }: QuickSearchFound,
  world: World,
): QuickSearchView {
  return {
    readers: readers.map((line) => viewPatronLine(line, world)),
    records: records.map(({ controlNumber: record, title, authors, year }) => ({ record, title, authors, year })),
    copies: copies.map(({ barcode, title, controlNumber: record }) => ({ barcode, title, record })),
    devices: devices.map(({ login, name, libraryId }) => ({ login, name, library: placeOf(libraryId, world.network) })),
    missing,
  };
}

function placeOf(libraryId: number, network: Library['network']): { code: string; name: string } {
  const { code, name } = network.library(libraryId);
  return { code, name };
}
