import type { Directory } from '../network/directory.ts';
import { granted, refused, type Refused } from '../outcome.ts';
import type { Clock } from '../ports/clock.ts';
import type { Store } from '../ports/store.ts';
import { contentOf } from './content.ts';
import type { NoticeDesk, SpokenTemplate } from './desk.ts';
import { noticeKinds, noticeLanguages, type Notice, type NoticeTemplate } from './entities.ts';
import { render } from './render.ts';
import { holdSlip, letter } from './slips.ts';
import { placeholders, templateFor, unknownPlaceholder } from './templates.ts';

interface DeskPorts {
  readonly store: Store;
  readonly directory: Directory;
  readonly clock: Clock;
}

/** The desk of the notices. */
export function noticeDesk(ports: DeskPorts): NoticeDesk {
  const { read } = ports.store;
  return {
    list: (asked) => read.notices.list(asked),
    toPrint: (libraryId, page) => read.notices.toPrint(libraryId, page),
    slip: slip(ports),
    printed: printed(ports),
    async templates() {
      const saved = await read.notices.templates();
      return noticeKinds.flatMap((kind) =>
        noticeLanguages.map((language) => spoken(templateFor(saved, kind, language))),
      );
    },
    saveTemplate: saveTemplate(ports),
  };
}

function spoken(template: NoticeTemplate & { custom: boolean }): SpokenTemplate {
  return { ...template, placeholders: placeholders[template.kind] };
}

/** The notice, when it is one of this library. */
async function visible({ store }: DeskPorts, id: number, libraryId: number | null): Promise<Notice | Refused> {
  const notice = await store.read.notices.one(id);
  return notice && (libraryId === null || notice.libraryId === libraryId) ? notice : refused('notice-unknown');
}

function slip(ports: DeskPorts): NoticeDesk['slip'] {
  return async ({ id, form, libraryId }) => {
    const notice = await visible(ports, id, libraryId);
    if ('granted' in notice) return notice;
    const { store, directory, clock } = ports;
    const content = await contentOf({ facts: store.read.notices, directory, now: clock.now() }, notice);
    if (content.moot) return refused('notice-outdated', { reason: content.moot });
    const { reader, library, hold, filling } = content;
    if (hold) return granted({ html: holdSlip(form, { reader, library, hold }) });
    const template = templateFor(await store.read.notices.templates(), notice.kind, reader.language);
    return granted({ html: letter(form, { reader, rendered: render(template, filling) }) });
  };
}

function printed(ports: DeskPorts): NoticeDesk['printed'] {
  return async ({ id, by, libraryId }) => {
    const notice = await visible(ports, id, libraryId);
    if ('granted' in notice) return notice;
    return ports.store.transaction(async (work) => {
      const at = ports.clock.now();
      const done = await work.notices.leavePaper(id, { state: 'PRINTED', reason: null, at, by });
      if (!done) return refused('notice-not-on-paper', { state: notice.state });
      const reader = notice.patronId === null ? null : await work.notices.reader(notice.patronId);
      await work.journal.append({
        at,
        type: 'NOTICE',
        actor: `user:${by}`,
        libraryId: notice.libraryId,
        deviceId: null,
        itemId: null,
        patronRef: reader?.pseudonym ?? null,
        payload: { notice: id, kind: notice.kind, state: 'PRINTED', reason: null },
      });
      return granted({ ...notice, state: 'PRINTED' as const, reason: null, settledAt: at, settledBy: by });
    });
  };
}

function saveTemplate({ store, clock }: DeskPorts): NoticeDesk['saveTemplate'] {
  return async (template, by) => {
    if (template.subject.trim() === '') return refused('template-wrong', { field: 'subject' });
    if (template.text.trim() === '') return refused('template-wrong', { field: 'text' });
    const placeholder = unknownPlaceholder(template);
    if (placeholder !== null) return refused('template-wrong', { placeholder: placeholder.slice(0, 64) });
    return store.transaction(async (work) => {
      await work.notices.saveTemplate(template);
      await work.journal.append({
        at: clock.now(),
        type: 'NOTICE_TEMPLATE_CHANGED',
        actor: `user:${by}`,
        libraryId: null,
        deviceId: null,
        itemId: null,
        patronRef: null,
        payload: { kind: template.kind, language: template.language },
      });
      return granted(spoken({ ...template, custom: true }));
    });
  };
}
