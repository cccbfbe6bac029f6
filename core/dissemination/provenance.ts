import { SaxesParser, type SaxesTagNS } from 'saxes';
import type { GivenBy } from '../ports/dissemination.ts';

/** One hop of a record on its way here: which repository it was harvested from, and as what (Guidelines, provenance). */
export interface Origin {
  readonly baseUrl: string;
  readonly identifier: string;
  /** Datestamp it bore there: `YYYY-MM-DD` or `YYYY-MM-DDThh:mm:ssZ`. */
  readonly datestamp: string;
  readonly metadataNamespace: string;
  /** When it was harvested there, of the same form. */
  readonly harvestDate: string;
  /** Whether the metadata was changed since. */
  readonly altered: boolean;
}

/** What a record that came from elsewhere says of itself beside its metadata. */
export interface Provenance {
  /** The last hop first. */
  readonly origins: readonly Origin[];
  /** Address of the licence its source gives its metadata under; null: it says none. */
  readonly rights: string | null;
}

const dateForm = /^\d{4}-\d\d-\d\d(?:T\d\d:\d\d:\d\dZ)?$/;
const provenanceNamespace = 'http://www.openarchives.org/OAI/2.0/provenance';
const rightsNamespace = 'http://www.openarchives.org/OAI/2.0/rights/';

/**
 * Where a harvested record came from: the repository it was taken from, then what the record itself told of earlier hops.
 * Ours is another record, mapped to UNIMARC and written again: altered, under an identifier of ours.
 */
export function provenanceOf({ baseUrl, identifier, datestamp, harvestedAt, raw }: GivenBy): Provenance {
  const harvestDate = `${new Date(harvestedAt).toISOString().slice(0, 19)}Z`;
  const { metadataNamespace, earlier, rights } = toldIn(raw);
  // A repository without dates: that of the harvest is the only one there is.
  const dated = dateForm.test(datestamp) ? datestamp : harvestDate;
  return {
    origins: [{ baseUrl, identifier, datestamp: dated, metadataNamespace, harvestDate, altered: true }, ...earlier],
    rights,
  };
}

interface Told {
  readonly metadataNamespace: string;
  readonly earlier: readonly Origin[];
  readonly rights: string | null;
}

/** What a record as it was given tells: the namespace of its metadata, and what stands in its `about` containers. */
function toldIn(raw: string): Told {
  const path: string[] = [];
  const hops: Record<string, string>[] = [];
  let [metadataNamespace, rights, text] = ['', null as string | null, ''];
  const parser = new SaxesParser({ xmlns: true });
  // What stands behind the first fault is not told: one record never stops a page.
  let readable = true;
  parser.on('error', () => (readable = false));
  parser.on('opentag', (tag: SaxesTagNS) => {
    if (!readable) return;
    const { local, uri } = tag;
    text = '';
    if (path.at(-1) === 'metadata' && metadataNamespace === '') metadataNamespace = uri;
    const inAbout = path.includes('about');
    if (inAbout && uri === provenanceNamespace && local === 'originDescription') {
      hops.push({ harvestDate: attribute(tag, 'harvestDate'), altered: attribute(tag, 'altered') });
    }
    if (inAbout && uri === rightsNamespace && local === 'rightsReference') rights ??= attribute(tag, 'ref') || null;
    path.push(local);
  });
  parser.on('text', (part) => (text += part));
  parser.on('closetag', ({ local, uri }) => {
    if (!readable) return;
    path.pop();
    const hop =
      uri === provenanceNamespace && path.at(-1) === 'originDescription' ? hops.at(depth(path) - 1) : undefined;
    if (hop && local !== 'originDescription') hop[local] = text.trim();
    text = '';
  });
  parser.write(raw).close();
  return { metadataNamespace, earlier: wholeHops(hops), rights };
}

/** Each hop stands inside the one after it. */
function depth(path: readonly string[]): number {
  return path.filter((name) => name === 'originDescription').length;
}

function attribute({ attributes }: SaxesTagNS, name: string): string {
  return attributes[name]?.value ?? '';
}

/** As many hops as tell what the schema asks of each; behind one that does not, the way is lost. */
function wholeHops(hops: readonly Record<string, string>[]): Origin[] {
  const whole: Origin[] = [];
  for (const { baseURL: baseUrl = '', identifier = '', datestamp = '', metadataNamespace = '', ...more } of hops) {
    const { harvestDate = '', altered = '' } = more;
    const told = [baseUrl, identifier, metadataNamespace].every((value) => value !== '');
    if (!told || !dateForm.test(datestamp) || !dateForm.test(harvestDate)) break;
    const changed = altered === 'true' || altered === '1';
    whole.push({ baseUrl, identifier, datestamp, metadataNamespace, harvestDate, altered: changed });
  }
  return whole;
}
