import { rangeOf } from './addresses.ts';
import { messagesOfKind } from './device-messages.ts';
import { alertKinds, type AlertKind, charsets, type DeviceProfile, listValues } from './device-profile.ts';
import type { DeviceKind } from './network.ts';

/** One thing wrong with a profile: the choice, and what it should be. */
export interface ProfileMistake {
  readonly choice: keyof DeviceProfile;
  readonly what: string;
}

/** Fields without which a terminal does not know what an answer is about. */
const neverHidden = ['AA', 'AB', 'AO', 'AY', 'AZ', 'BX'];
const longestList = 64;

/** Every mistake of a profile, for a device of this kind; none when it may be used. */
export function profileMistakes(profile: DeviceProfile, kind: DeviceKind): ProfileMistake[] {
  return [...wrongWords(profile), ...wrongTexts(profile), ...wrongFields(profile), ...wrongAccess(profile, kind)];
}

/** Choices that have a few words to choose from. */
const words: Partial<Record<keyof DeviceProfile, readonly unknown[]>> = {
  charset: charsets,
  terminator: ['CR', 'CRLF'],
  lineEnd: ['CR', 'CR-or-LF'],
  checksum: ['bytes', 'characters'],
  resend: ['without-sequence', 'verbatim'],
  institution: ['ours', 'as-asked'],
  dueDate: ['sip-date', 'display'],
  listValue: listValues,
  language: ['fr', 'en'],
  summary: ['first', 'all'],
  holdPatron: ['hidden', 'shown'],
  cardAlone: ['counts', 'lists'],
};

function wrongWords(profile: DeviceProfile): ProfileMistake[] {
  const choices = Object.keys(words) as (keyof DeviceProfile)[];
  return choices
    .filter((choice) => !words[choice]!.includes(profile[choice]))
    .map((choice) => ({ choice, what: `must be one of ${words[choice]!.join(', ')}` }));
}

function wrongTexts({ delimiter, personalName, screenWidth, alertTypes }: DeviceProfile): ProfileMistake[] {
  const mistakes: ProfileMistake[] = [];
  if (!/^[!-/:-@[-`{-~]$/.test(delimiter)) {
    mistakes.push({ choice: 'delimiter', what: 'must be one ASCII sign, neither letter, digit nor space' });
  }
  const unknown = personalName.replace(/\{(firstName|lastName)\}/g, '');
  if (unknown === personalName || /[{}|\p{C}]/u.test(unknown) || personalName.length > 64) {
    const what = 'must name {firstName} or {lastName}, nothing else in braces, and have 64 characters at most';
    mistakes.push({ choice: 'personalName', what });
  }
  if (screenWidth !== null && !(Number.isInteger(screenWidth) && screenWidth >= 16 && screenWidth <= 255)) {
    mistakes.push({ choice: 'screenWidth', what: 'must be a number of characters from 16 to 255, or none' });
  }
  const codes = Object.entries(alertTypes);
  if (codes.some(([kind, code]) => !alertKinds.includes(kind as AlertKind) || !/^\d\d$/.test(code))) {
    mistakes.push({ choice: 'alertTypes', what: `must be two digits for some of ${alertKinds.join(', ')}` });
  }
  return mistakes;
}

function wrongFields({ onlyFields, hiddenFields }: DeviceProfile): ProfileMistake[] {
  const mistakes: ProfileMistake[] = [];
  const areIdentifiers = (fields: readonly string[]): boolean =>
    fields.length <= longestList && fields.every((field) => /^[A-Z][A-Z0-9]$/.test(field));
  if (onlyFields && !areIdentifiers(onlyFields)) {
    mistakes.push({
      choice: 'onlyFields',
      what: `must be field identifiers of two characters, ${longestList} at most`,
    });
  }
  if (!areIdentifiers(hiddenFields)) {
    mistakes.push({
      choice: 'hiddenFields',
      what: `must be field identifiers of two characters, ${longestList} at most`,
    });
  }
  const needed = hiddenFields.filter((field) => neverHidden.includes(field));
  if (needed.length > 0) mistakes.push({ choice: 'hiddenFields', what: `cannot hide ${needed.join(', ')}` });
  return mistakes;
}

function wrongAccess({ messages, addresses, certificate }: DeviceProfile, kind: DeviceKind): ProfileMistake[] {
  const mistakes: ProfileMistake[] = [];
  const beyond = (messages ?? []).filter((message) => !messagesOfKind[kind].includes(message));
  if (beyond.length > 0) {
    mistakes.push({ choice: 'messages', what: `a device of the kind ${kind} may not send ${beyond.join(', ')}` });
  }
  const wrong = addresses.filter((address) => !rangeOf(address));
  if (wrong.length > 0 || addresses.length > longestList) {
    const what = `must be addresses or networks like 10.62.0.0/16 or 2001:db8::/32, ${longestList} at most`;
    mistakes.push({ choice: 'addresses', what: wrong.length > 0 ? `${what}: not ${wrong.join(', ')}` : what });
  }
  if (certificate?.by === 'fingerprint' && !/^[0-9a-f]{64}$/.test(certificate.sha256)) {
    mistakes.push({ choice: 'certificate', what: 'must be the SHA-256 of the certificate: 64 hexadecimal digits' });
  }
  if (certificate?.by === 'common-name' && !/^[^\s\p{C}](?:[^\p{C}]{0,62}[^\s\p{C}])?$/u.test(certificate.name)) {
    mistakes.push({ choice: 'certificate', what: 'must be a common name of 1 to 64 characters' });
  }
  return mistakes;
}
