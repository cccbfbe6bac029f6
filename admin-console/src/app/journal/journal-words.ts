import { Injectable, inject } from '@angular/core';
import type { JournalLineView } from '../api/contract';
import type { MessageKey } from '../messages/catalogue';
import { Messages } from '../messages/messages';
import { parisDateTime } from '../ui/paris-time';
import { actorWords, factWords, typeWords, valueWords } from './journal-tables';

/** Numbers of the journal from here on are moments: UTC milliseconds since 1973, which no count reaches. */
const smallestMoment = 100_000_000_000;

/** The journal in a librarian's words; what has none is said as the journal writes it. */
@Injectable({ providedIn: 'root' })
export class JournalWords {
  private readonly messages = inject(Messages);

  moment(at: string): string {
    return parisDateTime(at, this.messages.locale());
  }

  /** What happened. */
  type(type: string): string {
    return this.sayOr(typeWords, type);
  }

  /** A fact of a line, by the name the journal gives it. */
  fact(name: string): string {
    return this.sayOr(factWords, name);
  }

  value(value: string | number | boolean | null): string {
    if (value === null || value === '') return '—';
    if (typeof value === 'boolean') return this.messages.say(value ? 'yes' : 'no');
    if (typeof value === 'string') return this.sayOr(valueWords, value);
    return value < smallestMoment ? String(value) : parisDateTime(value, this.messages.locale());
  }

  /** `user:coord` is coord; a device says that it is one. */
  actor(actor: string): string {
    const [kind, ...rest] = actor.split(':');
    const login = rest.join(':');
    if (kind === 'user') return login;
    if (kind === 'device') return this.messages.say('journal.byDevice', { login });
    return this.sayOr(actorWords, actor);
  }

  /** The document, or else the device. */
  object({ barcode, title, device }: JournalLineView): string {
    if (barcode !== null) return title ? `${barcode} · ${title}` : barcode;
    return device ?? '';
  }

  /** A pseudonym; that of somebody who was erased is no more. */
  reader({ reader }: JournalLineView): string {
    return reader === 'erased' ? this.messages.say('journal.erased') : (reader ?? '');
  }

  private sayOr(words: Readonly<Record<string, MessageKey>>, written: string): string {
    const key = Object.hasOwn(words, written) ? words[written] : undefined;
    return key === undefined ? written : this.messages.say(key);
  }
}
