import type { SourceProfile } from './profile.ts';

/** A row under our own names, with its identifier in its source; `fault` says why it cannot be taken. */
export interface MappedRow {
  readonly sourceId: string;
  readonly values: Readonly<Record<string, string>>;
  readonly fault: string | null;
}

/** Longest name, address or contact, in characters. */
const longestText = 500;
/** Longest number of a card. */
const longestCard = 60;

/** A row of a file of readers by the profile of its source. Pure; never throws. */
export function readerOf(row: Readonly<Record<string, string>>, profile: SourceProfile): MappedRow {
  const { readers, categories } = profile;
  const read = (column: string) => (column === '' ? '' : (row[column] ?? '').trim());
  const category = read(readers.category);
  const values = {
    card: read(readers.card),
    lastName: read(readers.lastName),
    firstName: read(readers.firstName),
    birthDate: isoDate(read(readers.birthDate), profile.dates) ?? '',
    email: read(readers.email).toLowerCase(),
    phone: read(readers.phone),
    address: read(readers.address),
    category: (categories[category.toLowerCase()] ?? category).toUpperCase(),
    expiresOn: isoDate(read(readers.expiresOn), profile.dates) ?? '',
  };
  return { sourceId: values.card, values, fault: faultOf(values, read, readers.birthDate) };
}

function faultOf(
  values: { readonly card: string; readonly lastName: string; readonly birthDate: string } & Record<string, string>,
  read: (column: string) => string,
  birthColumn: string,
): string | null {
  if (values.card === '') return 'card-missing';
  if (values.card.length > longestCard) return 'card-too-long';
  if (values.lastName === '') return 'name-missing';
  if (Object.values(values).some((value) => value.length > longestText)) return 'text-too-long';
  return read(birthColumn) !== '' && values.birthDate === '' ? 'birth-date-wrong' : null;
}

/** A date as this source writes it, as ISO; null when it is none. */
export function isoDate(text: string, form: SourceProfile['dates']): string | null {
  const patterns = {
    'YYYY-MM-DD': /^(?<y>\d{4})-(?<m>\d{2})-(?<d>\d{2})/,
    'DD/MM/YYYY': /^(?<d>\d{1,2})\/(?<m>\d{1,2})\/(?<y>\d{4})/,
    YYYYMMDD: /^(?<y>\d{4})(?<m>\d{2})(?<d>\d{2})/,
  } as const;
  const found = patterns[form].exec(text)?.groups;
  if (!found) return null;
  const iso = `${found['y']}-${found['m']!.padStart(2, '0')}-${found['d']!.padStart(2, '0')}`;
  const time = Date.parse(`${iso}T00:00:00Z`);
  return Number.isNaN(time) || !new Date(time).toISOString().startsWith(iso) ? null : iso;
}
