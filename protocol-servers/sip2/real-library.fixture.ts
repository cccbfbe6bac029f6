import { createLibrary } from '../../core/create-library.ts';
import { hashSecret } from '../../core/access/secrets.ts';
import type { Library } from '../../core/library.ts';
import type { ProfileChanges } from '../../core/network/device-profile.ts';
import type { DeviceKind } from '../../core/network/network.ts';
import type { SearchIndex } from '../../core/ports/search-index.ts';
import { smallNetwork, type SmallNetwork } from '../../core/circulation/small-network.fixture.ts';
import { Session } from './session.ts';

/** Terminals that speak to a real library of three branches, on a real database in memory, whose clock the test moves. */
export interface RealLibrary extends SmallNetwork {
  readonly library: Library;
  readonly faults: unknown[];
  /** A connection of one of `kiosk-lens`, `kiosk-lievin`, `desk-lens`, `sorter-lens`, `sorter-avion`, `gate-lens` … */
  terminal(login?: string): Promise<Terminal>;
}

export interface Terminal {
  readonly session: Session;
  /** The answer, without its CR. */
  say(message: string | Buffer): Promise<string>;
}

/** 18 characters of the moment at which the tests begin, and a date that says nothing. */
export const date = '20261118    100000';
export const noDate = ' '.repeat(18);

const more: readonly [
  login: string,
  kind: DeviceKind,
  library: 'lens' | 'lievin' | 'avion',
  profile: ProfileChanges,
][] = [
  ['desk-lens', 'STAFF', 'lens', {}],
  ['sorter-lens', 'SORTER', 'lens', {}],
  ['sorter-avion', 'SORTER', 'avion', {}],
  ['sorter-named', 'SORTER', 'lens', { holdPatron: 'shown', alertTypes: { 'hold-here': '05' } }],
  ['gate-lens', 'GATE', 'lens', {}],
];

/** Opens it. */
export async function realLibrary(): Promise<RealLibrary> {
  const network = await smallNetwork();
  const { store, ports, libraries } = network;
  const secretHash = await hashSecret('demo', { N: 2, r: 1, p: 1 });
  await store.administration.insertDevices(
    more.map(([login, kind, place, profile]) => ({
      login,
      name: login,
      kind,
      libraryId: libraries[place],
      profile,
      secretHash,
    })),
  );
  const log = { info: () => undefined, warn: () => undefined, error: () => undefined };
  const index = { search: async () => ({ total: 0, recordIds: [] }) } as unknown as SearchIndex;
  const open = createLibrary({ store, index, directory: ports.directory, clock: ports.clock, log });
  const faults: unknown[] = [];
  return {
    ...network,
    library: open.library,
    faults,
    async terminal(login = 'kiosk-lens') {
      const session = new Session({
        library: open.library,
        institution: 'CALL',
        loginTries: 3,
        duplicateWindow: 60_000,
        onFault: (fault) => faults.push(fault),
      });
      const say = async (message: string | Buffer): Promise<string> => {
        const answer = Buffer.from(await session.receive(Buffer.from(message))).toString();
        expect(answer.endsWith('\r')).toBe(true);
        return answer.slice(0, -1);
      };
      expect(await say(`9300CN${login}|COdemo|`)).toBe('941');
      return { session, say };
    },
    async close() {
      await open.close();
      await network.close();
    },
  };
}

/** The values of a variable field of an answer. */
export function all(answer: string, identifier: string): string[] {
  const fields = answer.split('|');
  // The first field is glued to the fixed part.
  const glued = fields[0]!.indexOf(identifier, 2);
  const first = glued < 0 ? [] : [fields[0]!.slice(glued + 2)];
  const rest = fields.slice(1).filter((field) => field.startsWith(identifier));
  return [...first, ...rest.map((field) => field.slice(2))];
}
