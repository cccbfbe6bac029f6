import { granted, refused, type Outcome } from '../../outcome.ts';
import type { CataloguedRecord } from './entities.ts';
import type { RecordSheet } from './desk.ts';
import type { CataloguingPorts } from './ports.ts';
import { textOf } from './save.ts';

/** Reads one record as its cataloguers see it. */
export async function sheetOf(
  { store, clock }: CataloguingPorts,
  controlNumber: string,
): Promise<Outcome<RecordSheet>> {
  const { cataloguing } = store.read;
  const record = await cataloguing.record(controlNumber);
  if (!record) return refused('record-unknown');
  const [target] = record.mergedIntoId === null ? [] : await cataloguing.recordsById([record.mergedIntoId]);
  return granted({
    record,
    marc: textOf(record),
    mergedInto: target?.controlNumber ?? null,
    lock: await cataloguing.editing(record.id, clock.now()),
    merges: await cataloguing.merges(record.id),
  });
}

/** Does something to records, then reads the one concerned again. */
export function told<Request>(
  ports: CataloguingPorts,
  act: (request: Request) => Promise<Outcome<Pick<CataloguedRecord, 'controlNumber'>>>,
) {
  return async (request: Request): Promise<Outcome<RecordSheet>> => {
    const outcome = await act(request);
    return outcome.granted ? sheetOf(ports, outcome.value.controlNumber) : outcome;
  };
}
