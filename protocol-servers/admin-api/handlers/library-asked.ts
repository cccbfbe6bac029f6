import type { Library } from '../../../core/library.ts';
import type { NetworkLibrary } from '../../../core/network/network.ts';
import { granted, refused, type Outcome } from '../../../core/outcome.ts';
import type { Visitor } from '../route.ts';

type Network = Pick<Library['network'], 'libraries'>;

/** A library by its code. Refused `library-unknown`. */
export async function libraryOf(network: Network, code: string): Promise<Outcome<NetworkLibrary>> {
  const known = (await network.libraries()).find((library) => library.code === code);
  return known ? granted(known) : refused('library-unknown', { library: code });
}

/** The number of a library by its code. */
export async function libraryByCode(code: string, network: Network): Promise<Outcome<number>> {
  const library = await libraryOf(network, code);
  return library.granted ? granted(library.value.id) : library;
}

/** What is looked at: the library named; none: that of the visitor, or all of them for an account of the whole network. */
export async function libraryLookedAt(
  code: string | undefined,
  { user }: Visitor,
  network: Network,
): Promise<Outcome<number | null>> {
  return code === undefined ? granted(user.libraryId) : libraryByCode(code, network);
}

/** Where the visitor acts: his own library, or the one an account of the whole network names. */
export async function libraryActedFor(
  code: string | undefined,
  { user }: Visitor,
  network: Network,
): Promise<Outcome<number>> {
  if (code === undefined) return user.libraryId === null ? refused('library-unknown') : granted(user.libraryId);
  const named = await libraryByCode(code, network);
  if (!named.granted || user.libraryId === null || user.libraryId === named.value) return named;
  return refused('crate-for-another-library', { library: code });
}
