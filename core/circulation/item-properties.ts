import type { PropertiesRequest } from '../library.ts';
import { actorOf } from '../network/post.ts';
import { granted, refused, type Outcome } from '../outcome.ts';
import type { Item } from './entities.ts';
import type { CirculationPorts } from './ports.ts';

/**
 * Keeps what a terminal notes of a document: its weight, its security marker, the shelf it stands on. A terminal that
 * has nothing to note changes nothing; the same note again is not written again.
 */
export function noteProperties({ store, clock }: Pick<CirculationPorts, 'store' | 'clock'>) {
  return ({ device, itemBarcode, properties }: PropertiesRequest): Promise<Outcome<{ item: Item; title: string }>> =>
    store.transaction(async (work) => {
      const item = await work.items.claim(itemBarcode);
      if (!item) return refused('item-unknown');
      if (properties === '' || properties === item.properties) return granted({ item, title: item.title });
      await work.items.setProperties(item.id, properties);
      await work.journal.append({
        at: clock.now(),
        type: 'ITEM_PROPERTIES',
        actor: actorOf(device),
        libraryId: device.libraryId,
        deviceId: device.id,
        itemId: item.id,
        patronRef: null,
        payload: { properties, before: item.properties },
      });
      return granted({ item: { ...item, properties }, title: item.title });
    });
}
