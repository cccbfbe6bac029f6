import type { AddressInfo } from 'node:net';
import { SMTPServer } from 'smtp-server';

/** A mail as it came over the wire. */
export interface ReceivedMail {
  readonly to: string;
  /** Headers, as sent. */
  readonly head: string;
  /** Both parts, decoded. */
  readonly body: string;
  readonly subject: string;
  readonly messageId: string;
}

/** A real SMTP server on this machine that keeps what it is given. */
export interface SmtpSink {
  readonly url: string;
  readonly mails: readonly ReceivedMail[];
  /** Recipients to refuse, and how: `550 5.1.1`. */
  readonly refuses: Map<string, string>;
  /** Waits this long before it accepts a mail. Milliseconds. */
  delay: number;
  close(): Promise<void>;
}

/** Starts it, on a port of its own or on the one it had before. */
export async function smtpSink(port = 0): Promise<SmtpSink> {
  const mails: ReceivedMail[] = [];
  const refuses = new Map<string, string>();
  let delay = 0;
  let closed: Promise<void> | null = null;
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS', 'AUTH'],
    logger: false,
    closeTimeout: 200, // clients keep their connections open
    onRcptTo({ address }, _session, callback) {
      const refusal = refuses.get(address);
      if (refusal === undefined) return callback();
      const [code, enhanced] = refusal.split(' ');
      const error = new Error(`${enhanced} <${address}>: no such mailbox`);
      callback(Object.assign(error, { responseCode: Number(code) }));
    },
    onData(stream, session, callback) {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', () => {
        const raw = Buffer.concat(chunks).toString('utf8');
        for (const { address } of session.envelope.rcptTo) mails.push(received(address, raw));
        setTimeout(callback, delay);
      });
    },
  });
  server.on('error', () => undefined); // a client that hangs up
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  const { port: given } = server.server.address() as AddressInfo;
  return {
    url: `smtp://127.0.0.1:${given}`,
    mails,
    refuses,
    get delay() {
      return delay;
    },
    set delay(milliseconds) {
      delay = milliseconds;
    },
    close: () => (closed ??= new Promise((resolve) => server.close(() => resolve()))),
  };
}

function received(to: string, raw: string): ReceivedMail {
  const split = raw.indexOf('\r\n\r\n');
  const head = raw.slice(0, split).replace(/\r\n[ \t]+/g, ' ');
  const header = (name: string): string => new RegExp(`^${name}: (.*)$`, 'im').exec(head)?.[1]?.trim() ?? '';
  return {
    to,
    head,
    body: raw
      .slice(split)
      .split(/\r\n--[^\r\n]+/)
      .map(decodedPart)
      .join('\n'),
    subject: decodedWords(header('Subject')),
    messageId: header('Message-ID'),
  };
}

/** One part in its words (RFC 2045 §6). */
function decodedPart(part: string): string {
  const split = part.indexOf('\r\n\r\n');
  const body = part.slice(split + 4);
  if (/base64/i.test(part.slice(0, split))) return Buffer.from(body, 'base64').toString('utf8');
  if (/quoted-printable/i.test(part.slice(0, split))) return unquoted(body.replace(/=\r\n/g, ''));
  return body;
}

function unquoted(text: string): string {
  const bytes = text.replace(/=([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
  return Buffer.from(bytes, 'latin1').toString('utf8');
}

/** RFC 2047: words of a header that are not ASCII. */
function decodedWords(header: string): string {
  return header
    .replace(/\?=\s+=\?/g, '?==?')
    .replace(/=\?utf-8\?([QB])\?([^?]*)\?=/gi, (_, how: string, word: string) =>
      how.toUpperCase() === 'B' ? Buffer.from(word, 'base64').toString('utf8') : unquoted(word.replaceAll('_', ' ')),
    );
}
