import type { ExportLine } from './request.ts';

/** What a librarian reads beside a record that was split or left out. */
export const exportLineSentences: Record<ExportLine['what'], string> = {
  split: 'trop longue pour ISO 2709 : exemplaires répartis sur plusieurs notices de même 001',
  unreadable: 'illisible dans le catalogue',
  'record-too-long': 'trop longue pour ISO 2709, même sans exemplaires : utiliser MarcXchange',
  'field-too-long': 'une zone est trop longue pour ISO 2709 : utiliser MarcXchange',
  'breaks-the-frame': 'une étiquette ou un code ne peut pas être écrit en ISO 2709',
  characters: "des caractères n'existent pas en ISO 5426 : utiliser UTF-8 ou --unwritable reference",
};
