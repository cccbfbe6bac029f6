import { smtpSink, type SmtpSink } from '../../connectors/mail/smtp-sink.fixture.ts';
import { smtpMailer } from '../../connectors/mail/index.ts';
import { day, smallNetwork, start, type SmallNetwork } from '../circulation/small-network.fixture.ts';
import type { Mailer } from '../ports/mailer.ts';
import type { NewHold, NewPatron } from '../ports/store.ts';
import type { NoticePorts } from './deliver.ts';
import type { NoticeDesk } from './desk.ts';
import type { Notice, NoticeOrder } from './entities.ts';
import { noticeDesk } from './notices.ts';
import { defaultNoticeSettings } from './settings.ts';

/** The small network with a real mail server beside it. */
export interface NoticeNetwork {
  readonly network: SmallNetwork;
  readonly sink: SmtpSink;
  readonly ports: NoticePorts;
  readonly desk: NoticeDesk;
  /** What was logged, as JSON. */
  readonly logged: readonly string[];
  asked(order: NoticeOrder): Promise<void>;
  /** A document on the hold shelf of a library, and the order of its notice, as one transaction left them. */
  shelved(barcode: string, as?: Shelved): Promise<{ holdId: number; patronId: number; itemId: number }>;
  notices(): Promise<Notice[]>;
  /** Kind, state and reason of each notice, the newest first. */
  states(): Promise<string[]>;
  close(): Promise<void>;
}
interface Shelved {
  readonly card?: string;
  readonly reader?: Partial<NewPatron>;
  readonly hold?: Partial<NewHold>;
}

/** Opens it. A spec may close the mail server, and start another on the same port. */
async function noticeNetwork(): Promise<NoticeNetwork> {
  const network = await smallNetwork();
  const sink = await smtpSink();
  const mailer = smtpMailer({ url: sink.url, from: 'avis@example.fr' });
  const logged: string[] = [];
  const note = (facts: Record<string, unknown>, sentence: string) =>
    void logged.push(JSON.stringify([facts, sentence]));
  const { store, directory, clock } = network.ports;
  const log = { info: note, warn: note, error: note };
  const ports: NoticePorts = { store, directory, clock, mailer, settings: defaultNoticeSettings, log };
  const desk = noticeDesk(ports);
  const asked = (order: NoticeOrder): Promise<void> =>
    network.work((work) => work.outbox.add('notices', order, network.now()));
  /** A document on the hold shelf of a library, and the order of its notice, as one transaction left them. */
  async function shelved(
    barcode: string,
    as: Shelved = {},
  ): Promise<{ holdId: number; patronId: number; itemId: number }> {
    const holdingLibraryId = as.hold?.pickupLibraryId ?? network.libraries.lens;
    const { id: itemId, recordId } = await network.item(barcode, { status: 'ON_HOLD_SHELF', holdingLibraryId });
    const patronId = await network.patron(as.card ?? `CARD${barcode}`, { email: 'jeanne@example.fr', ...as.reader });
    const holdId = await network.hold(patronId, recordId, {
      status: 'ON_SHELF',
      boundItemId: itemId,
      shelvedAt: start,
      pickupDeadline: start + 14 * day,
      ...as.hold,
    });
    await asked({ kind: 'hold-ready', holdId });
    return { holdId, patronId, itemId };
  }
  async function notices(): Promise<Notice[]> {
    const all = { libraryId: null, kind: null, state: null, patronId: null, offset: 0, limit: 100 };
    return [...(await desk.list(all)).items];
  }
  const states = async (): Promise<string[]> =>
    (await notices()).map(({ kind, state, reason }) => [kind, state, reason].filter((word) => word !== null).join(' '));
  return {
    network,
    sink,
    ports,
    desk,
    logged,
    asked,
    shelved,
    notices,
    states,
    async close() {
      await mailer.close();
      await sink.close();
      await network.close();
    },
  };
}

/** What a spec works with: the network of the test that runs, opened before it and closed after it. */
export function eachNoticeNetwork(): Omit<NoticeNetwork, 'close'> {
  let opened: NoticeNetwork;
  beforeEach(async () => {
    opened = await noticeNetwork();
  });
  afterEach(() => opened.close());
  return {
    get network() {
      return opened.network;
    },
    get sink() {
      return opened.sink;
    },
    get ports() {
      return opened.ports;
    },
    get desk() {
      return opened.desk;
    },
    get logged() {
      return opened.logged;
    },
    asked: (order) => opened.asked(order),
    shelved: (barcode, as) => opened.shelved(barcode, as),
    notices: () => opened.notices(),
    states: () => opened.states(),
  };
}

/** A mail server that cannot be reached. */
export const outOfReach: Mailer = {
  send: async () => ({ result: 'deferred', reason: 'ECONNREFUSED', scope: 'server' }),
  close: async () => undefined,
};
/** One that nothing should be given to. */
export const unwanted: Mailer = {
  send: async () => {
    throw new Error('nothing should be sent');
  },
  close: async () => undefined,
};
