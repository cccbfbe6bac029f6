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
import type { AuthorityView } from '../api/contract';
import { ActResult, type Told } from '../catalogue/act-result';
import { refusalOf, whyNot } from '../catalogue/catalogue-refusals';
import { marcOf } from '../catalogue/unimarc/grid';
import { MarcEditing } from '../catalogue/unimarc/marc-editing';
import { MarcGrid } from '../catalogue/unimarc/marc-grid';
import type { Side } from '../catalogue/unimarc/three-way';
import { ThreeWayPanel } from '../catalogue/unimarc/three-way-panel';
import { Messages } from '../messages/messages';
import { Icon } from '../ui/icon';
import { AuthoritiesApi } from './authorities-api';

/** The fields of an authority as UNIMARC/A, edited as those of a record are. A changed heading goes to its records afterwards. */
@Component({
  selector: 'app-authority-editor',
  imports: [ActResult, Icon, MarcGrid, MatButton, ThreeWayPanel],
  templateUrl: './authority-editor.html',
  styleUrls: ['../catalogue/record/page.scss', '../catalogue/unimarc/unimarc-editor.scss'],
  host: { '(keydown)': 'press($event)' },
})
export class AuthorityEditor {
  private readonly api = inject(AuthoritiesApi);
  private readonly messages = inject(Messages);
  private readonly element = inject<ElementRef<HTMLElement>>(ElementRef);
  protected readonly marc = viewChild.required(MarcGrid);

  readonly sheet = input.required<AuthorityView>();
  readonly mayEdit = input.required<boolean>();
  /** The authority as it was just saved. */
  readonly saved = output<AuthorityView>();

  protected readonly say = this.messages.say;
  protected readonly sayCount = this.messages.sayCount;
  private readonly number = computed(() => this.sheet().authority);
  protected readonly editing = new MarcEditing(this.number, this.sheet, (marc) => this.api.judge(marc));
  protected readonly told = signal<Told | null>(null);
  protected readonly isBusy = signal(false);

  constructor() {
    effect(() => {
      this.number();
      untracked(() => {
        this.editing.forget();
        this.told.set(null);
      });
    });
  }

  protected edit(): void {
    this.told.set(null);
    this.editing.begin();
    const heading = this.sheet().marc.fields.find(({ tag }) => tag.startsWith('2'));
    this.marc().focusField(heading?.tag ?? '');
  }

  protected save(): void {
    const draft = this.editing.draft();
    if (!draft || this.isBusy()) return;
    this.isBusy.set(true);
    this.told.set(null);
    this.api.save(this.number(), draft.base.version, marcOf(draft.history.present)).subscribe({
      next: (sheet) => {
        this.isBusy.set(false);
        this.editing.end();
        this.saved.emit(sheet);
        this.told.set({ done: true, words: this.say('authority.saved', { version: sheet.version }) });
      },
      error: (error: unknown) => {
        if (refusalOf(error)?.code === 'changed-meanwhile') return this.compare();
        this.refuse(error);
      },
    });
  }

  protected abandon(): void {
    this.editing.end();
    this.told.set({ done: true, words: this.say('authority.abandoned') });
  }

  protected putTogether(choices: Readonly<Record<string, Side>>): void {
    this.editing.putTogether(choices);
    this.told.set({ done: true, words: this.say('unimarc.putTogether') });
  }

  protected press(event: KeyboardEvent): void {
    this.editing.press(event, () => this.save());
  }

  protected toSave(): void {
    this.element.nativeElement.querySelector<HTMLElement>('[data-save]')?.focus();
  }

  private compare(): void {
    this.api.authority(this.number()).subscribe({
      next: (theirs) => {
        this.isBusy.set(false);
        this.editing.compare(theirs);
      },
      error: (error: unknown) => this.refuse(error),
    });
  }

  private refuse(error: unknown): void {
    this.isBusy.set(false);
    this.told.set({ done: false, words: whyNot(error, this.messages) });
  }
}
