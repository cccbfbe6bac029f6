import { circulationStatus, feeType, mediaType, otherCirculationStatus, securityMarker } from '../codes.ts';
import { sipDate } from '../local-time.ts';
import { type Handler, say } from './handler.ts';

/** 17 → 18: what an item is and where it stands. Never says who has it. */
export const itemInformation: Handler<'ItemInformation'> = {
  async answer(message, desk) {
    const outcome = await desk.library.circulation.item(message.itemIdentifier.trim(), desk.device);
    if (!outcome.granted) return itemInformation.refuse(message, outcome.refusal, desk);

    const { item, title, loan, transit, hold, queueLength, home, holding } = outcome.value;
    return {
      name: 'ItemInformationResponse',
      circulationStatus: circulationStatus[item.status],
      securityMarker,
      feeType,
      transactionDate: desk.date,
      itemIdentifier: message.itemIdentifier.trim(),
      titleIdentifier: title,
      holdQueueLength: String(queueLength),
      dueDate: loan ? sipDate(loan.dueAt) : undefined,
      holdPickupDate: hold?.pickupDeadline ? sipDate(hold.pickupDeadline) : undefined,
      mediaType: mediaType[item.type],
      permanentLocation: home.code,
      currentLocation: holding.code,
      itemProperties: item.properties ?? undefined,
      collectionCode: item.location,
      callNumber: item.callNumber,
      destinationLocation: transit ? desk.library.network.library(transit.toLibraryId).code : undefined,
      institutionId: desk.institution,
    };
  },

  refuse: (message, cause, exchange) => ({
    name: 'ItemInformationResponse',
    circulationStatus: otherCirculationStatus,
    securityMarker,
    feeType,
    transactionDate: exchange.date,
    itemIdentifier: message.itemIdentifier.trim(),
    titleIdentifier: '',
    institutionId: exchange.institution,
    screenMessage: say(cause, exchange),
  }),
};
