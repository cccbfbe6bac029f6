import type { MessageKey } from '../../messages/catalogue';
import { refusalWord } from '../refusal-words';

/** Why an operation was not simply applied, as a librarian is told. */
export function offlineReason(code: string): MessageKey {
  if (code === 'changed-since') return 'offline.reason.changed-since';
  if (code === 'too-old') return 'offline.reason.too-old';
  if (code === 'item-unknown') return 'offline.reason.item-unknown';
  return refusalWord(code);
}
