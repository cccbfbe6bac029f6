import type { Library } from '../../../core/library.ts';
import { notYours } from '../../../core/network/acting.ts';
import type { NetworkLibrary } from '../../../core/network/network.ts';
import { granted, refused, type Outcome } from '../../../core/outcome.ts';
import type { Visitor } from '../route.ts';

type Network = Pick<Library['network'], 'libraries' | 'library'>;

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

/** Where the visitor acts: his own library, or the one an account of the whole network names. Refused `library-not-yours`. */
export async function libraryActedFor(
  code: string | undefined,
  { user }: Visitor,
  network: Network,
): Promise<Outcome<number>> {
  if (code === undefined) {
    return user.libraryId === null ? refused('library-unknown', { library: null }) : granted(user.libraryId);
  }
  const named = await libraryByCode(code, network);
  return named.granted ? (notYours(user, named.value, network) ?? named) : named;
}

/** Whose papers are looked into: as `libraryActedFor`; no code, and an account of the whole network: everybody's. */
export async function libraryLookedInto(
  code: string | undefined,
  visitor: Visitor,
  network: Network,
): Promise<Outcome<number | null>> {
  return code === undefined ? granted(visitor.user.libraryId) : libraryActedFor(code, visitor, network);
}
