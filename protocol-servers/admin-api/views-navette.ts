import type { Library } from '../../core/library.ts';
import type { Crate, CrateSheet, CrateSheetLine, ShuttleRoute, ShuttleRun } from '../../core/navette/entities.ts';
import type { LateTransit } from '../../core/navette/late-transits.ts';
import type { Reception } from '../../core/navette/reception.ts';
import type { MovingItem } from '../../core/ports/navette.ts';
import type {
  CrateLineView,
  CrateSheetView,
  CrateView,
  LateTransitView,
  MovingItemView,
  ReceptionView,
  ShuttleRouteView,
  ShuttleRunView,
} from './contract-navette.ts';
import { diagnostics } from './diagnostics.ts';

type Network = Pick<Library['network'], 'library'>;

const iso = (at: number): string => new Date(at).toISOString();
const isoOrNull = (at: number | null): string | null => (at === null ? null : iso(at));
const codeOrNull = (id: number | null, network: Network): string | null =>
  id === null ? null : network.library(id).code;

export function viewRoute({ id, name, hubLibraryId, stops }: ShuttleRoute, network: Network): ShuttleRouteView {
  return {
    id,
    name,
    hub: network.library(hubLibraryId).code,
    stops: stops.map(({ libraryId, ...stop }) => ({ ...stop, library: network.library(libraryId).code })),
  };
}

export function viewRun({ routeId, startedAt, endedAt, stops, ...run }: ShuttleRun, network: Network): ShuttleRunView {
  return {
    ...run,
    route: routeId,
    startedAt: isoOrNull(startedAt),
    endedAt: isoOrNull(endedAt),
    stops: stops.map(({ libraryId, opensAt, closesAt, ...stop }) => ({
      ...stop,
      library: network.library(libraryId).code,
      opensAt: iso(opensAt),
      closesAt: iso(closesAt),
    })),
  };
}

/** A document on its way. */
export function viewMoving(moving: MovingItem, network: Network): MovingItemView {
  const { transit, barcode, title, callNumber, lastSeenLibraryId, crate } = moving;
  return {
    barcode,
    title,
    callNumber,
    reason: transit.reason,
    from: network.library(transit.fromLibraryId).code,
    to: network.library(transit.toLibraryId).code,
    lastSeen: network.library(lastSeenLibraryId).code,
    since: iso(transit.createdAt),
    crate: crate?.code ?? null,
  };
}

export function viewLate(late: LateTransit, network: Network): LateTransitView {
  return { ...viewMoving(late, network), promisedAt: iso(late.promisedAt), daysLate: late.daysLate };
}

export function viewCrate(crate: Crate, network: Network): CrateView {
  return {
    id: crate.id,
    code: crate.code,
    from: network.library(crate.fromLibraryId).code,
    to: codeOrNull(crate.toLibraryId, network),
    run: crate.runId,
    state: crate.state,
    openedAt: iso(crate.openedAt),
    sealedAt: isoOrNull(crate.sealedAt),
    loadedAt: isoOrNull(crate.loadedAt),
    receivedAt: isoOrNull(crate.receivedAt),
    receivedAtLibrary: codeOrNull(crate.receivedLibraryId, network),
  };
}

/** A crate and its list. */
export function viewCrateSheet({ crate, lines }: CrateSheet, network: Network): CrateSheetView {
  return { crate: viewCrate(crate, network), lines: lines.map((line) => viewLine(line, network)) };
}

function viewLine(line: CrateSheetLine, network: Network): CrateLineView {
  return {
    barcode: line.barcode,
    title: line.title,
    to: codeOrNull(line.bound, network),
    reason: line.reason,
    state: stateOf(line),
    unexpected: line.discrepancy === 'UNEXPECTED',
    resolution: line.resolution,
  };
}

function stateOf(line: CrateSheetLine): CrateLineView['state'] {
  if (line.seenAt !== null) return 'SEEN';
  if (line.resolution === 'DECLARED_MISSING') return 'GIVEN_UP';
  if (line.discrepancy === 'MISSING' && line.resolvedAt === null) return 'MISSING';
  return line.inCrate ? 'IN_CRATE' : 'LEFT';
}

/** What the reception of a crate gave. */
export function viewReception({ sheet, items, missing }: Reception, network: Network): ReceptionView {
  return {
    crate: viewCrate(sheet.crate, network),
    results: items.map(({ destinationId, refusal, ...item }) => ({
      ...item,
      destination: codeOrNull(destinationId, network),
      refusal: refusal && diagnostics[refusal].code,
    })),
    missing: missing.map(({ barcode, title }) => ({ barcode, title })),
  };
}
