import { Component, ElementRef, computed, inject, input, output } from '@angular/core';
import type { ItemTypeCode, PolicyMatrixView, PolicyView } from '../api/contract';
import { Messages } from '../messages/messages';
import { Icon } from '../ui/icon';
import { itemTypeWords } from './rule-words';

/** A place of the matrix. */
export interface Place {
  readonly category: string;
  readonly itemType: ItemTypeCode;
}

type Cell = Place & { readonly policy: PolicyView; readonly exceptions: number; readonly isOwn: boolean };

/** The loan terms in force for each kind of document and of reader; arrows go from one place to the next, Enter opens it. */
@Component({
  selector: 'app-rule-matrix',
  imports: [Icon],
  templateUrl: './rule-matrix.html',
  styleUrl: './rule-matrix.scss',
})
export class RuleMatrix {
  private readonly messages = inject(Messages);
  private readonly host = inject<ElementRef<HTMLElement>>(ElementRef);

  readonly matrix = input.required<PolicyMatrixView>();
  readonly selected = input<Place | null>(null);
  readonly chosen = output<Place>();

  protected readonly say = this.messages.say;
  protected readonly sayCount = this.messages.sayCount;
  protected readonly typeWords = itemTypeWords;
  protected readonly rows = computed(() => rowsOf(this.matrix()));

  protected isSelected({ category, itemType }: Place): boolean {
    const selected = this.selected();
    return selected?.category === category && selected.itemType === itemType;
  }

  /** One place alone is reached by Tab: the open one, else the first. */
  protected tabIndex(place: Place, isFirst: boolean): 0 | -1 {
    return (this.selected() ? this.isSelected(place) : isFirst) ? 0 : -1;
  }

  protected move(event: KeyboardEvent, row: number, column: number): void {
    const to = stepTo(event.key, row, column, this.rows().length, this.matrix().categories.length);
    if (!to) return;
    event.preventDefault();
    this.focus(`${to.row}-${to.column}`);
  }

  /** Puts the focus back on the place that is open. */
  focusSelected(): void {
    this.host.nativeElement.querySelector<HTMLElement>('[aria-pressed=true]')?.focus();
  }

  private focus(at: string): void {
    this.host.nativeElement.querySelector<HTMLElement>(`[data-at="${at}"]`)?.focus();
  }
}

/** Where an arrow, Home or End leads from one place; null when it leads nowhere. */
export function stepTo(
  key: string,
  row: number,
  column: number,
  rows: number,
  columns: number,
): { readonly row: number; readonly column: number } | null {
  const steps: Readonly<Record<string, readonly [number, number]>> = {
    ArrowUp: [row - 1, column],
    ArrowDown: [row + 1, column],
    ArrowLeft: [row, column - 1],
    ArrowRight: [row, column + 1],
    Home: [row, 0],
    End: [row, columns - 1],
  };
  const [toRow, toColumn] = steps[key] ?? [-1, -1];
  if (toRow < 0 || toColumn < 0 || toRow >= rows || toColumn >= columns) return null;
  return { row: toRow, column: toColumn };
}

/** The matrix line by line: a kind of document, then each kind of reader. */
export function rowsOf({ itemTypes, categories, policies, cells }: PolicyMatrixView): {
  itemType: ItemTypeCode;
  cells: Cell[];
}[] {
  const rowById = new Map(policies.map((policy) => [policy.id, policy]));
  return itemTypes.map((itemType) => ({
    itemType,
    cells: categories.flatMap(({ code: category }) => {
      const cell = cells.find((one) => one.category === category && one.itemType === itemType);
      const policy = cell && rowById.get(cell.policy);
      if (!policy) return [];
      return [{ category, itemType, policy, exceptions: cell.elsewhere.length, isOwn: policy.library !== null }];
    }),
  }));
}
