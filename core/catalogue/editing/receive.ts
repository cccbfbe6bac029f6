import { controlValue } from '../../marc/field.ts';
import { granted, refused, type Outcome } from '../../outcome.ts';
import { create } from './create.ts';
import type { ReceivedRecord } from './desk.ts';
import { edit, remove } from './edit.ts';
import type { CataloguedRecord } from './entities.ts';
import type { CataloguingPorts } from './ports.ts';
import { textOf } from './save.ts';

/**
 * Takes in a record of another system. One that is already here is changed or deleted only when it is still the version
 * that system had: two that edit it at the same time are told so, and nothing is lost.
 */
export function receive(ports: CataloguingPorts) {
  return async (request: ReceivedRecord): Promise<Outcome<Pick<CataloguedRecord, 'controlNumber'>>> => {
    const { by, reason, act, marc } = request;
    const number = (request.controlNumber ?? controlValue(marc, '001') ?? '').trim();
    const standing = number === '' ? null : await ports.store.read.cataloguing.record(number);
    if (act === 'insert' || (act === 'insert-or-replace' && !standing)) {
      return standing ? refused('record-exists', { record: number }) : create(ports)({ by, reason, marc });
    }
    if (!standing) return refused('record-unknown');
    if (standing.status !== 'LIVE') return refused('record-not-live', { status: standing.status });
    const version = versionMeant(request, standing);
    if (!version.granted) return version;
    const change = { by, reason, controlNumber: standing.controlNumber, version: version.value };
    return act === 'delete' ? remove(ports)(change) : edit(ports)({ ...change, marc });
  };
}

/** Field 005 tells versions apart as far as they are a tenth of a second apart. */
function versionMeant({ madeOn, marc }: ReceivedRecord, standing: CataloguedRecord): Outcome<number> {
  if (typeof madeOn === 'number') return granted(madeOn);
  const stamp = (madeOn ?? controlValue(marc, '005') ?? '').trim();
  if (stamp === '') return refused('version-needed');
  if (stamp === controlValue(textOf(standing), '005')) return granted(standing.version);
  return refused('changed-meanwhile', { asked: stamp, current: standing.version });
}
