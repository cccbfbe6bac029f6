import type { RequestName } from '../codec/index.ts';
import { blockPatron } from './block-patron.ts';
import { checkin } from './checkin.ts';
import { checkout } from './checkout.ts';
import { endPatronSession } from './end-patron-session.ts';
import { feePaid } from './fee-paid.ts';
import type { Handler } from './handler.ts';
import { hold } from './hold.ts';
import { itemInformation } from './item-information.ts';
import { itemStatusUpdate } from './item-status-update.ts';
import { patronEnable } from './patron-enable.ts';
import { patronInformation } from './patron-information.ts';
import { patronStatusRequest } from './patron-status.ts';
import { renewAll } from './renew-all.ts';
import { renew } from './renew.ts';
import { scStatus } from './sc-status.ts';

/** What the library is asked; login and resend are the session's own. */
export type ServedName = Exclude<RequestName, 'Login' | 'RequestACSResend'>;

/** Who answers what. */
export const handlers: { readonly [N in ServedName]: Handler<N> } = {
  BlockPatron: blockPatron,
  Checkin: checkin,
  Checkout: checkout,
  Hold: hold,
  ItemInformation: itemInformation,
  ItemStatusUpdate: itemStatusUpdate,
  PatronStatus: patronStatusRequest,
  PatronEnable: patronEnable,
  Renew: renew,
  EndPatronSession: endPatronSession,
  FeePaid: feePaid,
  PatronInformation: patronInformation,
  RenewAll: renewAll,
  SCStatus: scStatus,
};
