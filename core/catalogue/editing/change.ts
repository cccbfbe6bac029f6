import { createHash } from 'node:crypto';
import { actorOf } from '../../network/post.ts';
import { granted, refused, type Outcome } from '../../outcome.ts';
import type { Work } from '../../ports/store.ts';
import type { RecordRequest } from './desk.ts';
import type { CataloguedRecord, RecordAct, RecordChange } from './entities.ts';
import type { Cataloguer, CataloguingPorts } from './ports.ts';
import { whyNotEdited, whyNotThisVersion } from './save.ts';

/** What the database knows of a session. */
export function sessionHash({ session }: Pick<Cataloguer, 'session'>): string {
  return createHash('sha256').update(session).digest('hex');
}

/** The change a request makes, as it is kept. */
export function changeOf(
  act: RecordAct,
  { by, reason }: Pick<RecordRequest, 'by' | 'reason'>,
  at: number,
): RecordChange {
  return { act, actor: actorOf({ id: null, login: by.login }), at, reason };
}

/** Locks the record of a request and says whether it may be changed: it lives, nobody else edits it, it is the version asked. */
export async function lockForChange(
  work: Work,
  request: Pick<RecordRequest, 'by' | 'controlNumber' | 'version'>,
  at: number,
  statuses: readonly CataloguedRecord['status'][] = ['LIVE'],
): Promise<Outcome<CataloguedRecord>> {
  const record = await work.cataloguing.lock(request.controlNumber);
  if (!record) return refused('record-unknown');
  if (!statuses.includes(record.status)) return refused('record-not-live', { status: record.status });
  const edited = await whyNotEdited(work, record.id, { at, sessionHash: sessionHash(request.by) });
  if (edited) return edited;
  const other = await whyNotThisVersion(work, record, request.version);
  return other ?? granted(record);
}

/** Runs one change of one record in a transaction; `make` is given the locked record. */
export function changing<Request extends RecordRequest>(
  ports: CataloguingPorts,
  make: (work: Work, record: CataloguedRecord, request: Request, at: number) => Promise<Outcome<null>>,
  statuses?: readonly CataloguedRecord['status'][],
) {
  return (request: Request): Promise<Outcome<CataloguedRecord>> => {
    const at = ports.clock.now();
    return ports.store.transaction(async (work) => {
      const record = await lockForChange(work, request, at, statuses);
      if (!record.granted) return record;
      const made = await make(work, record.value, request, at);
      return made.granted ? record : made;
    });
  };
}
