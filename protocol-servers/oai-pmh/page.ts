import { markup, type Markup } from '../shared/pages/markup.ts';
import { writePage } from '../shared/pages/page.ts';
import { showPairs, showRecord } from '../shared/pages/record.ts';
import { elementOf, elementsOf, elementsWithin, readXml, textIn, type XmlElement } from '../shared/pages/xml-tree.ts';
import { isVerb, type Verb } from './codec/verbs.ts';

/** What a page says beside the answer it shows. */
export interface PageFrame {
  /** Address of the look of the page. */
  readonly look: string;
  /** Address of the same answer as XML. */
  readonly xml: string;
}

/** The six requests, in the words of who reads their answers. */
const titles: Record<Verb, string> = {
  Identify: 'L’entrepôt',
  ListSets: 'Ensembles',
  ListMetadataFormats: 'Formats',
  ListRecords: 'Notices',
  ListIdentifiers: 'Identifiants',
  GetRecord: 'Une notice',
};

/** How the element of each verb is shown, `verb` being that of the request. */
const contents: Record<Verb, (element: XmlElement, verb: string) => Markup> = {
  Identify: (element) => showPairs(elementsOf(element).filter((each) => elementsOf(each).length === 0)),
  ListSets: showSets,
  ListMetadataFormats: showFormats,
  ListRecords: showList,
  ListIdentifiers: showList,
  GetRecord: showList,
};

/** An answer of OAI-PMH as a page for people: what it is, its records with their sets, and a link to what comes next. */
export async function writeOaiPage(xml: string, { look, xml: address }: PageFrame): Promise<string> {
  const answer = await readXml(xml);
  const request = elementOf(answer, 'request');
  const errors = elementsOf(answer, 'error');
  const verb = request?.attributes['verb'] ?? '';
  const told = elementsOf(answer)
    .map(({ name }) => name)
    .find(isVerb);
  const title = told ? titles[told] : 'Erreur';
  const main = markup`<h1>${title} <span lang="en">${verb}</span></h1>
<p>${textIn(request)}, ${textIn(elementOf(answer, 'responseDate'))}</p>
${errors.map(showError)}
${told ? contents[told](elementOf(answer, told)!, verb) : null}`;
  return writePage({ title: `${title} : OAI-PMH`, look, xml: address, navigation, main });
}

const navigation = markup`<a href="${addressOf({ verb: 'Identify' })}">${titles.Identify}</a>
<a href="${addressOf({ verb: 'ListSets' })}">${titles.ListSets}</a>
<a href="${addressOf({ verb: 'ListMetadataFormats' })}">${titles.ListMetadataFormats}</a>
<a href="${addressOf({ verb: 'ListRecords', metadataPrefix: 'oai_dc' })}">${titles.ListRecords}</a>
<a href="${addressOf({ verb: 'ListIdentifiers', metadataPrefix: 'oai_dc' })}">${titles.ListIdentifiers}</a>`;

/** The address of another request to the same repository. */
function addressOf(request: Readonly<Record<string, string>>): string {
  return `?${new URLSearchParams(request)}`;
}

function showError(error: XmlElement): Markup {
  return markup`<p role="alert"><b>${error.attributes['code'] ?? ''}</b> : <span lang="en">${textIn(error)}</span></p>`;
}

function showSets(element: XmlElement): Markup {
  const rows = elementsOf(element, 'set').map((set) => {
    const spec = textIn(elementOf(set, 'setSpec'));
    const address = addressOf({ verb: 'ListIdentifiers', metadataPrefix: 'oai_dc', set: spec });
    const held = elementsWithin(set, 'description').map(textIn).join(' ');
    const name = textIn(elementOf(set, 'setName'));
    return markup`<tr><td><a href="${address}">${spec}</a></td><td>${name}</td><td>${held}</td></tr>`;
  });
  return showTable(['Ensemble', 'Nom', 'Contenu'], rows);
}

function showFormats(element: XmlElement): Markup {
  const rows = elementsOf(element, 'metadataFormat').map((format) => {
    const prefix = textIn(elementOf(format, 'metadataPrefix'));
    const address = addressOf({ verb: 'ListRecords', metadataPrefix: prefix });
    const namespace = textIn(elementOf(format, 'metadataNamespace'));
    return markup`<tr><td><a href="${address}">${prefix}</a></td><td>${namespace}</td></tr>`;
  });
  return showTable(['Format', 'Espace de noms'], rows);
}

function showTable(columns: readonly string[], rows: readonly Markup[]): Markup {
  const heads = columns.map((column) => markup`<th scope="col">${column}</th>`);
  return markup`<table><thead><tr>${heads}</tr></thead><tbody>${rows}</tbody></table>`;
}

/** Records or headers, then the way on. */
function showList(element: XmlElement, verb: string): Markup {
  const token = elementOf(element, 'resumptionToken');
  const records = elementsOf(element, 'record').map(showOne);
  const headers = elementsOf(element, 'header').map(showHeader);
  return markup`${records}${headers}${token && showNext(token, verb)}`;
}

/** A record: its header, then its metadata; one that is gone has none. */
function showOne(record: XmlElement): Markup {
  const header = elementsOf(record, 'header').map(showHeader);
  const metadata = elementOf(record, 'metadata');
  if (metadata === null) return markup`<article>${header}</article>`;
  return markup`<article>${header}${showRecord(metadata, 2)}</article>`;
}

function showHeader(header: XmlElement): Markup {
  const identifier = textIn(elementOf(header, 'identifier'));
  const address = addressOf({ verb: 'GetRecord', metadataPrefix: 'oai_dc', identifier });
  const sets = elementsOf(header, 'setSpec').map((set) => markup` <code>${textIn(set)}</code>`);
  const deleted = header.attributes['status'] === 'deleted' ? ' : supprimée' : '';
  const datestamp = textIn(elementOf(header, 'datestamp'));
  return markup`<p><a href="${address}">${identifier}</a> ${datestamp}${deleted}${sets}</p>`;
}

function showNext(token: XmlElement, verb: string): Markup | null {
  const resumptionToken = textIn(token);
  if (resumptionToken === '') return null;
  const { cursor = '', completeListSize = '' } = token.attributes;
  return markup`<p><a href="${addressOf({ verb, resumptionToken })}">Suite (${cursor} sur ${completeListSize})</a></p>`;
}
