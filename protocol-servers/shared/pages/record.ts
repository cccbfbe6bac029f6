import { withoutMarks } from '../../../core/marc/nonsorting.ts';
import { markup, Markup, type Shown } from './markup.ts';
import { elementOf, elementsOf, elementsWithin, textIn, type XmlElement } from './xml-tree.ts';

/**
 * A record in whatever form, its headings from `level` on: the fields of MARC as a table, without the marks of what is not
 * sorted; Dublin Core as a list; the rest by name.
 */
export function showRecord(data: XmlElement, level: number): Markup {
  if (elementsWithin(data, 'datafield').length > 0) {
    const holdings = elementsWithin(data, 'holdings').map((each) => showByName(each, level));
    return markup`${showFields(data)}${holdings}`;
  }
  const dublinCore = elementOf(data, 'dc');
  if (dublinCore) return showPairs(elementsOf(dublinCore));
  const inner = elementsOf(data);
  if (inner.length === 0) return markup`<pre>${withoutMarks(textIn(data))}</pre>`;
  return markup`${inner.map((each) => showByName(each, level))}`;
}

/** Elements as a list of names and values. */
export function showPairs(elements: readonly XmlElement[]): Markup {
  const pairs = elements.map((element) => markup`<dt>${element.name}</dt><dd>${textIn(element)}</dd>`);
  return pairs.length === 0 ? markup`` : markup`<dl>${pairs}</dl>`;
}

function showFields(data: XmlElement): Markup {
  const rows = elementsWithin(data, 'controlfield', 'datafield').map((field) => {
    const subfields = elementsOf(field).map(
      (subfield) => markup`<b>$${subfield.attributes['code'] ?? ''}</b> ${withoutMarks(textIn(subfield))} `,
    );
    const value: Shown = subfields.length > 0 ? subfields : textIn(field);
    return markup`<tr><th scope="row">${field.attributes['tag'] ?? ''}</th><td>${value}</td></tr>`;
  });
  return markup`<table><tbody>${rows}</tbody></table>`;
}

/** An element that holds others is a part with its heading; one that holds none, a line with its attributes. */
function showByName(element: XmlElement, level: number): Markup {
  const inner = elementsOf(element);
  if (inner.length === 0) {
    const name = [element.name, ...Object.values(element.attributes)].join(' ');
    return markup`<p><b>${name}</b> ${textIn(element)}</p>`;
  }
  const heading = new Markup(`h${Math.min(level, 6)}`);
  const parts = inner.map((each) => showByName(each, level + 1));
  return markup`<section><${heading}>${element.name}</${heading}>${parts}</section>`;
}
