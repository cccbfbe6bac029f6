import type { CirculationPorts } from '../circulation/ports.ts';
import type { CardBlockRequest, PatronDesk } from '../library.ts';
import { actorOf, type Post } from '../network/post.ts';
import { granted, type Outcome } from '../outcome.ts';
import type { EventType, NewEvent } from '../ports/journal.ts';
import type { Work } from '../ports/store.ts';
import { patronAccount } from './account.ts';
import type { Block, Patron } from './patron.ts';
import { lockReader, pinRefusal } from './standing.ts';

/** Characters kept of what a terminal says. */
const longestNote = 255;

/** Stops a card at the word of a terminal (SIP2 Block Patron): staff see who asked and why, and lift it. */
export function blockCard(ports: CirculationPorts): PatronDesk['block'] {
  return async (request: CardBlockRequest) => {
    const { device, card } = request;
    const done = await ports.store.transaction(async (work): Promise<Outcome<null>> => {
      const now = ports.clock.now();
      const reader = await lockReader(work, card);
      if ('granted' in reader) return reader;
      const known = await ofTerminals(work, reader, now);
      if (known.some(({ author }) => author === actorOf(device))) return granted(null);
      const block = await work.patronAccounts.setBlock({
        patronId: reader.id,
        kind: 'MANUAL',
        since: now,
        until: null,
        note: noteOf(request),
        author: actorOf(device),
        stopsCheckOut: true,
        stopsHold: true,
        stopsRenewal: true,
      });
      const facts = { block, kind: 'MANUAL', until: null, cardRetained: request.cardRetained };
      await note(work, 'BLOCK_SET', { reader, device, at: now, facts });
      return granted(null);
    });
    return done.granted ? patronAccount(ports)({ card, device }) : done;
  };
}

/** Lifts what terminals asked for and nothing else (SIP2 Patron Enable): what staff or the rules decided stays. */
export function enableCard(ports: CirculationPorts): PatronDesk['enable'] {
  return async (request) => {
    const { device, card } = request;
    const pin = await pinRefusal(ports, request);
    if (pin) return pin;
    const done = await ports.store.transaction(async (work): Promise<Outcome<null>> => {
      const now = ports.clock.now();
      const reader = await lockReader(work, card);
      if ('granted' in reader) return reader;
      for (const block of await ofTerminals(work, reader, now)) {
        const lifted = await work.patronAccounts.liftBlock(reader.id, block.id, now);
        const facts = { block: block.id, kind: block.kind };
        if (lifted) await note(work, 'BLOCK_LIFTED', { reader, device, at: now, facts });
      }
      return granted(null);
    });
    return done.granted ? patronAccount(ports)(request) : done;
  };
}

/** The blocks in force that a terminal asked for: their author is one. */
async function ofTerminals(work: Work, reader: Patron, at: number): Promise<Block[]> {
  const blocks = await work.patrons.blocks(reader.id, at);
  return blocks.filter(({ kind, author }) => kind === 'MANUAL' && author.startsWith('device:'));
}

function noteOf({ message, cardRetained }: CardBlockRequest): string {
  const said = message.trim().slice(0, longestNote).toWellFormed();
  const retained = cardRetained ? 'Carte retenue par la borne' : 'Bloquée par la borne';
  return said === '' ? retained : `${retained} : ${said}`;
}

function note(
  work: Work,
  type: EventType,
  about: { reader: Patron; device: Post; at: number; facts: NewEvent['payload'] },
): Promise<void> {
  const { reader, device, at, facts } = about;
  return work.journal.append({
    at,
    type,
    actor: actorOf(device),
    libraryId: device.libraryId,
    deviceId: device.id,
    itemId: null,
    patronRef: reader.pseudonym,
    payload: facts,
  });
}
