/** One mail to one reader. */
export interface Mail {
  /** The same for every attempt at one notice: a repeat is recognisable. */
  readonly messageId: string;
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  readonly html: string;
  readonly language: 'fr' | 'en';
}

/**
 * What became of a mail. `refused`: this mail or this address, for good. `deferred`: later perhaps; `scope` says whether
 * the mail server as a whole is out of reach, so that there is no use in trying the next mail. `reason` names no address.
 */
export type Delivery =
  | { readonly result: 'accepted' }
  | { readonly result: 'refused'; readonly reason: string }
  | { readonly result: 'deferred'; readonly reason: string; readonly scope: 'mail' | 'server' };

/** What sends mail. Never throws for what a mail server may answer. */
export interface Mailer {
  send(mail: Mail): Promise<Delivery>;
  close(): Promise<void>;
}
