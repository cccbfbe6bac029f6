import type { ItemInformation } from '../library.ts';
import { granted, refused, type Outcome } from '../outcome.ts';
import type { CirculationPorts } from './ports.ts';

/** Tells what and where a document is; changes nothing. */
export function itemInformation({ store, directory }: Pick<CirculationPorts, 'store' | 'directory'>) {
  return async (barcode: string): Promise<Outcome<ItemInformation>> => {
    const sheet = await store.read.item(barcode);
    if (!sheet) return refused('item-unknown');
    return granted({
      item: sheet.item,
      title: sheet.title,
      carrier: sheet.carrier,
      controlNumber: sheet.controlNumber,
      loan: sheet.loan,
      transit: sheet.transit,
      hold: sheet.boundHold,
      queueLength: sheet.queueLength,
      home: directory.library(sheet.item.homeLibraryId),
      holding: directory.library(sheet.item.holdingLibraryId),
    });
  };
}
