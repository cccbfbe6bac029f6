import type { TrialRequestView } from '../api/contract';

/** What can be tried by filling in boxes; anything else is typed as the terminal would send it. */
export const triedMessages = [
  'SCStatus',
  'PatronInformation',
  'ItemInformation',
  'Checkout',
  'Checkin',
  'Renew',
  'Hold',
  'EndPatronSession',
] as const;
export type TriedMessage = (typeof triedMessages)[number];

export type Box = 'card' | 'pin' | 'item';
/** The boxes each message asks for. */
export const boxesOf: Record<TriedMessage, readonly Box[]> = {
  SCStatus: [],
  PatronInformation: ['card', 'pin'],
  ItemInformation: ['item'],
  Checkout: ['card', 'pin', 'item'],
  Checkin: ['item'],
  Renew: ['card', 'pin', 'item'],
  Hold: ['card', 'pin', 'item'],
  EndPatronSession: ['card'],
};

/** The fields of SIP2 the boxes fill in. */
const fieldOf: Record<Box, string> = { card: 'patronIdentifier', pin: 'patronPassword', item: 'itemIdentifier' };

/** The request for what stands in the boxes; an empty box sends no field, as a terminal without it. */
export function trialRequest(
  message: TriedMessage,
  filled: Readonly<Record<Box, string>>,
  errorDetection: boolean,
): TrialRequestView {
  const stated = boxesOf[message].filter((box) => filled[box].trim() !== '');
  const fields = Object.fromEntries(stated.map((box) => [fieldOf[box], filled[box].trim()]));
  return { message, fields, ...(errorDetection && { errorDetection }) };
}
