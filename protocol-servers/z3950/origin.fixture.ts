import { parsePqf } from '../../core/query/rpn/index.ts';
import { decode, encode, oids, type Apdu, type ApduName, type ApduOf } from './codec/index.ts';
import { defaultAssociationLimits, type AssociationLimits } from './limits.ts';
import { Session } from './session.ts';
import { SmallCatalogue } from './small-catalogue.fixture.ts';

export const initMessage: ApduOf<'initRequest'> = {
  protocolVersion: [0, 1, 2],
  options: [0, 1, 2, 7, 8, 10, 14],
  preferredMessageSize: 64 * 1024 * 1024,
  exceptionalRecordSize: 64 * 1024 * 1024,
};

/** An origin at the other end of a session. */
export class Origin {
  readonly library = new SmallCatalogue();
  readonly faults: unknown[] = [];
  requestsLeft = Infinity;
  failures = 0;
  recordsGiven = 0;
  readonly session: Session;

  constructor(limits: Partial<AssociationLimits> = {}) {
    this.session = new Session({
      target: {
        library: this.library,
        limits: { ...defaultAssociationLimits, ...limits },
        explainRecord: () => '<explain/>',
        disseminator: { notice: (number) => `https://catalogue.example.fr/${number}`, provider: 'Catalogue' },
      },
      gate: {
        closed: () => (this.failures >= 2 ? { condition: 1018 } : null),
        signInFailed: () => void (this.failures += 1),
        ask: () => (this.requestsLeft -= 1) >= 0,
        gave: (records) => void (this.recordsGiven += records),
      },
      onFault: (fault) => this.faults.push(fault),
      onAnswer: () => undefined,
    });
  }

  async send(apdu: Apdu): Promise<Apdu | null> {
    const answer = await this.session.receive(encode(apdu));
    return answer && decode(answer);
  }

  async ask<N extends ApduName>(apdu: Apdu, expected: N): Promise<ApduOf<N>> {
    const answer = await this.send(apdu);
    expect(answer?.name).toBe(expected);
    return answer!.message as ApduOf<N>;
  }

  init(more: Partial<ApduOf<'initRequest'>> = {}) {
    return this.ask({ name: 'initRequest', message: { ...initMessage, ...more } }, 'initResponse');
  }

  search(pqf: string, more: Partial<ApduOf<'searchRequest'>> = {}) {
    const message: ApduOf<'searchRequest'> = {
      smallSetUpperBound: 0,
      largeSetLowerBound: 1,
      mediumSetPresentNumber: 0,
      replaceIndicator: true,
      resultSetName: 'default',
      databaseNames: ['catalogue'],
      query: { type1: parsePqf(pqf) },
      ...more,
    };
    return this.ask({ name: 'searchRequest', message }, 'searchResponse');
  }

  present(start: number, count: number, more: Partial<ApduOf<'presentRequest'>> = {}) {
    const message = {
      resultSetId: 'default',
      resultSetStartPoint: start,
      numberOfRecordsRequested: count,
      preferredRecordSyntax: oids.unimarc,
      ...more,
    };
    return this.ask({ name: 'presentRequest', message }, 'presentResponse');
  }
}

/** An origin whose Init was accepted. */
export async function associated(limits: Partial<AssociationLimits> = {}): Promise<Origin> {
  const origin = new Origin(limits);
  expect((await origin.init()).result).toBe(true);
  return origin;
}

type Answer = { records?: ApduOf<'presentResponse'>['records'] };
/** The non-surrogate diagnostic of an answer: its number and addinfo. */
export const reason = ({ records }: Answer) => {
  const { condition, addinfo } = records!.nonSurrogateDiagnostic!;
  return `${condition} ${addinfo}`.trim();
};
/** The records of an answer; for a surrogate diagnostic its number. */
export const sent = ({ records }: Answer) =>
  records!.responseRecords!.map(({ record }) =>
    record.surrogateDiagnostic ? record.surrogateDiagnostic.defaultFormat!.condition : record.retrievalRecord!,
  );
/** The record at a place of an answer. */
export const external = (answer: Answer, at = 0) =>
  sent(answer)[at] as Exclude<ReturnType<typeof sent>[number], number>;
/** Titles of the records of an answer. */
export const titles = (answer: Answer) =>
  sent(answer).map((each) =>
    typeof each === 'number' ? each : /Titre \d+/.exec((each.octetAligned ?? each.singleASN1Type)!.toString())![0],
  );
