import { dataField } from './field.ts';
import { withoutMarks } from './nonsorting.ts';
import type { DataField, MarcRecord } from './record.ts';

/** Title as a reader sees it: `$a ; $a. $h, $i : $e` of 200, in the order of the field, marks left out. */
export function displayTitle(record: MarcRecord): string {
  const field = dataField(record, '200');
  return field ? isbdTitle(field) : '';
}

/** The titles and parts of a field built like 200, with the punctuation of ISBD between them. */
export function isbdTitle(field: DataField): string {
  let text = '';
  let before = '';
  for (const { code, value } of field.subfields) {
    if (!'aehi'.includes(code)) continue;
    const part = withoutEnd(withoutMarks(value).trim());
    if (part === '') continue;
    text += text === '' ? part : separator(text, code, before) + part;
    before = code;
  }
  return text;
}

/** ISBD punctuation that old files left at the end of a subfield goes; the point of an abbreviation stays. */
function withoutEnd(text: string): string {
  const end = text.at(-1);
  if (end === undefined || !'/:;=.,'.includes(end)) return text;
  return text.slice(0, -1).trimEnd() + (end === '.' ? '.' : '');
}

function separator(text: string, code: string, before: string): string {
  if (code === 'a') return ' ; ';
  if (code === 'e') return ' : ';
  if (code === 'i' && before === 'h') return ', ';
  return text.endsWith('.') ? ' ' : '. ';
}
