import { createTransport } from 'nodemailer';
import type { Delivery, Mail, Mailer } from '../../core/ports/mailer.ts';

/** How mail leaves. Durations are milliseconds. */
export interface SmtpOptions {
  /** `smtp://user:password@host:587` (STARTTLS when offered) or `smtps://host:465`. */
  readonly url: string;
  /** Address of the sender, with or without a name: `Médiathèques <ne-pas-repondre@example.fr>`. */
  readonly from: string;
  readonly connectionTimeout?: number;
  readonly greetingTimeout?: number;
  /** Silence of the server in the middle of a mail. */
  readonly socketTimeout?: number;
  /** Mails that may be under way at once. */
  readonly connections?: number;
}

/** Sends mail through one SMTP server, over a few connections kept open. */
export function smtpMailer(options: SmtpOptions): Mailer {
  const { url, from, connections = 2 } = options;
  const { connectionTimeout = 15_000, greetingTimeout = 15_000, socketTimeout = 60_000 } = options;
  const transport = createTransport({
    pool: true,
    url,
    maxConnections: connections,
    connectionTimeout,
    greetingTimeout,
    socketTimeout,
    // What a mail shows comes from its text alone: never from a file nor from the network.
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  // A pool tells of connections lost while nothing is sent; the next mail finds out by itself.
  transport.on('error', () => undefined);
  return {
    async send(mail) {
      try {
        await transport.sendMail(messageOf(mail, from));
        return { result: 'accepted' };
      } catch (error) {
        const delivery = deliveryOf(error);
        if (!delivery) throw error;
        return delivery;
      }
    },
    async close() {
      transport.close();
    },
  };
}

function messageOf({ messageId, to, subject, text, html, language }: Mail, from: string) {
  return {
    from,
    // An object: an address is one address, whatever commas it contains.
    to: { name: '', address: to },
    subject,
    text,
    html,
    messageId,
    headers: {
      'Content-Language': language,
      // RFC 3834 §5: no automatic answer to an automatic mail.
      'Auto-Submitted': 'auto-generated',
    },
  };
}

/** What nodemailer puts on its errors. */
interface SmtpError {
  readonly code?: string;
  readonly responseCode?: number;
  readonly response?: string;
  readonly command?: string;
}

/** About this mail or its address; every other step is about the server, or about how we present ourselves to it. */
const aboutTheMail: readonly string[] = ['EENVELOPE', 'EMESSAGE'];
const aboutTheServer: readonly string[] = [
  'ECONNECTION',
  'ECONNREFUSED',
  'ECONNRESET',
  'ESOCKET',
  'ETIMEDOUT',
  'EDNS',
  'ETLS',
  'EPROTOCOL',
  'EAUTH',
  'ENOAUTH',
  'EOAUTH2',
];

/** RFC 5321 §4.2.1: 4yz may be tried again, 5yz not. Null: no answer of a mail server, a bug of ours. */
function deliveryOf(error: unknown): Delivery | null {
  const { code = '', responseCode, response = '', command = '' } = error as SmtpError;
  if (aboutTheMail.includes(code)) {
    const reason = responseCode === undefined ? 'address not usable' : reasonOf(responseCode, response);
    // A sender refused is refused for every mail: a setting is wrong, not the address of this reader.
    if (command === 'MAIL FROM') return { result: 'deferred', reason, scope: 'server' };
    if (responseCode === undefined || responseCode >= 500) return { result: 'refused', reason };
    return { result: 'deferred', reason, scope: 'mail' };
  }
  if (!aboutTheServer.includes(code)) return null;
  return { result: 'deferred', reason: responseCode ? reasonOf(responseCode, response) : code, scope: 'server' };
}

/** The code and the enhanced status alone (RFC 3463): the words that follow often repeat the address. */
function reasonOf(responseCode: number, response: string): string {
  const enhanced = /^\d{3}[ -](\d\.\d{1,3}\.\d{1,3})\b/.exec(response)?.[1];
  return enhanced ? `${responseCode} ${enhanced}` : String(responseCode);
}
