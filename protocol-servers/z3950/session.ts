import type { Buffer } from 'node:buffer';
import { SearchUnavailable } from '../../core/ports/search-index.ts';
import { StoreBusy, StoreUnavailable } from '../../core/ports/store.ts';
import type { Association, Target } from './association.ts';
import { closeReason } from './codec/close.ts';
import { decode, encode, MalformedMessage, type Apdu, type ApduName, type ApduOf } from './codec/index.ts';
import { resourceReportStatus } from './codec/resource-control.ts';
import type { Diagnostic } from './diagnostics.ts';
import { deleteResultSet } from './handlers/delete-result-set.ts';
import { extendedServices } from './handlers/extended-services.ts';
import { init, type Gate } from './handlers/init.ts';
import { notPresented, present } from './handlers/present.ts';
import { notScanned, scan } from './handlers/scan.ts';
import { failed, search } from './handlers/search.ts';
import { notSorted, sort } from './handlers/sort.ts';
import { notCarriedOut } from './handlers/update.ts';

type State = 'awaiting-init' | 'open' | 'closed';

/** What an origin may send, by what has been said. All else is a protocol error. */
const allowed: Readonly<Record<State, readonly ApduName[]>> = {
  'awaiting-init': ['initRequest'],
  open: [
    'searchRequest',
    'presentRequest',
    'deleteResultSetRequest',
    'scanRequest',
    'sortRequest',
    'extendedServicesRequest',
    'triggerResourceControlRequest',
    'resourceReportRequest',
    'resourceControlResponse',
    'accessControlResponse',
    'close',
  ],
  closed: [],
};

export interface SessionOptions {
  readonly target: Target;
  readonly gate: Gate & {
    /** False when the address has asked for its share of this minute. */
    ask(): boolean;
    /** So many records are sent to it. */
    gave(records: number): void;
  };
  /** A fault of this program while it answered; the origin is told that the system has a problem. */
  readonly onFault: (fault: unknown, apdu: ApduName) => void;
  /** An APDU was answered; null: with nothing, or with the end of the association. */
  readonly onAnswer: (apdu: Apdu, answer: Apdu | null, seconds: number) => void;
}

/** One association: APDUs in, APDUs out, in the order they came. */
export class Session {
  readonly #options: SessionOptions;
  #association: Association | null = null;
  #state: State = 'awaiting-init';

  constructor(options: SessionOptions) {
    this.#options = options;
  }

  /** True once Init was accepted. */
  get opened(): boolean {
    return this.#association !== null;
  }

  get finished(): boolean {
    return this.#state === 'closed';
  }

  /** Answers one APDU; null when it has no answer. */
  async receive(frame: Buffer): Promise<Buffer | null> {
    const began = performance.now();
    let apdu: Apdu;
    try {
      apdu = decode(frame);
    } catch (error) {
      if (!(error instanceof MalformedMessage)) throw error;
      return this.lastWords('protocolError', error.message);
    }
    if (!allowed[this.#state].includes(apdu.name)) {
      return this.lastWords('protocolError', `${apdu.name} is not expected now`, apdu.message.referenceId);
    }
    const { answer, bytes } = await this.#answer(apdu);
    this.#options.onAnswer(apdu, answer, (performance.now() - began) / 1000);
    return bytes;
  }

  /** Closes the association from this side: the Close that says why, null before version 3 was agreed. */
  lastWords(reason: keyof typeof closeReason, information?: string, referenceId?: Buffer): Buffer | null {
    const spoken = this.#state === 'open' && this.#association?.version === 3;
    this.#state = 'closed';
    if (!spoken) return null;
    const message = { referenceId, closeReason: closeReason[reason], diagnosticInformation: information };
    return encode({ name: 'close', message });
  }

  async #answer(apdu: Apdu): Promise<{ readonly answer: Apdu | null; readonly bytes: Buffer | null }> {
    try {
      const answer = await this.#dispatch(apdu);
      if (answer && 'numberOfRecordsReturned' in answer.message)
        this.#options.gate.gave(answer.message.numberOfRecordsReturned);
      return { answer, bytes: answer && encode(answer, expectedBytes(answer)) };
    } catch (fault) {
      const away =
        fault instanceof StoreBusy || fault instanceof StoreUnavailable || fault instanceof SearchUnavailable;
      const answer = away ? refusal(apdu, { condition: 2 }) : null;
      if (answer) return { answer, bytes: encode(answer) };
      if (fault instanceof MalformedMessage) {
        const bytes = this.lastWords('protocolError', fault.message, apdu.message.referenceId);
        return { answer: null, bytes };
      }
      this.#options.onFault(fault, apdu.name);
      return { answer: null, bytes: this.lastWords('systemProblem', undefined, apdu.message.referenceId) };
    }
  }

