import { isMoving } from '../../circulation/entities.ts';
import { granted, refused, type Outcome } from '../../outcome.ts';
import type { ItemSheet } from '../../ports/reading.ts';
import { followMerged } from '../follow-merged.ts';
import type { CopySituation, LookUpDesk } from './desk.ts';
import type { LookUpPorts } from './ports.ts';

/** Where copies are and why. */
export function situations({ store, directory }: LookUpPorts): Pick<LookUpDesk, 'copies' | 'situation'> {
  return {
    async situation(barcode) {
      const sheet = await store.read.item(barcode);
      return sheet ? granted(await situationOf(sheet)) : refused('item-unknown');
    },
    async copies(controlNumber): Promise<Outcome<readonly CopySituation[]>> {
      const record = await followMerged(store, await store.read.recordByControlNumber(controlNumber));
      if (!record) return refused('record-unknown');
      const items = (await store.read.holdings([record.id])).get(record.id) ?? [];
      const found = await Promise.all(items.map(({ barcode }) => store.read.item(barcode)));
      const copies = await Promise.all(found.filter((sheet) => sheet !== null).map(situationOf));
      const place = ({ item }: CopySituation) => directory.library(item.homeLibraryId).name;
      return granted(
        copies.sort(
          (one, other) =>
            place(one).localeCompare(place(other), 'fr') ||
            one.item.callNumber.localeCompare(other.item.callNumber, 'fr') ||
            one.item.id - other.item.id,
        ),
      );
    },
  };

  async function situationOf(sheet: ItemSheet): Promise<CopySituation> {
    const { item, title, controlNumber, loan, transit, boundHold, queueLength } = sheet;
    const moving = isMoving(item) ? await store.read.shuttle.openTransitOf(item.barcode) : null;
    return {
      item,
      title,
      controlNumber,
      loan,
      transit,
      crate: moving?.crate?.code ?? null,
      keptFor: boundHold && { pickupLibraryId: boundHold.pickupLibraryId },
      queueLength,
      aliases: await store.read.migration.aliasesOf(item.id),
    };
  }
}
