import { Component, computed, inject } from '@angular/core';
import { MatButton } from '@angular/material/button';
import type { DeskReaderView } from '../api/contract';
import type { MessageKey } from '../messages/catalogue';
import { Messages } from '../messages/messages';
import { Post } from '../post/post';
import { Badge } from '../ui/badge';
import { Icon } from '../ui/icon';
import { parisDate } from '../ui/paris-time';
import { DeskReader } from './desk-reader';
import { DeskWork } from './desk-work';
import { blockWords } from './desk-words';
import { refusalWord } from './refusal-words';
import { mayBorrow } from './scan-row';
import { SlipPrinter } from './slip-printer';

/** Who stands at the desk: what stops him and why, what he has, what waits for him here and elsewhere. */
@Component({
  selector: 'app-reader-panel',
  imports: [Badge, Icon, MatButton],
  templateUrl: './reader-panel.html',
  styleUrl: './reader-panel.scss',
})
export class ReaderPanel {
  private readonly messages = inject(Messages);
  private readonly post = inject(Post);
  protected readonly work = inject(DeskWork);

  protected readonly reader = inject(DeskReader);
  protected readonly printer = inject(SlipPrinter);
  protected readonly say = this.messages.say;
  protected readonly blockWords = blockWords;
  protected readonly sayCount = this.messages.sayCount;
  protected readonly isHidden = computed(() => this.reader.heldBack() === 'idle');
  protected readonly mayBorrow = computed(() => {
    const reader = this.reader.person();
    return reader !== null && mayBorrow(reader);
  });
  protected readonly stateWords: Record<DeskReaderView['state'], MessageKey> = {
    ACTIVE: 'patron.ACTIVE',
    EXPIRED: 'patron.EXPIRED',
    BLOCKED: 'patron.BLOCKED',
    TO_ERASE: 'patron.TO_ERASE',
  };
  protected readonly shelf = computed(() => {
    const holds = this.reader.person()?.account.holds.filter(({ status }) => status === 'ON_SHELF') ?? [];
    const isHere = (library: string) => library === this.post.library();
    return {
      here: holds.filter(({ pickupLibrary }) => isHere(pickupLibrary)),
      elsewhere: holds.filter(({ pickupLibrary }) => !isHere(pickupLibrary)),
    };
  });

  protected date(at: string): string {
    return parisDate(at, this.messages.locale());
  }

  protected refusal(code: string): string {
    return this.say(refusalWord(code), { code });
  }

  protected libraryName(code: string): string {
    return this.post.libraries().find((library) => library.code === code)?.name ?? code;
  }
}
