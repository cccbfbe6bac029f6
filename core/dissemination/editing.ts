import { actorOf } from '../network/post.ts';
import { rangeOf } from '../network/addresses.ts';
import { granted, refused, type Outcome, type Refused } from '../outcome.ts';
import type { DisseminationWork } from '../ports/dissemination.ts';
import type { Editor } from '../terms/desk.ts';
import type { DisseminationDesk, SizedSet } from './desk.ts';
import type { DisseminationSet, SetRule, VirtualRepository } from './entities.ts';
import { formats } from './formats/formats.ts';
import type { ProviderPorts } from './provider.ts';
import { ancestorsOf, isWithin, setSpecForm } from './sets.ts';

type Editing = Pick<
  DisseminationDesk,
  'sets' | 'saveSet' | 'retireSet' | 'repositories' | 'saveRepository' | 'closeRepository'
>;

const longestSetSpec = 200;
/** A segment of a URL that needs no escape. */
const nameForm = /^[a-z0-9][a-z0-9-]{0,31}$/;

/** Sets and virtual repositories, as those who answer for the whole network edit them. */
export function editing(ports: ProviderPorts): Editing {
  const { store, clock } = ports;
  const { dissemination } = store.read;
  const sets = async (): Promise<SizedSet[]> => {
    const sizes = await dissemination.sizes();
    return (await dissemination.sets()).map((set) => {
      // What partners alone may have is in the set as one of them walks it.
      const walked = sizes.filter(({ scope }) => scope === set.setSpec || scope.endsWith(`/${set.setSpec}`));
      const records = Math.max(0, ...walked.map(({ members }) => members));
      return { ...set, records, gone: Math.max(0, ...walked.map(({ gone }) => gone)) };
    });
  };

  /** Makes a change, has every record looked at again, and tells the journal. */
  async function change(
    by: Editor,
    what: Told,
    make: (work: DisseminationWork) => Promise<void>,
  ): Promise<Outcome<null>> {
    return store.transaction(async (work) => {
      const now = await work.dissemination.lock();
      await make(work.dissemination);
      await work.dissemination.keep({ ...now, sweepAfter: 0 });
      await work.journal.append({
        ...{ type: 'DISSEMINATION_CHANGED', at: clock.now(), actor: actorOf({ id: null, login: by.login }) },
        ...{ libraryId: null, deviceId: null, itemId: null, patronRef: null, payload: { ...what } },
      });
      return granted(null);
    });
  }

  return {
    sets,
    async saveSet(by, set) {
      if (by.libraryId !== null) return refused('library-not-yours');
      const mistake = mistakeOfSet(set, await dissemination.sets(), ports);
      if (mistake) return mistake;
      const saved = await change(by, { set: set.setSpec }, (work) => work.saveSet({ ...set, retiredAt: null }));
      if (!saved.granted) return saved;
      return granted((await sets()).find(({ setSpec }) => setSpec === set.setSpec)!);
    },
    async retireSet(by, setSpec) {
      if (by.libraryId !== null) return refused('library-not-yours');
      const all = await dissemination.sets();
      const set = all.find((each) => each.setSpec === setSpec && each.retiredAt === null);
      if (!set) return refused('set-unknown');
      const below = all.some((each) => each.retiredAt === null && each !== set && isWithin(each.setSpec, [setSpec]));
      if (below) return refused('set-not-valid', { what: 'children' });
      const offered = (await dissemination.repositories()).some(
        (repository) => repository.closedAt === null && repository.sets.includes(setSpec),
      );
      if (offered) return refused('set-not-valid', { what: 'repository' });
      return change(by, { retired: setSpec }, (work) => work.saveSet({ ...set, retiredAt: clock.now() }));
    },

    repositories: () => dissemination.repositories(),
    async saveRepository(by, repository) {
      if (by.libraryId !== null) return refused('library-not-yours');
      const mistake = mistakeOfRepository(repository, await dissemination.sets());
      if (mistake) return refused('repository-not-valid', { what: mistake });
      const open: VirtualRepository = { ...repository, closedAt: null };
      const saved = await change(by, { repository: repository.name }, (work) => work.saveRepository(open));
      return saved.granted ? granted(open) : saved;
    },
    async closeRepository(by, name) {
      if (by.libraryId !== null) return refused('library-not-yours');
      const found = (await dissemination.repositories()).find((each) => each.name === name && each.closedAt === null);
      if (!found) return refused('repository-unknown');
      return change(by, { closed: name }, (work) => work.saveRepository({ ...found, closedAt: clock.now() }));
    },
  };
}

type Told = Readonly<Record<string, string>>;

function mistakeOfSet(
  { setSpec, audience, rule }: Omit<DisseminationSet, 'retiredAt'>,
  all: readonly DisseminationSet[],
  { directory }: ProviderPorts,
): Refused | null {
  const wrong = (what: string, more = {}): Refused => refused('set-not-valid', { what, ...more });
  if (!setSpecForm.test(setSpec) || setSpec.length > longestSetSpec) return wrong('set-spec');
  const [parent] = ancestorsOf(setSpec);
  const above = all.find((each) => each.setSpec === parent && each.retiredAt === null);
  if (parent !== undefined && !above) return wrong('parent');
  if (above?.audience === 'repositories' && audience === 'everyone') return wrong('audience');
  const unknown = librariesOf(rule).find((code) => !directory.libraryByCode(code));
  return unknown === undefined ? null : wrong('library', { library: unknown });
}

function librariesOf(rule: SetRule | null): string[] {
  return rule ? [...(rule.libraries ?? []), ...librariesOf(rule.except ?? null)] : [];
}

function mistakeOfRepository(
  { name, sets, formats: offered, addresses }: Omit<VirtualRepository, 'closedAt'>,
  all: readonly DisseminationSet[],
): 'name' | 'sets' | 'formats' | 'addresses' | null {
  const open = new Set(all.filter(({ retiredAt }) => retiredAt === null).map(({ setSpec }) => setSpec));
  if (!nameForm.test(name)) return 'name';
  if (sets.length === 0 || !sets.every((set) => open.has(set))) return 'sets';
  // oai_dc is mandatory (Protocol §3.4)
  if (!offered.includes('oai_dc') || !offered.every((prefix) => Object.hasOwn(formats, prefix))) return 'formats';
  return addresses.every((address) => rangeOf(address)) ? null : 'addresses';
}
