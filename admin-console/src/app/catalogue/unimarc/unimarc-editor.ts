import { HttpErrorResponse } from '@angular/common/http';
import {
  Component,
  DestroyRef,
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
import { takeUntilDestroyed, toObservable } from '@angular/core/rxjs-interop';
import { MatButton } from '@angular/material/button';
import { catchError, debounceTime, filter, map, of, switchMap } from 'rxjs';
import type { EditingLockView, FindingView, RecordSheetView } from '../../api/contract';
import { Messages } from '../../messages/messages';
import { circulates } from '../../session/roles';
import { Session } from '../../session/session';
import { Icon } from '../../ui/icon';
import { parisTime } from '../../ui/paris-time';
import { ActResult, type Told } from '../act-result';
import { CatalogueApi } from '../catalogue-api';
import { refusalOf, whyNot } from '../catalogue-refusals';
import { CatalogueTables } from '../catalogue-tables';
import { Drafts } from './drafts';
import { edited, historyOf, redone, undone } from './edit-history';
import { FieldHelper } from './field-helper';
import { type Grid, type GridRow, gridOf, isControl, marcOf, placeFindings } from './grid';
import { type Side, type ThreeWay, threeWay } from './three-way';
import { ThreeWayPanel } from './three-way-panel';

/** Milliseconds without a key before the record is judged. */
const judgedAfter = 400;
type Column = 'tag' | 'ind1' | 'ind2' | 'text';

/** The fields of a record as UNIMARC, read by everybody, edited by keyboard with what is wrong said beside the field. */
@Component({
  selector: 'app-unimarc-editor',
  imports: [ActResult, FieldHelper, Icon, MatButton, ThreeWayPanel],
  templateUrl: './unimarc-editor.html',
  styleUrls: ['../record/page.scss', './unimarc-editor.scss'],
  host: { '(keydown)': 'press($event)' },
})
export class UnimarcEditor {
  private readonly api = inject(CatalogueApi);
  private readonly drafts = inject(Drafts);
  private readonly messages = inject(Messages);
  private readonly session = inject(Session);
  private readonly element = inject<ElementRef<HTMLElement>>(ElementRef);
  protected readonly tables = inject(CatalogueTables);
  private readonly reason = viewChild<ElementRef<HTMLInputElement>>('reason');

  readonly sheet = input.required<RecordSheetView>();
  /** The record as it was just saved. */
  readonly saved = output<RecordSheetView>();

  protected readonly say = this.messages.say;
  protected readonly sayCount = this.messages.sayCount;
  protected readonly isControl = isControl;
  /** The number and the date of a record are the server's to write. */
  protected readonly isServers = (tag: string): boolean => tag === '001' || tag === '005';
  protected readonly number = computed(() => this.sheet().record);
  protected readonly draft = computed(() => this.drafts.of(this.number()));
  protected readonly isEditing = computed(() => this.draft() !== null);
  protected readonly grid = computed<Grid>(() => this.draft()?.history.present ?? gridOf(this.sheet().marc));
  protected readonly isChanged = computed(() => (this.draft()?.history.past.length ?? 0) > 0);
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
  protected readonly findings = signal<readonly FindingView[]>([]);
  protected readonly placed = computed(() => placeFindings(this.grid().rows, this.findings()));
  protected readonly general = computed(() => this.placed().filter(({ row }) => row === null));
  protected readonly errors = computed(() => this.findings().filter(({ severity }) => severity === 'error').length);
  protected readonly told = signal<Told | null>(null);
  protected readonly isBusy = signal(false);
  /** The row under the cursor. */
  private readonly currentKey = signal<number | null>(null);
  protected readonly current = computed(() => this.grid().rows.find(({ key }) => key === this.currentKey()) ?? null);
  /** Somebody saved it meanwhile: his record, and the two edits compared. */
  protected readonly meanwhile = signal<{ theirs: RecordSheetView; compared: ThreeWay } | null>(null);

  constructor() {
    const judged = toObservable(computed(() => (this.isEditing() ? this.grid() : null)));
    judged
      .pipe(
        filter((grid) => grid !== null),
        debounceTime(judgedAfter),
        // The next edit asks again; a judge that does not answer stops nobody.
        switchMap((grid) =>
          this.api.judge(marcOf(grid)).pipe(
            map(({ items }) => items),
            catchError((error: unknown) => {
              if (error instanceof HttpErrorResponse) return of([]);
              throw error;
            }),
          ),
        ),
        takeUntilDestroyed(inject(DestroyRef)),
      )
      .subscribe((items) => this.findings.set(items));
    effect(() => {
      this.number();
      untracked(() => {
        this.findings.set([]);
        this.told.set(null);
        this.refusedBy.set(null);
        this.meanwhile.set(null);
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
        const base = this.sheet();
        this.drafts.keep(this.number(), { base, history: historyOf(gridOf(base.marc)) });
        const title = base.marc.fields.findIndex(({ tag }) => tag === '200');
        this.focus(Math.max(0, title), 'text');
      },
      error: (error: unknown) => {
        const refusal = refusalOf(error);
        if (refusal?.code === 'record-locked') this.refusedBy.set(lockOf(refusal.facts));
        this.refuse(error);
      },
    });
  }

  protected save(reason: string): void {
    const draft = this.draft();
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

  /** Both edits put together are edited on, over the version saved meanwhile. */
  protected putTogether(choices: Readonly<Record<string, Side>>): void {
    const meanwhile = this.meanwhile();
    const draft = this.draft();
    if (!meanwhile || !draft) return;
    const grid = gridOf(meanwhile.compared.merged(choices));
    this.drafts.keep(this.number(), { base: meanwhile.theirs, history: edited(draft.history, grid, null) });
    this.meanwhile.set(null);
    this.told.set({ done: true, words: this.say('unimarc.putTogether') });
  }

  protected type(row: GridRow, column: Column, value: string): void {
    const rows = this.grid().rows.map((one) => (one.key === row.key ? { ...one, [column]: value } : one));
    this.change(rows, `${row.key} ${column}`);
  }

  protected typeLeader(leader: string): void {
    const draft = this.draft();
    if (!draft) return;
    const history = edited(draft.history, { ...draft.history.present, leader }, 'leader');
    this.drafts.keep(this.number(), { ...draft, history });
  }

  protected add(after: GridRow | null): void {
    const { rows } = this.grid();
    const at = after ? rows.findIndex(({ key }) => key === after.key) + 1 : rows.length;
    const key = Math.max(0, ...rows.map((row) => row.key)) + 1;
    this.change(rows.toSpliced(at, 0, { key, tag: '', ind1: '#', ind2: '#', text: '$a' }), null);
    this.focus(at, 'tag');
  }

  protected remove(row: GridRow): void {
    const { rows } = this.grid();
    const at = rows.findIndex(({ key }) => key === row.key);
    this.change(rows.toSpliced(at, 1), null);
    this.focus(Math.min(at, rows.length - 2), 'text');
  }

  protected undo(): void {
    const draft = this.draft();
    if (draft) this.drafts.keep(this.number(), { ...draft, history: undone(draft.history) });
  }

  protected redo(): void {
    const draft = this.draft();
    if (draft) this.drafts.keep(this.number(), { ...draft, history: redone(draft.history) });
  }

  protected of(row: GridRow) {
    return this.placed().filter((one) => one.row === row.key);
  }

  protected words(finding: FindingView): string {
    return finding.words[this.messages.language()];
  }

  protected enter(row: GridRow): void {
    this.currentKey.set(row.key);
  }

  /** Ctrl+S saves, Ctrl+Z undoes, wherever one is in the grid. */
  protected press(event: KeyboardEvent): void {
    if (!this.isEditing()) return;
    const key = event.key.toLowerCase();
    if (!event.ctrlKey && !event.metaKey) return;
    if (key === 's') this.save(this.reason()?.nativeElement.value ?? '');
    else if (key === 'y' || (key === 'z' && event.shiftKey)) this.redo();
    else if (key === 'z') this.undo();
    else return;
    event.preventDefault();
  }

  /** In a field: arrows go from row to row, Alt+Enter adds one, Escape leaves the grid for its buttons. */
  protected move(event: KeyboardEvent, row: GridRow, column: Column): void {
    const at = this.grid().rows.findIndex(({ key }) => key === row.key);
    const cell = event.target as HTMLInputElement | HTMLTextAreaElement;
    if (event.key === 'Enter') {
      event.preventDefault(); // a field is one line
      if (event.altKey) this.add(row);
      else this.focus(at + 1, column);
    } else if (event.key === 'ArrowUp' && (isOneLine(cell) || cell.selectionStart === 0)) {
      event.preventDefault();
      this.focus(at - 1, column);
    } else if (event.key === 'ArrowDown' && (isOneLine(cell) || cell.selectionEnd === cell.value.length)) {
      event.preventDefault();
      this.focus(at + 1, column);
    } else if (event.key === 'Escape') {
      event.preventDefault();
      this.element.nativeElement.querySelector<HTMLElement>('[data-save]')?.focus();
    }
  }

  private change(rows: readonly GridRow[], place: string | null): void {
    const draft = this.draft();
    if (!draft) return;
    const history = edited(draft.history, { ...draft.history.present, rows }, place);
    this.drafts.keep(this.number(), { ...draft, history });
  }

  private focus(row: number, column: Column): void {
    requestAnimationFrame(() => {
      const cell = this.element.nativeElement.querySelector<HTMLElement>(`[data-cell="${row} ${column}"]`);
      const instead = this.element.nativeElement.querySelector<HTMLElement>(`[data-cell="${row} text"]`);
      (cell ?? instead)?.focus();
    });
  }

  private compare(): void {
    this.api.record(this.number()).subscribe({
      next: (theirs) => {
        this.isBusy.set(false);
        const draft = this.draft();
        if (!draft) return;
        const mine = marcOf(draft.history.present);
        this.meanwhile.set({ theirs, compared: threeWay(draft.base.marc, mine, theirs.marc) });
      },
      error: (error: unknown) => this.refuse(error),
    });
  }

  private leave(): void {
    this.isBusy.set(false);
    this.drafts.drop(this.number());
    this.findings.set([]);
    this.meanwhile.set(null);
    // A lock that is not given back ends by itself.
    this.api.unlock(this.number()).subscribe({ error: () => undefined });
  }

  private refuse(error: unknown): void {
    this.isBusy.set(false);
    this.told.set({ done: false, words: whyNot(error, this.messages) });
  }
}

/** Whether what is typed stands on one line, where arrows up and down have nothing else to do. */
function isOneLine(cell: HTMLElement): boolean {
  return cell.scrollHeight < 2 * Number.parseFloat(getComputedStyle(cell).lineHeight);
}

/** Who holds the lock, as a refusal tells it. */
function lockOf(facts: Readonly<Record<string, unknown>> | undefined): EditingLockView | null {
  const { by, since, until } = facts ?? {};
  if (typeof by !== 'string' || typeof since !== 'number' || typeof until !== 'number') return null;
  return { by, since: new Date(since).toISOString(), until: new Date(until).toISOString() };
}
