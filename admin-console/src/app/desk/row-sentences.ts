import type { DeskScanView } from '../api/contract';
import type { MessageKey } from '../messages/catalogue';
import { parisDate, parisDateTime, parisTime } from '../ui/paris-time';
import { alertWords, heldBackWords } from './desk-words';
import { refusalWord } from './refusal-words';
import { isInItsPlace, looks, outcomeOf } from './row-words';
import { type ScanRow, mayBorrow } from './scan-row';

/** What sentences need: the catalogue, and the language for dates. */
export interface Speaker {
  readonly say: (key: MessageKey, parameters?: Record<string, string | number>) => string;
  readonly locale: string;
}

/** Where it goes, in large: `NAVETTE → Liévin`. */
export function destinationWords(row: ScanRow, { say }: Speaker): string {
  const word = say(looks[outcomeOf(row)].word);
  const { state } = row;
  if (state.is !== 'answered' || state.answer.kind !== 'return') return word;
  const { back, hold } = state.answer;
  if (back.routing === 'hold-shelf' && hold) return say('desk.holdHereNumber', { n: hold.id, letters: hold.letters });
  if (back.routing.startsWith('transit')) return say('desk.transitTo', { library: back.destination.name });
  return word;
}

/** Why, and what comes next: one or a few sentences, always. */
export function reasonWords(row: ScanRow, speaker: Speaker): string {
  const { say, locale } = speaker;
  const { state } = row;
  if (state.is === 'pending') return say('desk.why.pending');
  if (state.is === 'held-back') return say(heldBackWords[state.why]);
  if (state.is === 'failed') {
    const code = state.problem?.code ?? '';
    return say('desk.why.failed', { reason: say(refusalWord(code), { code: code || '—' }) });
  }
  if (state.is === 'undone') return say('desk.why.undone', { by: state.by, time: parisTime(state.at, locale) });
  return answerWords(state.answer, speaker);
}

function answerWords(answer: DeskScanView, speaker: Speaker): string {
  const { say, locale } = speaker;
  const because = (code: string) => say(refusalWord(code), { code });
  switch (answer.kind) {
    case 'reader':
      return mayBorrow(answer.reader) ? say('desk.why.reader') : say('desk.why.readerBlocks');
    case 'card-refused':
      return say('desk.why.cardRefused', { reason: because(answer.code) });
    case 'loan': {
      const due = say('desk.why.loan', { date: parisDate(answer.loan.dueAt, locale) });
      return [due, ...answer.loan.warnings.map(because), answer.loan.note].filter(Boolean).join(' ');
    }
    case 'return':
      return returnWords(answer, speaker);
    case 'renewable':
      return answer.dueAt
        ? say('desk.why.renewable', { date: parisDate(answer.dueAt, locale) })
        : say('desk.why.renewableNow');
    case 'either':
      return say('desk.why.either');
    case 'card-first':
      return say('desk.why.cardFirst');
    case 'refused': {
      const reasons = answer.reasons.length > 0 ? answer.reasons : [answer.code];
      return reasons.map(because).join(' ');
    }
    case 'unknown':
      return say('desk.why.unknown');
  }
}

function returnWords({ back, hold, departure, arrival }: Extract<DeskScanView, { kind: 'return' }>, speaker: Speaker) {
  const { say, locale } = speaker;
  const library = back.destination.name;
  const reasons: Record<typeof back.routing, string> = {
    shelf: say('desk.why.shelf', { library }),
    'hold-shelf': say('desk.why.holdHere', { rank: hold?.position ?? 1 }),
    'transit-hold': say('desk.why.transitHold', { library, rank: hold?.position ?? 1 }),
    'transit-home': say('desk.why.transitHome', { library }),
    'no-change': isInItsPlace(back) ? say('desk.why.inPlace') : say('desk.why.noChange'),
  };
  const run = departure && say('desk.why.departure', { at: parisDateTime(departure, locale).replace(/:00$/, '') });
  const there = arrival && say('desk.why.arrival', { at: parisDate(arrival, locale) });
  const noRun = back.routing.startsWith('transit') && !departure && !arrival && say('desk.why.noRun');
  const wasNotLent = back.returnedAt === null && say('desk.why.wasNotLent');
  const alert = back.alert && back.alert !== 'checkin-note' && say(alertWords[back.alert]);
  return [reasons[back.routing], wasNotLent, run, there, noRun, alert, back.note].filter(Boolean).join(' ');
}
