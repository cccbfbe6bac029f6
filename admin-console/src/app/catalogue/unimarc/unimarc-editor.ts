import {
  Component,
  ElementRef,
  computed,
  effect,
  inject,
  input,
  output,
  signal,
  untracked,
  viewChild,
} from '@angular/core';
import { MatButton } from '@angular/material/button';
import type { EditingLockView, RecordSheetView } from '../../api/contract';
import { Messages } from '../../messages/messages';
import { circulates } from '../../session/roles';
import { Session } from '../../session/session';
import { Icon } from '../../ui/icon';
import { parisTime } from '../../ui/paris-time';
import { ActResult, type Told } from '../act-result';
import { CatalogueApi } from '../catalogue-api';
import { refusalOf, whyNot } from '../catalogue-refusals';
import { marcOf } from './grid';
import { MarcEditing } from './marc-editing';
import { MarcGrid } from './marc-grid';
import type { Side } from './three-way';
import { ThreeWayPanel } from './three-way-panel';

/** The fields of a record as UNIMARC, read by everybody, edited by keyboard with what is wrong said beside the field. */
@Component({
  selector: 'app-unimarc-editor',
  imports: [ActResult, Icon, MarcGrid, MatButton, ThreeWayPanel],
  templateUrl: './unimarc-editor.html',
  styleUrls: ['../record/page.scss', './unimarc-editor.scss'],
  host: { '(keydown)': 'press($event)' },
})
export class UnimarcEditor {
  private readonly api = inject(CatalogueApi);
  private readonly messages = inject(Messages);
  private readonly session = inject(Session);
  private readonly element = inject<ElementRef<HTMLElement>>(ElementRef);
  private readonly reason = viewChild<ElementRef<HTMLInputElement>>('reason');
  protected readonly marc = viewChild.required(MarcGrid);

  readonly sheet = input.required<RecordSheetView>();
  /** The record as it was just saved. */
  readonly saved = output<RecordSheetView>();

  protected readonly say = this.messages.say;
  protected readonly sayCount = this.messages.sayCount;
  protected readonly number = computed(() => this.sheet().record);
  protected readonly editing = new MarcEditing(this.number, this.sheet, (marc) => this.api.judge(marc));
  protected readonly isEditing = this.editing.isEditing;
  protected readonly mayEdit = computed(() => {
    const role = this.session.user()?.role;
    return role !== undefined && circulates(role) && this.sheet().status === 'LIVE';
  });
  /** Who edits it, when it is somebody else. */
  private readonly refusedBy = signal<EditingLockView | null>(null);
  protected readonly lockedBy = computed(() => {
    if (this.isEditing()) return null;
    const { lock } = this.sheet();
    // His own lock of another window shows only once it stands in the way.
    return this.refusedBy() ?? (lock && lock.by !== this.session.user()?.login ? lock : null);
  });
  protected readonly told = signal<Told | null>(null);
  protected readonly isBusy = signal(false);

  constructor() {
    effect(() => {
      this.number();
      untracked(() => {
        this.editing.forget();
        this.told.set(null);
        this.refusedBy.set(null);
      });
    });
  }

  protected time(at: string): string {
    return parisTime(at, this.messages.locale());
  }

  /** Takes the lock of the record; with a reason, from whoever holds it. */
  protected edit(takeOver: string | null): void {
    if (takeOver !== null && takeOver.trim() === '') {
      return this.told.set({ done: false, words: this.say('unimarc.whyNeeded') });
    }
    this.isBusy.set(true);
    this.api.lock(this.number(), takeOver).subscribe({
      next: () => {
        this.isBusy.set(false);
        this.refusedBy.set(null);
        this.told.set(null);
        this.editing.begin();
        this.marc().focusField('200');
      },
      error: (error: unknown) => {
        const refusal = refusalOf(error);
        if (refusal?.code === 'record-locked') this.refusedBy.set(lockOf(refusal.facts));
        this.refuse(error);
      },
    });
  }

  protected save(reason: string): void {
    const draft = this.editing.draft();
    if (!draft || this.isBusy()) return;
    this.isBusy.set(true);
    this.told.set(null);
    this.api.save(this.number(), draft.base.version, marcOf(draft.history.present), reason.trim()).subscribe({
      next: (sheet) => {
        this.leave();
        this.saved.emit(sheet);
        this.told.set({ done: true, words: this.say('unimarc.saved', { version: sheet.version }) });
      },
      error: (error: unknown) => {
        if (refusalOf(error)?.code === 'changed-meanwhile') return this.compare();
        this.refuse(error);
      },
    });
  }

  protected abandon(): void {
    this.leave();
    this.told.set({ done: true, words: this.say('unimarc.abandoned') });
  }

  protected putTogether(choices: Readonly<Record<string, Side>>): void {
    this.editing.putTogether(choices);
    this.told.set({ done: true, words: this.say('unimarc.putTogether') });
  }

  protected press(event: KeyboardEvent): void {
    this.editing.press(event, () => this.save(this.reason()?.nativeElement.value ?? ''));
  }

  protected toSave(): void {
    this.element.nativeElement.querySelector<HTMLElement>('[data-save]')?.focus();
  }

  private compare(): void {
    this.api.record(this.number()).subscribe({
      next: (theirs) => {
        this.isBusy.set(false);
        this.editing.compare(theirs);
      },
      error: (error: unknown) => this.refuse(error),
    });
  }

  private leave(): void {
    this.isBusy.set(false);
    this.editing.end();
    // A lock that is not given back ends by itself.
    this.api.unlock(this.number()).subscribe({ error: () => undefined });
  }

  private refuse(error: unknown): void {
    this.isBusy.set(false);
    this.told.set({ done: false, words: whyNot(error, this.messages) });
  }
}

/** Who holds the lock, as a refusal tells it. */
function lockOf(facts: Readonly<Record<string, unknown>> | undefined): EditingLockView | null {
  const { by, since, until } = facts ?? {};
  if (typeof by !== 'string' || typeof since !== 'number' || typeof until !== 'number') return null;
  return { by, since: new Date(since).toISOString(), until: new Date(until).toISOString() };
}
