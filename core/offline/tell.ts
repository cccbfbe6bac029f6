import { createHash } from 'node:crypto';
import { itemInformation } from '../circulation/item-information.ts';
import type { CirculationPorts } from '../circulation/ports.ts';
import { granted, refused, type Outcome } from '../outcome.ts';
import type { FactKept, FactTold } from './desk.ts';
import type { OfflinePorts } from './receive.ts';
import { replayBatch } from './replay.ts';

/**
 * Records what a terminal did by itself: never refused, at its own time, once however often it is told. It is a batch of
 * one line: the rules of the off-line replay decide, and staff find in their work list what needs a look.
 */
export function tellFact(ports: OfflinePorts) {
  const replaying = replayBatch(ports);
  const looking = itemInformation(ports satisfies CirculationPorts);
  return async (fact: FactTold): Promise<Outcome<FactKept>> => {
    const { device, kind, at, card, itemBarcode, dueAt } = fact;
    const batchKey = keyOf(fact);
    const told = { key: '1', kind, place: { device: device.login }, at, card, itemBarcode, dueAt } as const;
    const by = { login: device.login, libraryId: null, deviceId: device.id };
    const report = await replaying({ batchKey, clockOffsets: {}, facts: [told], by });
    if (!report.granted) return report;
    const [line] = report.value.lines;
    if (!line?.outcome) return refused('temporarily-unavailable');
    const sheet = await looking(itemBarcode);
    const { outcome, changed, reasons } = line;
    return granted({ outcome, changed, reasons, item: sheet.granted ? sheet.value : null });
  };
}

/** Names the fact: the same message told again is the same fact. */
function keyOf({ device, kind, at, card, itemBarcode, dueAt, transactionDate }: FactTold): string {
  const words = [device.id, kind, transactionDate, at, card ?? '', itemBarcode.trim().toUpperCase(), dueAt ?? ''];
  return `sip2-${createHash('sha256').update(words.join('|')).digest('hex').slice(0, 56)}`;
}