  async #dispatch(apdu: Apdu): Promise<Apdu | null> {
    if (apdu.name === 'initRequest') return this.#init(apdu.message);
    const { target, gate } = this.#options;
    const association = this.#association!;
    const asks = refusal(apdu, { condition: 2, addinfo: 'too many requests in this minute' });
    if (asks && !gate.ask()) return asks;
    switch (apdu.name) {
      case 'searchRequest':
        return { name: 'searchResponse', message: await search(apdu.message, association, target) };
      case 'presentRequest':
        return { name: 'presentResponse', message: await present(apdu.message, association, target) };
      case 'scanRequest':
        return { name: 'scanResponse', message: await scan(apdu.message, target) };
      case 'sortRequest':
        return { name: 'sortResponse', message: await sort(apdu.message, association, target) };
      case 'deleteResultSetRequest':
        return { name: 'deleteResultSetResponse', message: deleteResultSet(apdu.message, association) };
      case 'extendedServicesRequest':
        return { name: 'extendedServicesResponse', message: await extendedServices(apdu.message, association, target) };
      case 'resourceReportRequest': {
        const { referenceId } = apdu.message;
        return {
          name: 'resourceReportResponse',
          message: { referenceId, resourceReportStatus: resourceReportStatus['failure-1'] },
        };
      }
      case 'close':
        this.#state = 'closed';
        return {
          name: 'close',
          message: { referenceId: apdu.message.referenceId, closeReason: closeReason.finished },
        };
      default:
        return null; // TriggerResourceControl has no answer; answers to what was not asked are passed over
    }
  }

  async #init(request: ApduOf<'initRequest'>): Promise<Apdu> {
    const { response, association } = await init(request, this.#options.target, this.#options.gate);
    this.#association = association;
    this.#state = association ? 'open' : 'closed';
    return { name: 'initResponse', message: response };
  }
}

/** The answer that refuses a request of the catalogue; null for what asks it nothing. */
function refusal(apdu: Apdu, diagnostic: Diagnostic): Apdu | null {
  switch (apdu.name) {
    case 'searchRequest':
      return { name: 'searchResponse', message: failed(apdu.message, diagnostic) };
    case 'presentRequest':
      return { name: 'presentResponse', message: notPresented(apdu.message, diagnostic) };
    case 'scanRequest':
      return { name: 'scanResponse', message: notScanned(apdu.message, diagnostic) };
    case 'sortRequest':
      return { name: 'sortResponse', message: notSorted(apdu.message, diagnostic) };
    case 'extendedServicesRequest':
      return { name: 'extendedServicesResponse', message: notCarriedOut(apdu.message, diagnostic) };
    default:
      return null;
  }
}

/** Room for the records of an answer, so that it is written into one buffer. */
function expectedBytes({ message }: Apdu): number {
  const records = 'records' in message ? message.records?.responseRecords : undefined;
  if (!records) return 512;
  return records.reduce(
    (bytes, { record }) => bytes + 128 + (record.retrievalRecord?.octetAligned?.length ?? 512),
    512,
  );
}
