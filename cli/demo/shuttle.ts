import type { NewShuttleRoute, RouteStop } from '../../core/navette/entities.ts';
import { defaultNavetteSettings } from '../../core/navette/ports.ts';
import { createRoute } from '../../core/navette/routes.ts';
import { Directory } from '../../core/network/directory.ts';
import { granted } from '../../core/outcome.ts';
import type { Store } from '../../core/ports/store.ts';
import { demoBarcode } from './copies.ts';
import { demoCommunes } from './network.ts';

const hub = 'LENS';
/** Six rounds from Lens and back: `name|libraries in the order of the road`. */
const rounds = `
Lens centre|SALLAUMINES NOYELLES AVION ELEU LIEVIN
Nord|LOOS HULLUCH BENIFONTAINE WINGLES MEURCHIN
Nord-est|LOISON HARNES ANNAY ESTEVELLES PONT-A-VENDIN VENDIN
Est|FOUQUIERES BILLY-MONTIGNY MERICOURT ACHEVILLE VIMY GIVENCHY
Ouest|GRENAY MAZINGARBE BULLY SAINS AIX-NOULETTE BOUVIGNY
Collines|ANGRES SOUCHEZ ABLAIN CARENCY VILLERS GOUY-SERVINS SERVINS
`;
/** Tuesday, Wednesday, Friday and Saturday: each library is open on two of them at least. */
const weekdays = [2, 3, 5, 6];

/** The rounds of the demonstration: the van stops where somebody is there to open. */
export const demoRounds: readonly { readonly name: string; readonly libraries: readonly string[] }[] = rounds
  .trim()
  .split('\n')
  .map((line) => {
    const [name, libraries] = line.split('|') as [string, string];
    return { name, libraries: libraries.split(' ') };
  });

/** Adds the routes and plans their first weeks. */
export async function seedShuttle(store: Store, libraries: ReadonlyMap<string, number>, now: number): Promise<void> {
  const directory = new Directory(store);
  await directory.refresh();
  const create = createRoute({ store, directory, clock: { now: () => now }, settings: defaultNavetteSettings });
  for (const round of demoRounds) {
    const created = await create(routeOf(round, libraries), { login: 'coord', libraryId: null });
    if (!created.granted) throw new Error(`${round.name}: ${created.refusal} ${JSON.stringify(created.facts)}`);
  }
  await leaveAtAvion(store, libraries.get('AVION')!, now);
}

function routeOf(
  { name, libraries: codes }: (typeof demoRounds)[number],
  libraries: ReadonlyMap<string, number>,
): NewShuttleRoute {
  const open = new Map(demoCommunes.map(({ library, weekly }) => [library.code, weekly]));
  const stops = weekdays.flatMap((weekday) => {
    const served = codes.filter((code) => (open.get(code)![weekday - 1] ?? []).length > 0);
    return [hub, ...served, hub].map((code, index): RouteStop => ({
      weekday,
      sequence: index + 1,
      libraryId: libraries.get(code)!,
      from: localTime(8 * 60 + 30 + 25 * index),
      to: localTime(8 * 60 + 40 + 25 * index),
    }));
  });
  return { name, hubLibraryId: libraries.get(hub)!, stops };
}

function localTime(minutes: number): string {
  return [Math.floor(minutes / 60), minutes % 60].map((part) => String(part).padStart(2, '0')).join(':');
}

/** The copy that goes home from Avion was last seen there: it waits for the van. */
async function leaveAtAvion(store: Store, avion: number, now: number): Promise<void> {
  await store.transaction(async (work) => {
    const item = (await work.items.claim(demoBarcode(904)))!;
    await work.items.move(item.id, { status: item.status, statusSince: now, holdingLibraryId: avion });
    return granted(null);
  });
}
