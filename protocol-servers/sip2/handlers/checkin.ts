import { alertHandling, exceptionAlertType, type Handling, handling, mediaType } from '../codes.ts';
import type { CheckedIn } from '../../../core/library.ts';
import { instantOf } from '../local-time.ts';
import { type Handler, isYes, say } from './handler.ts';

/** 09 → 10: takes an item back wherever it is handed in, and says where it goes. Not being on loan is no error. */
export const checkin: Handler<'Checkin'> = {
  async answer(message, desk) {
    if (isYes(message.cancel)) return checkin.refuse(message, 'cancel-not-supported', desk);
    const outcome = await desk.library.circulation.checkIn({
      device: desk.device,
      itemBarcode: message.itemIdentifier.trim(),
      returnedAt: Math.min(instantOf(message.returnDate) ?? desk.now, desk.now), // a book drop emptied later
      transactionDate: message.transactionDate,
    });
    if (!outcome.granted) return checkin.refuse(message, outcome.refusal, desk);

    const { item, title, destination, home } = outcome.value;
    const how = howToHandle(outcome.value);
    return {
      name: 'CheckinResponse',
      ok: '1',
      resensitize: 'Y',
      magneticMedia: 'N',
      alert: how.alert,
      transactionDate: desk.date,
      institutionId: desk.institution,
      itemIdentifier: message.itemIdentifier.trim(),
      permanentLocation: home.code,
      titleIdentifier: title,
      sortBin: outcome.value.sortBin ?? undefined,
      mediaType: mediaType[item.type],
      currentLocation: desk.library.network.library(desk.device.libraryId).code,
      collectionCode: item.location,
      callNumber: item.callNumber,
      destinationLocation: how.travels ? destination.code : undefined,
      alertType: how.alertType,
      screenMessage: how.say ? [how.say[desk.language](destination.name)] : undefined,
    };
  },

  refuse: (message, cause, exchange) => ({
    name: 'CheckinResponse',
    ok: '0',
    resensitize: 'N',
    magneticMedia: 'U',
    alert: 'Y', // a sorter drops it in the exceptions bin
    transactionDate: exchange.date,
    institutionId: exchange.institution,
    itemIdentifier: message.itemIdentifier.trim(),
    permanentLocation: '',
    titleIdentifier: '',
    alertType: exceptionAlertType,
    screenMessage: say(cause, exchange),
  }),
};

/** A hold or a journey says more to a sorter than why a person must look at the document. */
function howToHandle({ routing, alert }: CheckedIn): Handling {
  const usual = handling[routing];
  return alert !== null && usual.alert === 'N' ? alertHandling[alert] : usual;
}
