import { createHash } from 'node:crypto';
import { linkHeadings } from '../../authorities/linking.ts';
import { controlNumberOf } from '../../marc/control-number.ts';
import { derive } from '../../marc/derive.ts';
import { encode } from '../../marc/iso2709.ts';
import type { MarcRecord } from '../../marc/record.ts';
import { granted, refused, type Outcome } from '../../outcome.ts';
import { recordFromTemplate, recordTemplates } from '../rules/templates.ts';
import { canonicalRecord } from './canonical.ts';
import { changeOf } from './change.ts';
import type { Work } from '../../ports/store.ts';
import type { NewRecordRequest } from './desk.ts';
import type { RecordChange } from './entities.ts';
import { rulesInForce, whyNotValid } from './judge.ts';
import type { CataloguingPorts } from './ports.ts';
import { noteRecord } from './save.ts';

/** The source of records that were made here. */
export const ownSource = 'PASSERELLE';

/** Makes a new record, from a template or from what the cataloguer gives. */
export function create(ports: CataloguingPorts) {
  return async (request: NewRecordRequest): Promise<Outcome<{ controlNumber: string }>> => {
    const at = ports.clock.now();
    const given = givenRecord(request, at);
    if (!given) return refused('template-unknown');
    const { rules } = await rulesInForce(ports.store);
    const wrong = whyNotValid(canonicalRecord(given, controlNumberOf(0), at), null, rules);
    if (wrong) return wrong;

    return ports.store.transaction(async (work) => {
      return granted(await createIn(work, given, changeOf('CREATED', request, at)));
    });
  };
}

/** Stores a new record in the transaction of whoever makes it. The first thing it does is a write. */
export async function createIn(
  work: Work,
  given: MarcRecord,
  change: RecordChange,
): Promise<{ id: number; controlNumber: string }> {
  const { at } = change;
  const controlNumber = controlNumberOf(await work.records.reserveNumbers(1));
  // Its id is known once it is stored: headings are linked to it then.
  const linked = await linkHeadings(work.authorities, 0, given);
  const record = canonicalRecord(linked.record, controlNumber, at);
  const marc = encode(record);
  const id = await work.cataloguing.create(
    {
      controlNumber,
      source: ownSource,
      sourceId: controlNumber,
      status: 'LIVE',
      marc,
      hash: createHash('sha256').update(marc).digest('hex'),
      createdAt: at,
      updatedAt: at,
      derived: derive(record),
    },
    change,
  );
  await work.authorities.setHeadings(id, linked.links, linked.unlinked);
  await work.outbox.add('records-changed', [id], at);
  await noteRecord(work, { controlNumber }, change, { version: 1 });
  return { id, controlNumber };
}

function givenRecord(request: NewRecordRequest, at: number): MarcRecord | null {
  if ('marc' in request) return withOldNumber(request.marc);
  const template = recordTemplates.find(({ code }) => code === request.template);
  return template ? recordFromTemplate(template, { ...request, at }) : null;
}

/** The number it bears elsewhere goes to 035. */
function withOldNumber(record: MarcRecord): MarcRecord {
  const number = record.fields.find((field) => field.tag === '001');
  if (!number || !('value' in number) || number.value.trim() === '') return record;
  const old = { tag: '035', ind1: ' ', ind2: ' ', subfields: [{ code: 'a', value: number.value.trim() }] };
  const after = record.fields.findIndex(({ tag }) => tag > '035');
  const at = after < 0 ? record.fields.length : after;
  return { ...record, fields: [...record.fields.slice(0, at), old, ...record.fields.slice(at)] };
}
