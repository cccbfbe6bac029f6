/** The six requests of OAI-PMH 2.0 and their arguments (Protocol §4), in the words of the standard. */
export const verbs = {
  Identify: { required: [], optional: [], exclusive: [] },
  ListMetadataFormats: { required: [], optional: ['identifier'], exclusive: [] },
  ListSets: { required: [], optional: [], exclusive: ['resumptionToken'] },
  GetRecord: { required: ['identifier', 'metadataPrefix'], optional: [], exclusive: [] },
  ListIdentifiers: { required: ['metadataPrefix'], optional: ['from', 'until', 'set'], exclusive: ['resumptionToken'] },
  ListRecords: { required: ['metadataPrefix'], optional: ['from', 'until', 'set'], exclusive: ['resumptionToken'] },
} as const satisfies Record<string, VerbArguments>;

export type Verb = keyof typeof verbs;
export type ArgumentName = 'identifier' | 'metadataPrefix' | 'from' | 'until' | 'set' | 'resumptionToken';

interface VerbArguments {
  readonly required: readonly ArgumentName[];
  readonly optional: readonly ArgumentName[];
  /** Alone with the verb, or not at all. */
  readonly exclusive: readonly ArgumentName[];
}

/** The arguments of one verb. */
export function argumentsOf(verb: Verb): VerbArguments {
  return verbs[verb];
}

export function isVerb(word: string): word is Verb {
  return Object.hasOwn(verbs, word);
}
