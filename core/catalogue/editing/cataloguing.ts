import { controlNumberPlaceholder } from '../../marc/control-number.ts';
import { actorOf } from '../../network/post.ts';
import { granted, refused } from '../../outcome.ts';
import { wrongWith } from '../rules/check-rules.ts';
import { recordTemplates } from '../rules/templates.ts';
import { canonicalRecord } from './canonical.ts';
import { create } from './create.ts';
import type { CataloguingDesk } from './desk.ts';
import { differences } from './diff.ts';
import { edit, remove, restore, suppress } from './edit.ts';
import { findingsOf, rulesInForce } from './judge.ts';
import { lockRecord, unlockRecord } from './locks.ts';
import { merge, mergePreview } from './merge.ts';
import type { CataloguingPorts } from './ports.ts';
import { receive } from './receive.ts';
import { textOf } from './save.ts';
import { sheetOf, told } from './sheet.ts';
import { split } from './split.ts';

/** Opens the desk of the cataloguers. */
export function cataloguingDesk(ports: CataloguingPorts): CataloguingDesk {
  const { store, clock } = ports;
  const { read } = store;
  return {
    templates: recordTemplates,
    rules: () => rulesInForce(store),
    setRules: setRules(ports),
    async judge(record) {
      const { rules } = await rulesInForce(store);
      return findingsOf(canonicalRecord(record, controlNumberPlaceholder, clock.now()), rules);
    },
    sheet: (controlNumber) => sheetOf(ports, controlNumber),
    suppressed: (afterId, limit) => read.cataloguing.suppressed(afterId, limit),
    create: told(ports, create(ports)),
    edit: told(ports, edit(ports)),
    remove: told(ports, remove(ports)),
    receive: told(ports, receive(ports)),
    restore: told(ports, restore(ports)),
    suppress: told(ports, suppress(ports)),
    mergePreview: mergePreview(ports),
    merge: told(ports, merge(ports)),
    split: split(ports),
    async history(controlNumber, before, limit) {
      const record = await read.cataloguing.record(controlNumber);
      return record ? granted(await read.cataloguing.versions(record.id, before, limit)) : refused('record-unknown');
    },
    async version(controlNumber, number) {
      const record = await read.cataloguing.record(controlNumber);
      if (!record) return refused('record-unknown');
      const version = await read.cataloguing.version(record.id, number);
      if (!version) return refused('version-unknown', { version: number });
      const former = number > 1 ? await read.cataloguing.version(record.id, number - 1) : null;
      const marc = textOf(version);
      return granted({ version, marc, differences: differences(former && textOf(former), marc) });
    },
    lock: lockRecord(ports),
    unlock: unlockRecord(ports),
  };
}

function setRules({ store, directory, clock }: CataloguingPorts): CataloguingDesk['setRules'] {
  return async (by, rules, version) => {
    const wrong = wrongWith(rules, new Set(directory.libraries().map(({ code }) => code)));
    if (wrong) return refused('rules-invalid', wrong);
    const saved = await store.transaction(async (work) => {
      if (!(await work.cataloguing.keepRules(rules, version))) return refused('changed-meanwhile', { asked: version });
      await work.journal.append({
        at: clock.now(),
        type: 'CATALOGUING_RULES_CHANGED',
        actor: actorOf({ id: null, login: by.login }),
        libraryId: null,
        deviceId: null,
        itemId: null,
        patronRef: null,
        payload: { version: version + 1 },
      });
      return granted(null);
    });
    return saved.granted ? granted({ rules, version: version + 1 }) : saved;
  };
}
