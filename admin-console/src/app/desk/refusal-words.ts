import { type MessageKey, catalogue } from '../messages/catalogue';

/** Why the library said no, in a key of the catalogue; what the desk is not told of today is said by its code. */
export function refusalWord(code: string): MessageKey {
  const key = `refusal.${code}`;
  return key in catalogue.fr ? (key as MessageKey) : 'refusal.other';
}
