import { toDublinCore, type DublinCoreElement } from '../../../core/marc/dublin-core.ts';
import { controlValue, dataFields, subfield } from '../../../core/marc/field.ts';
import { displayTitle } from '../../../core/marc/title.ts';
import type { MarcRecord } from '../../../core/marc/record.ts';

const labels: Partial<Record<DublinCoreElement, { readonly fr: string; readonly en: string }>> = {
  creator: { fr: 'Auteur', en: 'Author' },
  contributor: { fr: 'Avec', en: 'With' },
  publisher: { fr: 'Éditeur', en: 'Publisher' },
  date: { fr: 'Année', en: 'Year' },
  format: { fr: 'Description', en: 'Description' },
  subject: { fr: 'Sujet', en: 'Subject' },
  identifier: { fr: 'Identifiant', en: 'Identifier' },
  language: { fr: 'Langue', en: 'Language' },
};
const others = {
  title: { fr: 'Titre', en: 'Title' },
  number: { fr: 'Notice', en: 'Record' },
  copy: { fr: 'Exemplaire', en: 'Copy' },
};

/** A record as text for people, one statement a line (SUTRS: lines of any length, ended by a line feed). */
export function sutrsOf(record: MarcRecord, language: 'fr' | 'en'): string {
  const lines = [`${others.title[language]}: ${displayTitle(record)}`];
  for (const { element, value } of toDublinCore(record)) {
    const label = labels[element];
    if (label) lines.push(`${label[language]}: ${value}`);
  }
  for (const field of dataFields(record, '995')) {
    const copy = [subfield(field, 'a'), subfield(field, 'e'), subfield(field, 'k'), subfield(field, 'f')];
    lines.push(`${others.copy[language]}: ${copy.filter((part) => part !== '').join(' · ')}`);
  }
  const number = controlValue(record, '001');
  if (number !== null) lines.push(`${others.number[language]}: ${number}`);
  return `${lines.join('\n')}\n`;
}
