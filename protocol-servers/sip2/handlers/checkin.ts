import { profileOf } from '../../../core/network/device-profile.ts';
import type { CheckedIn } from '../../../core/library.ts';
import type { FactKept } from '../../../core/offline/desk.ts';
import type { MessageOf } from '../codec/index.ts';
import { alertHandling, alertTypeOf, type Handling, handlingOf, mediaType } from '../codes.ts';
import { note } from '../diagnostics.ts';
import { instantOf, sipDate } from '../local-time.ts';
import { tellFact, toCheck } from './fact-told.ts';
import { type Desk, type Exchange, type Handler, isYes, say } from './handler.ts';

/** 09 → 10: takes an item back wherever it is handed in, and says where it goes. Not being on loan is no error. */
export const checkin: Handler<'Checkin'> = {
  async answer(message, desk) {
    if (isYes(message.cancel)) return cancelCheckout(message, desk);
    if (isYes(message.noBlock)) return alreadyReturned(message, desk);
    const outcome = await desk.library.circulation.checkIn({
      device: desk.device,
      itemBarcode: message.itemIdentifier.trim(),
      returnedAt: Math.min(instantOf(message.returnDate) ?? desk.now, desk.now), // a book drop emptied later
      namesHoldReader: profileOf(desk.device).holdPatron === 'shown',
      transactionDate: message.transactionDate,
    });
    if (!outcome.granted) return checkin.refuse(message, outcome.refusal, desk);

    const { item, title, destination, home, hold, holdReader } = outcome.value;
    const how = howToHandle(outcome.value);
    return {
      ...head(message, desk),
      ok: '1',
      resensitize: 'Y',
      magneticMedia: 'N',
      alert: how.alert ? 'Y' : 'N',
      permanentLocation: home.code,
      titleIdentifier: title,
      sortBin: outcome.value.sortBin ?? undefined,
      mediaType: mediaType[item.type],
      itemProperties: item.properties ?? undefined,
      currentLocation: desk.library.network.library(desk.device.libraryId).code,
      collectionCode: item.location,
      callNumber: item.callNumber,
      destinationLocation: how.travels ? destination.code : undefined,
      alertType: how.alert ? alertTypeOf(how.alert, desk.device) : undefined,
      holdPickupDate: hold?.pickupDeadline ? sipDate(hold.pickupDeadline) : undefined,
      holdPatronId: holdReader?.cardNumber,
      holdPatronName: holdReader ? `${holdReader.firstName} ${holdReader.lastName}` : undefined,
      screenMessage: how.say ? [how.say[desk.language](destination.name)] : undefined,
    };
  },

  refuse: (message, cause, exchange) => ({
    ...head(message, exchange),
    ok: '0',
    resensitize: 'N',
    magneticMedia: 'U',
    alert: 'Y', // a sorter drops it in the exceptions bin
    permanentLocation: '',
    titleIdentifier: '',
    alertType: alertTypeOf('other', exchange.device),
    screenMessage: say(cause, exchange),
  }),
};

/** A hold or a journey says more to a sorter than why a person must look at the document. */
function howToHandle({ routing, alert, destination }: CheckedIn): Handling {
  const usual = handlingOf(routing, destination.kind);
  return alert !== null && usual.alert === null ? alertHandling[alert] : usual;
}

/** BI Y: the check-out this terminal just made failed, the document stays. */
async function cancelCheckout(message: MessageOf<'Checkin'>, desk: Desk) {
  const outcome = await desk.library.circulation.undo({
    device: desk.device,
    what: 'check-out',
    itemBarcode: message.itemIdentifier.trim(),
    transactionDate: message.transactionDate,
  });
  if (!outcome.granted) return checkin.refuse(message, outcome.refusal, desk);
  const { item, title, home } = outcome.value;
  return {
    ...head(message, desk),
    ...stays,
    permanentLocation: home.code,
    titleIdentifier: title,
    mediaType: mediaType[item.type],
    itemProperties: item.properties ?? undefined,
    screenMessage: [note.loanUndone[desk.language]],
  } as const;
}

async function alreadyReturned(message: MessageOf<'Checkin'>, desk: Desk) {
  const outcome = await tellFact('check-in', message, message.returnDate, desk);
  if (!outcome.granted) return checkin.refuse(message, outcome.refusal, desk);
  const { item } = outcome.value;
  const attention = outcome.value.outcome === 'exception';
  return {
    ...head(message, desk),
    ...stays,
    alert: attention ? 'Y' : 'N',
    permanentLocation: item?.home.code ?? '',
    titleIdentifier: item?.title ?? '',
    mediaType: item ? mediaType[item.item.type] : undefined,
    destinationLocation: destinationOf(item, desk),
    alertType: attention ? alertTypeOf('other', desk.device) : undefined,
    screenMessage: toCheck(outcome.value, desk),
  } as const;
}

/** It is on its shelf, or in the bin of the night: nothing moves it now. */
const stays = { ok: '1', resensitize: 'Y', magneticMedia: 'N', alert: 'N' } as const;

function destinationOf(item: FactKept['item'], { library }: Desk): string | undefined {
  return item?.transit ? library.network.library(item.transit.toLibraryId).code : undefined;
}

function head(message: MessageOf<'Checkin'>, { institution, date }: Exchange) {
  return {
    name: 'CheckinResponse',
    transactionDate: date,
    institutionId: institution,
    itemIdentifier: message.itemIdentifier.trim(),
  } as const;
}
