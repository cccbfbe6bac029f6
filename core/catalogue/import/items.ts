import type { ItemType } from '../../circulation/entities.ts';
import { isDataField, type DataField, type MarcRecord } from '../../marc/record.ts';
import type { Carrier } from '../record.ts';
import { typeByCarrier, typeByLetter, type ItemProfile } from './item-profile.ts';
import type { PreparedItem, UnusableItem } from './prepared.ts';

/** Longest barcode a label bears, in characters. */
const longestBarcode = 100;
/** Longest call number, location, volume or inventory number, in characters. */
const longestText = 1_000;

/** The items a record holds, read by the profile of its source. */
export function itemsOf(
  record: MarcRecord,
  carrier: Carrier,
  profile: ItemProfile,
): { items: PreparedItem[]; unusable: UnusableItem[] } {
  const items: PreparedItem[] = [];
  const unusable: UnusableItem[] = [];
  for (const field of record.fields) {
    if (field.tag !== profile.tag || !isDataField(field)) continue;
    const item = itemOf(field, carrier, profile);
    if ('fault' in item) unusable.push(item);
    else items.push(item);
  }
  return { items, unusable };
}

function itemOf(field: DataField, carrier: Carrier, profile: ItemProfile): PreparedItem | UnusableItem {
  const { subfields, libraries } = profile;
  const read = (codes: string) => joined(field, codes);
  const callNumber = read(subfields.callNumber);
  const inventoryNo = read(subfields.inventoryNo);
  const barcode = barcodeOf(read, profile);
  if (barcode === '') return { fault: 'barcode-missing', detail: `${callNumber} ${inventoryNo}`.trim() };
  if (barcode.length > longestBarcode) return { fault: 'barcode-too-long', detail: barcode.slice(0, longestBarcode) };

  const location = read(subfields.location);
  const volume = read(subfields.volume);
  if ([callNumber, inventoryNo, location, volume].some((text) => text.length > longestText)) {
    return { fault: 'text-too-long', detail: barcode };
  }
  const owner = read(subfields.owner);
  const circulation = profile.circulation[read(subfields.circulation).toLowerCase()];
  const type = circulation?.type ?? typeOf(read(subfields.documentType).toLowerCase(), carrier, profile);
  const loanable = circulation?.loanable ?? type !== 'REFERENCE';
  const outside = outsideTables(read, profile);
  return {
    ...(outside.length > 0 && { outside }),
    barcode,
    owner: (libraries[owner.toLowerCase()] ?? owner).toUpperCase(),
    type,
    location,
    callNumber,
    volume,
    inventoryNo,
    loanable,
  };
}

/** What the field says that no table of the profile knows. Two letters beginning by a type of record are a code of 995 $r. */
function outsideTables(
  read: (codes: string) => string,
  { subfields, documentTypes, circulation }: ItemProfile,
): string[] {
  const [type, category] = [read(subfields.documentType), read(subfields.circulation)];
  const coded = type.length === 2 && typeByLetter[type[0]!.toLowerCase()] !== undefined;
  const known = type === '' || coded || documentTypes[type.toLowerCase()] !== undefined;
  return [
    ...(known ? [] : [`${subfields.documentType}=${type}`]),
    ...(category === '' || circulation[category.toLowerCase()] ? [] : [`${subfields.circulation}=${category}`]),
  ];
}

function barcodeOf(read: (codes: string) => string, { subfields, barcodePrefix }: ItemProfile): string {
  const whole = read(subfields.barcode);
  const barcode = whole === '' ? [...subfields.barcodeParts].map(read).join('') : whole;
  return barcode === '' || barcode.startsWith(barcodePrefix) ? barcode : barcodePrefix + barcode;
}

function typeOf(written: string, carrier: Carrier, { documentTypes }: ItemProfile): ItemType {
  const known = documentTypes[written];
  if (known) return known;
  const byCarrier = typeByCarrier[carrier];
  const byLetter = written.length === 2 ? typeByLetter[written[0]!] : undefined;
  // `aa` says a text, the record may say more of it: large print, comic, magazine.
  if (!byLetter || (byLetter === 'BOOK' && textTypes.has(byCarrier))) return byCarrier;
  return byLetter;
}

const textTypes: ReadonlySet<ItemType> = new Set(['BOOK', 'LARGE_PRINT', 'COMIC', 'MAGAZINE']);

/** The first subfield of each code that is not blank, joined by a blank when there are several codes. */
function joined(field: DataField, codes: string): string {
  let text = '';
  for (const wanted of codes) {
    for (const { code, value } of field.subfields) {
      if (code !== wanted || value.trim() === '') continue;
      text += text === '' ? value.trim() : ` ${value.trim()}`;
      break;
    }
  }
  return text;
}
