import type { AlertView, Role } from '../../api/contract';
import type { CountKey, MessageKey } from '../../messages/catalogue';
import type { Tone } from '../../ui/badge';
import type { IconName } from '../../ui/icon';
import { openable, places } from '../search/destinations';

type Kind = AlertView['kind'];

/** How each kind of alert looks, beside its sentence. */
export const alertLooks: Record<Kind, { readonly word: MessageKey; readonly icon: IconName; readonly tone: Tone }> = {
  'device-silent': { word: 'alert.device-silent', icon: 'kiosk', tone: 'refused' },
  'hold-shelf-expired': { word: 'alert.hold-shelf-expired', icon: 'reserved', tone: 'reserved' },
  'shuttle-late': { word: 'alert.shuttle-late', icon: 'shuttle', tone: 'shuttle' },
  'harvest-failed': { word: 'alert.harvest-failed', icon: 'warning', tone: 'refused' },
  'offline-exceptions': { word: 'alert.offline-exceptions', icon: 'warning', tone: 'decide' },
};

/** What those that count say of their number. */
export const alertCounts: Partial<Record<Kind, CountKey>> = {
  'hold-shelf-expired': 'alert.documents',
  'shuttle-late': 'alert.documents',
  'offline-exceptions': 'alert.operations',
};

/** Where something is done about it; null when this console has no such page for this role. */
export function alertPlace({ kind, subject }: AlertView, role: Role): string | null {
  const addresses: Record<Kind, readonly string[]> = {
    'device-silent': places.device(subject ?? ''),
    'hold-shelf-expired': places.holdShelf,
    'shuttle-late': places.shuttle,
    'harvest-failed': places.harvests,
    'offline-exceptions': places.offline,
  };
  return openable(addresses[kind], role);
}
