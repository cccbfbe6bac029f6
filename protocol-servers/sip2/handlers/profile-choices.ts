import type { DeviceProfile } from '../../../core/network/device-profile.ts';
import type { Patron } from '../../../core/patrons/patron.ts';
import { isYes } from './handler.ts';

/** AE, by the template of the device: `{lastName}, {firstName}`. What is left of a name that lacks a part is not dangling. */
export function personalName(
  { firstName, lastName }: Pick<Patron, 'firstName' | 'lastName'>,
  { personalName: template }: Pick<DeviceProfile, 'personalName'>,
): string {
  if (firstName === '' || lastName === '') return firstName || lastName;
  return template.replace(/\{(firstName|lastName)\}/g, (_, part: string) =>
    part === 'firstName' ? firstName : lastName,
  );
}

/** A line of a list of 64. A hold that waits for any copy has no barcode yet: its title. */
export function listText(
  { barcode, title }: { readonly barcode: string | null; readonly title: string },
  { listValue }: Pick<DeviceProfile, 'listValue'>,
): string {
  if (barcode === null || listValue === 'title') return title;
  return listValue === 'barcode' ? barcode : `${barcode} ${title}`;
}

/** The places of the lists a summary gets (SIP2 2.00, summary): the guide allows one Y, some terminals send several. */
export function listsAsked(summary: string, { summary: answered }: Pick<DeviceProfile, 'summary'>): readonly number[] {
  const asked: number[] = [];
  for (let place = 0; place < summary.length; place += 1) if (isYes(summary[place])) asked.push(place);
  return answered === 'first' ? asked.slice(0, 1) : asked;
}
