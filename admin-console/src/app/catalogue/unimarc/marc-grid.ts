import { Component, ElementRef, computed, inject, input, output, signal } from '@angular/core';
import type { FindingView, HeadingProposalView } from '../../api/contract';
import { Messages } from '../../messages/messages';
import { Icon } from '../../ui/icon';
import { CatalogueTables } from '../catalogue-tables';
import { FieldHelper } from './field-helper';
import { type Grid, type GridRow, isControl, placeFindings, textOf } from './grid';
import { HeadingLookUp, isLinkable } from './heading-look-up';
import { HeadingProposals } from './heading-proposals';

type Column = 'tag' | 'ind1' | 'ind2' | 'text';

/** What became of the grid, and where: edits at one place on end are one step; null: a step of its own. */
export interface GridEdit {
  readonly grid: Grid;
  readonly place: string | null;
}

/** The fields of a record, read or edited by keyboard, with what is wrong and which authorities there are beside each. */
@Component({
  selector: 'app-marc-grid',
  imports: [FieldHelper, HeadingProposals, Icon],
  templateUrl: './marc-grid.html',
  styleUrls: ['../record/page.scss', './marc-grid.scss'],
})
export class MarcGrid {
  private readonly messages = inject(Messages);
  private readonly element = inject<ElementRef<HTMLElement>>(ElementRef);
  private readonly lookUp = new HeadingLookUp();
  protected readonly tables = inject(CatalogueTables);

  readonly grid = input.required<Grid>();
  readonly isEditing = input.required<boolean>();
  readonly findings = input.required<readonly FindingView[]>();
  /** Whether authorities are proposed for its headings. */
  readonly looksUp = input(false);
  readonly edited = output<GridEdit>();
  /** Escape: out of the grid, to its buttons. */
  readonly left = output();

  protected readonly say = this.messages.say;
  protected readonly isControl = isControl;
  /** The number and the date of a record are the server's to write. */
  protected readonly isServers = (tag: string): boolean => tag === '001' || tag === '005';
  private readonly placed = computed(() => placeFindings(this.grid().rows, this.findings()));
  protected readonly general = computed(() => this.placed().filter(({ row }) => row === null));
  /** The row under the cursor. */
  private readonly currentKey = signal<number | null>(null);
  protected readonly current = computed(() => this.grid().rows.find(({ key }) => key === this.currentKey()) ?? null);
  protected readonly proposals = this.lookUp.proposals;
  protected readonly active = this.lookUp.active;
  /** The heading that was linked last. */
  private readonly linked = signal<string | null>(null);
  protected readonly lookUpSaid = computed(() => {
    const linked = this.linked();
    if (linked !== null) return this.say('unimarc.linkedTo', { heading: linked });
    const count = this.lookUp.count();
    return count === null ? '' : this.messages.sayCount('unimarc.proposed', count);
  });

  /** Puts the cursor in the first field of this tag, else in the first of all. */
  focusField(tag: string): void {
    this.focus(
      Math.max(
        0,
        this.grid().rows.findIndex((row) => row.tag === tag),
      ),
      'text',
    );
  }

  /** Adds a field after the one under the cursor, else at the end. */
  add(after: GridRow | null = this.current()): void {
    const { rows } = this.grid();
    const at = after ? rows.findIndex(({ key }) => key === after.key) + 1 : rows.length;
    const key = Math.max(0, ...rows.map((row) => row.key)) + 1;
    this.change(rows.toSpliced(at, 0, { key, tag: '', ind1: '#', ind2: '#', text: '$a' }), null);
    this.focus(at, 'tag');
  }

  protected type(row: GridRow, column: Column, value: string): void {
    const typed = { ...row, [column]: value };
    this.change(
      this.grid().rows.map((one) => (one.key === row.key ? typed : one)),
      `${row.key} ${column}`,
    );
    this.linked.set(null);
    if (column === 'text' && this.looksUpIn(row)) this.lookUp.ask(typed);
  }

  protected typeLeader(leader: string): void {
    this.edited.emit({ grid: { ...this.grid(), leader }, place: 'leader' });
  }

  protected remove(row: GridRow): void {
    const { rows } = this.grid();
    const at = rows.findIndex(({ key }) => key === row.key);
    this.change(rows.toSpliced(at, 1), null);
    this.focus(Math.min(at, rows.length - 2), 'text');
  }

  /** The heading of an authority, in the place of what was typed: its number in $3, its words. */
  protected link(row: GridRow, { field, heading }: HeadingProposalView): void {
    if (!('subfields' in field)) return;
    const text = textOf(field.subfields);
    this.lookUp.close();
    this.change(
      this.grid().rows.map((one) => (one.key === row.key ? { ...one, text } : one)),
      null,
    );
    this.linked.set(heading);
  }

  protected looksUpIn(row: GridRow): boolean {
    return this.looksUp() && isLinkable(row.tag);
  }

  protected isProposed(row: GridRow): boolean {
    return this.lookUp.row() === row.key;
  }

  protected of(row: GridRow) {
    return this.placed().filter((one) => one.row === row.key);
  }

  protected words(finding: FindingView): string {
    return finding.words[this.messages.language()];
  }

  protected enter(row: GridRow): void {
    if (this.currentKey() !== row.key) this.lookUp.close();
    this.currentKey.set(row.key);
  }

  /** In a field: arrows go from row to row, Alt+Enter adds one, Escape leaves the grid for its buttons. */
  protected move(event: KeyboardEvent, row: GridRow, column: Column): void {
    if (column === 'text' && this.choose(event, row)) return event.preventDefault();
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
      this.left.emit();
    }
  }

  /** In a heading: Alt+down asks for authorities; in their list, arrows move, Enter takes, Escape closes. Whether the key was for it. */
  private choose({ key, altKey }: KeyboardEvent, row: GridRow): boolean {
    if (altKey && key === 'ArrowDown' && this.looksUpIn(row)) {
      this.lookUp.ask(row);
      return true;
    }
    if (!this.isProposed(row) || altKey) return false;
    const chosen = this.proposals()[this.active()];
    if (key === 'ArrowDown') this.lookUp.move(1);
    else if (key === 'ArrowUp') this.lookUp.move(-1);
    else if (key === 'Enter' && chosen) this.link(row, chosen);
    else if (key === 'Escape') this.lookUp.close();
    else return false;
    return true;
  }

  private change(rows: readonly GridRow[], place: string | null): void {
    this.edited.emit({ grid: { ...this.grid(), rows }, place });
  }

  private focus(row: number, column: Column): void {
    requestAnimationFrame(() => {
      const cell = this.element.nativeElement.querySelector<HTMLElement>(`[data-cell="${row} ${column}"]`);
      const instead = this.element.nativeElement.querySelector<HTMLElement>(`[data-cell="${row} text"]`);
      (cell ?? instead)?.focus();
    });
  }
}

/** Whether what is typed stands on one line, where arrows up and down have nothing else to do. */
function isOneLine(cell: HTMLElement): boolean {
  return cell.scrollHeight < 2 * Number.parseFloat(getComputedStyle(cell).lineHeight);
}
