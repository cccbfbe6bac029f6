import { createHash, randomBytes } from 'node:crypto';
import type { Directory } from '../network/directory.ts';
import { granted } from '../outcome.ts';
import type { Clock } from '../ports/clock.ts';
import type { Log } from '../ports/log.ts';
import type { Delivery, Mail, Mailer } from '../ports/mailer.ts';
import type { NoticeSettlement } from '../ports/notices.ts';
import type { Store, Work } from '../ports/store.ts';
import { contentOf } from './content.ts';
import type { Notice, NoticeReader } from './entities.ts';
import { maskAddress, render } from './render.ts';
import type { NoticeSettings } from './settings.ts';
import { templateFor } from './templates.ts';

export interface NoticePorts {
  readonly store: Store;
  readonly directory: Directory;
  readonly clock: Clock;
  readonly log: Log;
  /** Null: nothing sends mail here, notices are printed. */
  readonly mailer: Mailer | null;
  readonly settings: NoticeSettings;
}

/** A notice claimed for one attempt, written with what is true now. */
interface Attempt {
  readonly notice: Notice;
  readonly token: string;
  readonly reader: NoticeReader;
  readonly libraryId: number;
  readonly mail: Mail;
}

/**
 * Attempts one notice: claims it, reads again what it speaks of, sends it, and says what became of it. One follower at a
 * time has a claim, so that two of them send it once. Between the mail server's answer and the mark a crash leaves the
 * claim to run out: the mail is then sent again under the same Message-ID.
 */
export async function deliver(ports: NoticePorts, noticeId: number): Promise<'done' | 'server-out-of-reach'> {
  const attempt = await begin(ports, noticeId);
  if (!attempt || !ports.mailer) return 'done';
  const delivery = await ports.mailer.send(attempt.mail);
  await end(ports, attempt, delivery);
  return delivery.result === 'deferred' && delivery.scope === 'server' ? 'server-out-of-reach' : 'done';
}

/** Null when there is nothing to send: somebody else has it, it is outdated, or it goes on paper. */
async function begin(ports: NoticePorts, noticeId: number): Promise<Attempt | null> {
  const { store, directory, clock, mailer, settings } = ports;
  const begun = await store.transaction(async (work) => {
    const now = clock.now();
    const token = randomBytes(16).toString('hex');
    const notice = await work.notices.claim(noticeId, { token, now, until: now + settings.claimFor });
    if (!notice) return granted(null);

    // Attempts that never came to an end: each of them killed the server, or met a fault of ours.
    if (notice.attempts > settings.retryAfter.length + 1) {
      await settle(work, { notice, token, reader: null }, ends(notice, 'DEAD', 'never-ended', now));
      return granted(null);
    }
    const content = await contentOf({ facts: work.notices, directory, now }, notice);
    if (content.moot) {
      await settle(work, { notice, token, reader: null }, ends(notice, 'SKIPPED', content.moot, now));
      return granted(null);
    }
    const { reader, library } = content;
    const to = reader.email?.trim();
    if (!mailer || !to) {
      const reason = mailer ? 'no-address' : 'no-mail-server';
      const onPaper = { ...ends(notice, 'TO_PRINT', reason, now), libraryId: library.id };
      await settle(work, { notice, token, reader }, onPaper);
      return granted(null);
    }
    const template = templateFor(await work.notices.templates(), notice.kind, reader.language);
    const messageId = messageIdOf(notice, settings.domain);
    const mail = { messageId, to, language: reader.language, ...render(template, content.filling) };
    return granted({ notice, token, reader, libraryId: library.id, mail });
  });
  return begun.granted ? begun.value : null;
}

/** Says what became of the attempt, unless the claim ran out meanwhile and somebody else has it. */
async function end(ports: NoticePorts, attempt: Attempt, delivery: Delivery): Promise<void> {
  const { store, clock, log, settings } = ports;
  const { notice, token, reader, mail, libraryId } = attempt;
  const settlement = { ...settlementOf(notice, delivery, settings, clock.now()), libraryId };
  const told = { notice: notice.id, kind: notice.kind, to: maskAddress(mail.to) };
  if (settlement.state === 'DEAD') log.warn({ ...told, reason: settlement.reason }, 'a notice was given up');
  else if (delivery.result === 'deferred') log.info({ ...told, reason: delivery.reason }, 'a notice is put off');
  await store.transaction(async (work) => {
    await settle(work, { notice, token, reader }, settlement);
    return granted(null);
  });
}

function settlementOf(notice: Notice, delivery: Delivery, settings: NoticeSettings, now: number): NoticeSettlement {
  if (delivery.result === 'accepted') return ends(notice, 'SENT', null, now);
  if (delivery.result === 'refused') return ends(notice, 'DEAD', delivery.reason, now);
  const wait = settings.retryAfter[notice.attempts - 1];
  if (wait === undefined) return ends(notice, 'DEAD', delivery.reason, now);
  return { ...ends(notice, 'PENDING', delivery.reason, now), nextAttemptAt: now + wait };
}

function ends(notice: Notice, state: NoticeSettlement['state'], reason: string | null, at: number): NoticeSettlement {
  return { state, reason, at, libraryId: notice.libraryId, nextAttemptAt: at };
}

/** Marks what became of a claimed notice, and tells the journal unless it is only put off. */
async function settle(
  work: Work,
  { notice, token, reader }: { notice: Notice; token: string; reader: NoticeReader | null },
  as: NoticeSettlement,
): Promise<void> {
  const mine = await work.notices.settle(notice.id, token, as);
  if (!mine || as.state === 'PENDING') return;
  await work.journal.append({
    at: as.at,
    type: 'NOTICE',
    actor: 'system',
    libraryId: as.libraryId,
    deviceId: null,
    itemId: null,
    patronRef: reader?.pseudonym ?? null,
    payload: { notice: notice.id, kind: notice.kind, state: as.state, reason: as.reason },
  });
}

/** The same for every attempt at one notice (RFC 5322 §3.6.4: unique by its left side, which says nothing of the reader). */
export function messageIdOf({ dedupKey, createdAt }: Pick<Notice, 'dedupKey' | 'createdAt'>, domain: string): string {
  const left = createHash('sha256').update(`${dedupKey} ${createdAt}`).digest('hex').slice(0, 32);
  return `<notice.${left}@${domain}>`;
}
