import { holdingsOf } from '../catalogue/holdings-995.ts';
import type { Directory } from '../network/directory.ts';
import { granted, refused, type Outcome } from '../outcome.ts';
import type { Clock } from '../ports/clock.ts';
import type { WalkLine, WalkRecord, WalkWindow } from '../ports/dissemination.ts';
import type { Store } from '../ports/store.ts';
import type { DisseminationDesk, Header, RepositoryView, ShownRecord, Walk } from './desk.ts';
import { repositoryScope, setScope } from './entities.ts';
import { formats } from './formats/formats.ts';
import { provenanceOf } from './provenance.ts';
import { isWithin } from './sets.ts';

export interface ProviderPorts {
  readonly store: Store;
  readonly directory: Directory;
  readonly clock: Clock;
}

type Provider = Pick<DisseminationDesk, 'view' | 'seal' | 'earliest' | 'headers' | 'records' | 'count' | 'record'>;

/** What harvesters read. */
export function provider({ store, directory, clock }: ProviderPorts): Provider {
  const { dissemination } = store.read;

  /** Records with their copies, as formats need them. */
  async function shown(lines: readonly WalkRecord[], headerOf: (line: WalkRecord) => Header): Promise<ShownRecord[]> {
    const live = lines.filter(({ deleted, marc }) => !deleted && marc !== null);
    const holdings = await dissemination.copies(live.map(({ recordId }) => recordId));
    const harvested = live.filter(({ source }) => source?.startsWith('oai:')).map(({ recordId }) => recordId);
    const given = harvested.length === 0 ? null : await dissemination.given(harvested);
    return lines.map((line) => {
      const header = headerOf(line);
      // Shown when it was told, hidden by now: its end will be told next, its text is not given out any more.
      if (header.deleted || line.marc === null) {
        return { ...header, deleted: true, marc: null, holdings: [], provenance: null };
      }
      const copies = holdingsOf(holdings.get(line.recordId) ?? [], (id) => directory.library(id));
      const from = given?.get(line.recordId);
      return { ...header, marc: line.marc, holdings: copies, provenance: from ? provenanceOf(from) : null };
    });
  }

  return {
    view: (name) => viewOf(store, name),
    seal: () => dissemination.seal(Math.floor(clock.now() / 1_000) * 1_000 - 1_000),
    earliest: async () => (await dissemination.clock()).earliest,
    headers: async (walk, after, limit) =>
      (await dissemination.headers(windowOf(walk), after, limit)).map(headerIn(walk.view, walk.set)),
    records: async (walk, after, limit) =>
      shown(await dissemination.records(windowOf(walk), after, limit), headerIn(walk.view, walk.set)),
    count: (walk) => dissemination.count(windowOf(walk)),
    async record(view, controlNumber): Promise<Outcome<ShownRecord>> {
      const line = await dissemination.record(view.scope, controlNumber);
      if (!line) return refused('record-unknown');
      const [found] = await shown([line], headerIn(view, null));
      return granted(found!);
    },
  };
}

function windowOf({ view, set, from, until }: Walk): WalkWindow {
  return { scope: set === null ? view.scope : scopeOf(view, set), from, until };
}

/** The scope of one of its sets. */
function scopeOf({ name, audience }: RepositoryView, setSpec: string): string {
  return name === null ? setSpec : setScope({ name, audience }, setSpec);
}

/** A header names the sets one may see; that of a record which left the set being walked names that set. */
function headerIn(view: RepositoryView, set: string | null): (line: WalkLine) => Header {
  const visible = new Map(view.sets.map(({ setSpec }) => [scopeOf(view, setSpec), setSpec]));
  const left = set === null ? [] : [set];
  return ({ controlNumber, datestamp, deleted, scopes }) => {
    const shown = scopes.flatMap((scope) => visible.get(scope) ?? []);
    return { controlNumber, datestamp, deleted, sets: deleted ? left : shown };
  };
}

async function viewOf(store: Store, name: string | null): Promise<Outcome<RepositoryView>> {
  const { dissemination } = store.read;
  const sets = await dissemination.sets();
  if (name === null) {
    const open = sets.filter(({ audience }) => audience === 'everyone');
    const whole = {
      name,
      title: null,
      scope: null,
      formats: Object.keys(formats),
      addresses: [],
      audience: 'harvesters' as const,
    };
    return granted({ ...whole, sets: open });
  }
  const found = (await dissemination.repositories()).find((each) => each.name === name && each.closedAt === null);
  if (!found) return refused('repository-unknown');
  return granted({
    ...found,
    scope: repositoryScope(name),
    sets: sets.filter(({ setSpec }) => isWithin(setSpec, found.sets)),
  });
}
