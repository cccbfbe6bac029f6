import { external } from './common.ts';
import {
  any,
  boolean,
  choice,
  explicit,
  nothing,
  oid,
  optional,
  sequence,
  sequenceOf,
  tagged,
  internationalString,
  type ValueOf,
} from './types.ts';

const iso10646 = tagged(
  2,
  sequence('Iso10646', { collections: optional(tagged(1, oid)), encodingLevel: tagged(2, oid) }),
);
const privateCharacterSet = explicit(
  3,
  choice('PrivateCharacterSet', {
    viaOid: tagged(1, any),
    externallySpecified: tagged(2, external),
    previouslyAgreedUpon: tagged(3, nothing),
  }),
);

/** CharSetandLanguageNegotiation-3. */
export const charsetNegotiation = choice('CharSetandLanguageNegotiation', {
  proposal: tagged(
    1,
    sequence('OriginProposal', {
      proposedCharSets: optional(
        tagged(
          1,
          sequenceOf(choice('proposedCharSets', { iso2022: explicit(1, any), iso10646, private: privateCharacterSet })),
        ),
      ),
      proposedLanguages: optional(tagged(2, sequenceOf(internationalString))),
      recordsInSelectedCharSets: optional(tagged(3, boolean)),
    }),
  ),
  response: tagged(
    2,
    sequence('TargetResponse', {
      selectedCharSets: optional(
        explicit(
          1,
          choice('selectedCharSets', {
            iso2022: explicit(1, any),
            iso10646,
            private: privateCharacterSet,
            none: tagged(4, nothing),
          }),
        ),
      ),
      selectedLanguage: optional(tagged(2, internationalString)),
      recordsInSelectedCharSets: optional(tagged(3, boolean)),
    }),
  ),
});
export type CharsetNegotiation = ValueOf<typeof charsetNegotiation>;
