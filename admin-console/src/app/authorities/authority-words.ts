import type { AuthorityTypeCode, AuthorityView, UnlinkedView } from '../api/contract';
import type { MessageKey } from '../messages/catalogue';

/** What an authority is about. */
export const typeWords: Readonly<Record<AuthorityTypeCode, MessageKey>> = {
  PERSON: 'authority.type.PERSON',
  CORPORATE: 'authority.type.CORPORATE',
  FAMILY: 'authority.type.FAMILY',
  TOPIC: 'authority.type.TOPIC',
  PLACE: 'authority.type.PLACE',
  FORM: 'authority.type.FORM',
  TITLE: 'authority.type.TITLE',
  NAME_TITLE: 'authority.type.NAME_TITLE',
  MARK: 'authority.type.MARK',
  IMPRINT_PLACE: 'authority.type.IMPRINT_PLACE',
};
export const types = Object.keys(typeWords) as readonly AuthorityTypeCode[];

/** The type an address names; null for any, or one there is not. */
export function typeFrom(text: string | undefined): AuthorityTypeCode | null {
  return types.find((type) => type === text) ?? null;
}

/** Why a heading has no authority. */
export const reasonWords: Readonly<Record<UnlinkedView['reason'], MessageKey>> = {
  UNKNOWN: 'unlinked.UNKNOWN',
  AMBIGUOUS: 'unlinked.AMBIGUOUS',
  IDENTIFIER_UNKNOWN: 'unlinked.IDENTIFIER_UNKNOWN',
};

/** How another name, or another entity, stands to an authority. */
export const relationWords: Readonly<Record<AuthorityView['names'][number]['relation'], MessageKey>> = {
  SEE_FROM: 'authority.SEE_FROM',
  SEE_ALSO: 'authority.SEE_ALSO',
  BROADER: 'authority.BROADER',
  NARROWER: 'authority.NARROWER',
  PARALLEL: 'authority.PARALLEL',
};

/** Where each number is looked up, for people; null for one that is ours. */
export function identifierPage({ scheme, value }: AuthorityView['identifiers'][number]): string | null {
  if (scheme === 'FRBNF') return `https://catalogue.bnf.fr/rechercher.do?motRecherche=FRBNF${value}&index=AUT3`;
  if (scheme === 'IDREF') return `https://www.idref.fr/${value}`;
  if (scheme === 'ISNI') return `https://isni.org/isni/${value}`;
  return scheme === 'ARK' ? `https://n2t.net/ark:/${value}` : null;
}
