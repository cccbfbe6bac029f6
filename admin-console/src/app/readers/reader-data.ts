import { Component, computed, inject, input, output, signal } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { RouterLink } from '@angular/router';
import type { ErasurePreviewView, PatronDataView, PatronDetailsRequest, PatronView } from '../api/contract';
import type { CountKey } from '../messages/catalogue';
import { Messages } from '../messages/messages';
import { answersForReaders, runsReaders } from '../session/roles';
import { Session } from '../session/session';
import { ActReport } from './act-report';
import { Acting } from './acting';
import { EraseDialog } from './erase-dialog';
import { ReaderForm } from './reader-form';
import { ReadersApi } from './readers-api';

/** What is known of a reader: corrected, given to him, erased when nothing is open any more. */
@Component({
  selector: 'app-reader-data',
  imports: [ActReport, EraseDialog, MatButton, ReaderForm, RouterLink],
  templateUrl: './reader-data.html',
  styleUrl: './reader-tab.scss',
})
export class ReaderData {
  private readonly api = inject(ReadersApi);
  private readonly messages = inject(Messages);
  private readonly session = inject(Session);

  readonly reader = input.required<PatronView>();
  readonly done = output();
  readonly erased = output();

  protected readonly say = this.messages.say;
  protected readonly sayCount = this.messages.sayCount;
  protected readonly saving = new Acting(this.say);
  protected readonly giving = new Acting(this.say);
  protected readonly erasing = new Acting(this.say);
  protected readonly preview = signal<ErasurePreviewView | null>(null);
  protected readonly isAsking = signal(false);
  private readonly role = computed(() => this.session.user()?.role ?? null);
  protected readonly mayGive = computed(() => this.role() !== null && answersForReaders(this.role()!));
  protected readonly mayErase = computed(() => this.role() !== null && runsReaders(this.role()!));

  /** What still prevents it, with the tab where it is settled. */
  protected readonly obstacles = computed(() => {
    const prevents = this.preview()?.prevents;
    const all: { readonly stem: CountKey; readonly n: number; readonly tab: string | null }[] = prevents
      ? [
          { stem: 'readers.prevents.loans', n: prevents.loans, tab: 'prets' },
          { stem: 'readers.prevents.holds', n: prevents.holds, tab: 'reservations' },
          { stem: 'readers.prevents.debts', n: prevents.debts, tab: 'blocages' },
          { stem: 'readers.prevents.wards', n: prevents.wards, tab: null },
        ]
      : [];
    return all.filter(({ n }) => n > 0);
  });

  protected save(details: PatronDetailsRequest): void {
    this.saving.run(this.api.change(this.reader().id, details), () => this.say('readers.saved'), {
      then: () => this.done.emit(),
    });
  }

  protected give(): void {
    this.giving.run(this.api.export(this.reader().id), () => this.say('readers.exported'), {
      then: (data) => download(data, `lecteur-${this.reader().id}.json`),
    });
  }

  protected lookAhead(): void {
    this.erasing.run(this.api.previewErasure(this.reader().id), () => this.say('readers.previewed'), {
      then: (preview) => this.preview.set(preview),
    });
  }

  protected ask(): void {
    this.isAsking.set(true);
  }

  protected erase(): void {
    this.isAsking.set(false);
    this.erasing.run(this.api.erase(this.reader().id), () => this.say('readers.erased'), {
      then: () => this.erased.emit(),
    });
  }
}

/** Hands a file over to the browser. */
function download(data: PatronDataView, name: string): void {
  const file = new Blob([JSON.stringify(data, null, 2)], { type: 'application/json' });
  const link = document.createElement('a');
  link.href = URL.createObjectURL(file);
  link.download = name;
  link.click();
  URL.revokeObjectURL(link.href);
}
