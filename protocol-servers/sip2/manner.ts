import type { DeviceProfile } from '../../core/network/device-profile.ts';
import { cutToWidth, layoutByName, type ResponseMessage } from './codec/index.ts';

/** How one terminal is spoken to just now: its profile, and what its last 99 told of its printer. */
export interface Manner {
  readonly profile: DeviceProfile;
  /** Characters of a print line; null when it never told. */
  readonly printWidth: number | null;
}

type Changes = Record<string, string | readonly string[] | undefined>;
type Fields = Readonly<Changes>;
const noChange: Changes = {};

/** The same answer as this terminal wants it: dates, widths, and no field it is not to be sent. Most are wanted as they are. */
export function inItsManner(response: ResponseMessage, { profile, printWidth }: Manner): ResponseMessage {
  let said = response as unknown as Fields;
  for (const changes of [dueDate(response, profile), widths(response, profile, printWidth)]) {
    if (changes !== noChange) said = { ...said, ...changes };
  }
  for (const { name, blank } of leftOut(profile, response.name)) {
    if (said[name] !== undefined) said = { ...said, [name]: blank };
  }
  return said as unknown as ResponseMessage; // only optional fields went, and needed ones are empty
}

/** AH for people: `05/12/2026 18:00`, in English `2026-12-05 18:00`. */
function dueDate(response: ResponseMessage, { dueDate: form, language }: DeviceProfile): Changes {
  if (form === 'sip-date' || !('dueDate' in response) || !response.dueDate) return noChange;
  const found = /^(\d{4})(\d\d)(\d\d).{4}(\d\d)(\d\d)\d\d$/.exec(response.dueDate);
  if (!found) return noChange;
  const [, year, month, day, hour, minute] = found;
  const date = language === 'fr' ? `${day}/${month}/${year}` : `${year}-${month}-${day}`;
  return { dueDate: `${date} ${hour}:${minute}` };
}

function widths(
  response: ResponseMessage,
  { screenWidth, charset }: DeviceProfile,
  printWidth: number | null,
): Changes {
  const screen = screenWidth !== null && 'screenMessage' in response ? response.screenMessage : undefined;
  const print = printWidth !== null && 'printLine' in response ? response.printLine : undefined;
  if (!screen && !print) return noChange;
  return {
    ...(screen && { screenMessage: screen.map((text) => cutToWidth(text, screenWidth!, charset)) }),
    ...(print && { printLine: print.flatMap((text) => printed(text, printWidth!, charset)) }),
  };
}

/** AG may repeat: a line longer than the paper goes on in the next one, between two words when there are two. */
function printed(text: string, width: number, charset: DeviceProfile['charset']): string[] {
  const lines: string[] = [];
  let rest = cutToWidth(text, Number.POSITIVE_INFINITY, charset);
  while (rest !== '') {
    let line = cutToWidth(rest, width, charset) || rest.slice(0, width);
    const lastSpace = line.lastIndexOf(' ');
    if (line !== rest && lastSpace > 0 && rest.charAt(line.length) !== ' ') line = line.slice(0, lastSpace);
    lines.push(line);
    rest = rest.slice(line.length).trimStart();
  }
  return lines.length === 0 ? [text] : lines;
}

/** What every terminal needs to know what an answer is about, whatever list it has. */
const always = ['AA', 'AB', 'AO', 'BX'];
/** Who holds a reservation, when a terminal is not to know. */
const holder = ['CY', 'DA'];

interface LeftOut {
  readonly name: string;
  /** What stands for it: nothing, or an empty field where terminals reject a message without it. */
  readonly blank: '' | undefined;
}
const known = new WeakMap<DeviceProfile, Map<string, readonly LeftOut[]>>();

function leftOut(profile: DeviceProfile, response: ResponseMessage['name']): readonly LeftOut[] {
  let byResponse = known.get(profile);
  if (!byResponse) known.set(profile, (byResponse = new Map()));
  let fields = byResponse.get(response);
  if (!fields) byResponse.set(response, (fields = reckoned(profile, response)));
  return fields;
}

function reckoned(
  { onlyFields, hiddenFields, holdPatron }: DeviceProfile,
  response: ResponseMessage['name'],
): readonly LeftOut[] {
  const isLeftOut = (identifier: string): boolean =>
    (onlyFields !== null && !onlyFields.includes(identifier) && !always.includes(identifier)) ||
    hiddenFields.includes(identifier) ||
    (holdPatron === 'hidden' && holder.includes(identifier));
  return layoutByName
    .get(response)!
    .fields.filter(({ identifier }) => isLeftOut(identifier))
    .map(({ name, occurrence }) => ({ name, blank: occurrence === 'always' ? ('' as const) : undefined }));
}
