/** What is given to harvesters (OAI-PMH), as the console and the admin API say it. Types only. */

export type CarrierCode =
  | 'book' | 'large-print' | 'comic' | 'score' | 'map' | 'audio-book' | 'music' | 'video' | 'image' | 'electronic'
  | 'game' | 'kit' | 'serial' | 'object'; // prettier-ignore

/** A record is admitted when every condition stated holds; of a list, one value is enough, and an empty list admits nothing. */
export interface SetConditionsView {
  readonly carriers?: readonly CarrierCode[];
  /** Codes of libraries that have a copy. */
  readonly libraries?: readonly string[];
  /** ISO 639-2. */
  readonly languages?: readonly string[];
  /** UNIMARC 100 $a position 17. */
  readonly audiences?: readonly string[];
  readonly sources?: readonly string[];
  /** UNIMARC tags: `856` is what can be read on line. */
  readonly fields?: readonly string[];
  readonly fromYear?: number;
  readonly untilYear?: number;
  /** It describes something read on line of which all this holds; `{}`: anything. */
  readonly digital?: {
    readonly types?: readonly ('EBOOK' | 'PRESS' | 'VIDEO' | 'MUSIC' | 'TRAINING' | 'GAME' | 'HERITAGE')[];
    readonly access?: readonly ('FREE' | 'READERS' | 'ON_SITE')[];
    /** Codes of harvest sources. */
    readonly sources?: readonly string[];
    readonly audiences?: readonly ('readers' | 'harvesters' | 'gallica' | 'europeana')[];
  };
}
export interface SetRuleView extends SetConditionsView {
  /** Records of these conditions are left out. */
  readonly except?: SetConditionsView;
}

/** PUT /dissemination/sets/:spec; DELETE retires it: those who harvested it are told that everything left. */
export interface SetRequest {
  readonly name: string;
  readonly description: string;
  /** Null: it only holds what its children hold. */
  readonly rule: SetRuleView | null;
  /** `repositories`: seen only in the virtual repositories that offer it. */
  readonly audience: 'everyone' | 'repositories';
}
/** GET /dissemination/sets → {items, total} */
export interface SetView extends SetRequest {
  readonly spec: string;
  readonly records: number;
  /** Records that left. */
  readonly gone: number;
  /** ISO 8601, UTC. */
  readonly retiredAt: string | null;
}

/** PUT /dissemination/repositories/:name; DELETE closes it. */
export interface RepositoryRequest {
  readonly title: string;
  /** What it shows: these sets and what is below them. */
  readonly sets: readonly string[];
  readonly formats: readonly string[];
  /** Addresses and networks (CIDR) it answers; empty: everybody. */
  readonly addresses: readonly string[];
  /** Who harvests it: what the licence of a source keeps from them is not there. */
  readonly audience: 'harvesters' | 'gallica' | 'europeana';
}
/** GET /dissemination/repositories → {items, total} */
export interface RepositoryView extends RepositoryRequest {
  readonly name: string;
  readonly closedAt: string | null;
}

/** GET /dissemination/preview?record=PAS0000000001&format=edm */
export interface PreviewView {
  readonly record: string;
  readonly format: string;
  /** One XML element, as harvesters get it. */
  readonly xml: string;
  /** What the partners of this format would find wanting, in French. */
  readonly findings: readonly string[];
}

/** GET /dissemination/unwritable: records that could not be written since the server began. */
export interface UnwritableView {
  readonly count: number;
  readonly latest: readonly {
    readonly record: string;
    readonly format: string;
    readonly reason: string;
    readonly at: string;
  }[];
}

/** GET /dissemination/formats → {items, total}: those every repository may offer. */
export interface FormatView {
  readonly prefix: string;
  readonly schema: string;
  readonly namespace: string;
}

/** GET /dissemination/sets/:spec/preview?format=&limit= → {items, total}: its first records. */
export interface RecordPreviewView extends PreviewView {
  readonly title: string;
}

/** POST /dissemination/sets/:spec/estimate: what a set would hold by this rule. Nothing is written. */
export interface SetEstimateRequest {
  readonly rule: SetRuleView | null;
}
export interface SetEstimateView {
  readonly records: number;
  /** Beside what it holds now. */
  readonly enters: number;
  readonly leaves: number;
  /** Records of the catalogue that were looked at: when not the whole, there was no time for more. */
  readonly looked: number;
  readonly whole: boolean;
}
