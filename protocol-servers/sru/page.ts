import { markup, type Markup } from '../shared/pages/markup.ts';
import { writePage } from '../shared/pages/page.ts';
import { showRecord } from '../shared/pages/record.ts';
import { elementOf, elementsOf, elementsWithin, readXml, textIn, type XmlElement } from '../shared/pages/xml-tree.ts';

/** What a page says beside the answer it shows. */
export interface PageFrame {
  /** The parameters of the request, as they came. */
  readonly encoded: string;
  /** Address of the look of the page. */
  readonly look: string;
}

/** An answer of SRU of any version as a page for people: what it found or describes, and the button for more. */
export async function writeSruPage(xml: string, { encoded, look }: PageFrame): Promise<string> {
  const answer = await readXml(xml);
  const query = textIn(elementOf(elementNamed(answer, 'echoedSearchRetrieveRequest'), 'query'));
  const record = elementOf(answer, 'record');
  const main = markup`<h1>${headingOf(answer)}</h1>
${query === '' ? null : markup`<p><code>${query}</code></p>`}
${elementsOf(elementNamed(answer, 'diagnostics')).map(showDiagnostic)}
${elementsWithin(elementNamed(answer, 'facetedResults'), 'facet').map(showFacet)}
${showRecords(elementsOf(elementNamed(answer, 'records')))}
${record && showData(record)}
${showTerms(elementsOf(elementNamed(answer, 'terms')))}
${showNext(elementOf(answer, 'nextRecordPosition'), encoded)}`;
  return writePage({ title: titleOf(answer, query), look, xml: addressOfXml(encoded), navigation: null, main });
}

/** The same request, its answer wanted as XML: SRU 2.0, httpAccept, which we hear in any version. */
function addressOfXml(encoded: string): string {
  const others = encoded.split('&').filter((pair) => pair !== '' && !pair.startsWith('httpAccept='));
  return `?${[...others, 'httpAccept=application/xml'].join('&')}`;
}

function titleOf({ name }: XmlElement, query: string): string {
  if (name === 'searchRetrieveResponse') return query === '' ? 'SRU' : `${query} : SRU`;
  return name === 'scanResponse' ? 'Termes de l’index : SRU' : 'Description du serveur : SRU';
}

function headingOf(answer: XmlElement): Markup {
  if (answer.name === 'searchRetrieveResponse') {
    const found = Number(textIn(elementOf(answer, 'numberOfRecords')));
    const french = found > 1 ? 'notices trouvées' : 'notice trouvée';
    return markup`${found} ${french} <span lang="en">${found === 1 ? 'record found' : 'records found'}</span>`;
  }
  if (answer.name === 'scanResponse') return markup`Termes de l’index <span lang="en">terms of the index</span>`;
  return markup`Description du serveur <span lang="en">explain</span>`;
}

function showDiagnostic(diagnostic: XmlElement): Markup {
  const [uri, message, details] = ['uri', 'message', 'details'].map((name) => textIn(elementOf(diagnostic, name)));
  const more = details === '' ? '' : ` (${details})`;
  return markup`<p role="alert">${uri!} : <span lang="en">${message!}</span>${more}</p>`;
}

function showFacet(facet: XmlElement): Markup {
  const terms = elementsOf(elementNamed(facet, 'terms')).map((term) => {
    const [address, value, count] = ['requestUrl', 'actualTerm', 'count'].map((name) => textIn(elementOf(term, name)));
    return markup`<li><a href="${address!}">${value!}</a> (${count!})</li>`;
  });
  const label = textIn(elementOf(facet, 'facetDisplayLabel'));
  return markup`<details><summary>${label}</summary><ul>${terms}</ul></details>`;
}

function showRecords(records: readonly XmlElement[]): Markup | null {
  if (records.length === 0) return null;
  const first = textIn(elementOf(records[0]!, 'recordPosition'));
  return markup`<ol start="${first}">${records.map((record) => markup`<li>${showData(record)}</li>`)}</ol>`;
}

/** What a record holds; one that could not be given is a diagnostic. */
function showData(record: XmlElement): Markup {
  const data = elementNamed(record, 'recordData');
  const diagnostic = elementOf(data, 'diagnostic');
  return diagnostic ? showDiagnostic(diagnostic) : showRecord(data, 2);
}

function showTerms(terms: readonly XmlElement[]): Markup | null {
  if (terms.length === 0) return null;
  const rows = terms.map((term) => {
    const shown = elementOf(term, 'displayTerm') ?? elementOf(term, 'value');
    return markup`<tr><td>${textIn(shown)}</td><td>${textIn(elementOf(term, 'numberOfRecords'))}</td></tr>`;
  });
  return markup`<table><tbody>${rows}</tbody></table>`;
}

/** The same request, from the next record on. */
function showNext(next: XmlElement | null, encoded: string): Markup | null {
  if (next === null) return null;
  const others = [...new URLSearchParams(encoded)].filter(([name]) => name !== 'startRecord');
  const inputs = [...others, ['startRecord', textIn(next)] as const].map(
    ([name, value]) => markup`<input type="hidden" name="${name}" value="${value}">`,
  );
  const button = markup`<button type="submit">Page suivante <span lang="en">next page</span></button>`;
  return markup`<form method="get">${inputs}${button}</form>`;
}

const nothing: XmlElement = { name: '', attributes: {}, content: [] };

/** The element of that name, one without content when there is none. */
function elementNamed(element: XmlElement, name: string): XmlElement {
  return elementOf(element, name) ?? nothing;
}
