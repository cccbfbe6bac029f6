import { Component, computed, inject, input } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { Router } from '@angular/router';
import { Messages } from '../messages/messages';
import { type Paging, pageCount, pageSizes } from './paging';

/** Under a list that the server cuts in pages: which one this is, those around it, and how long they are. */
@Component({
  selector: 'app-pager',
  imports: [MatButton],
  template: `
    <nav [attr.aria-label]="say('pager.label')">
      <button mat-stroked-button type="button" [disabled]="paging().page <= 1" (click)="go(paging().page - 1)">
        {{ say('pager.previous') }}
      </button>
      <span role="status">{{ say('pager.page', { page: figure(paging().page), pages: figure(pages()) }) }}</span>
      <button mat-stroked-button type="button" [disabled]="paging().page >= pages()" (click)="go(paging().page + 1)">
        {{ say('pager.next') }}
      </button>
      <label>
        {{ say('pager.size') }}
        <select #lines (change)="resize(lines.value)">
          @for (size of sizes; track size) {
            <option [value]="size" [selected]="size === paging().size">{{ size }}</option>
          }
        </select>
      </label>
    </nav>
  `,
  styles: `
    nav {
      display: flex;
      flex-wrap: wrap;
      align-items: center;
      gap: 8px 16px;
      margin-block-start: 16px;
    }
    select {
      min-block-size: 36px;
      border: 1px solid var(--app-field);
      border-radius: 6px;
      background: var(--app-ground);
      color: inherit;
      font: inherit;
    }
  `,
})
export class Pager {
  private readonly router = inject(Router);
  private readonly messages = inject(Messages);

  readonly paging = input.required<Paging>();
  /** Lines of the whole list. */
  readonly total = input.required<number>();

  protected readonly say = this.messages.say;
  protected readonly figure = this.messages.figure;
  protected readonly sizes = [...pageSizes].sort((a, b) => a - b);
  protected readonly pages = computed(() => pageCount(this.total(), this.paging().size));

  protected go(page: number): void {
    this.show({ page: page === 1 ? null : String(page) });
  }

  protected resize(lines: string): void {
    this.show({ lignes: lines === String(pageSizes[0]) ? null : lines, page: null });
  }

  private show(queryParams: Record<string, string | null>): void {
    void this.router.navigate([], { queryParams, queryParamsHandling: 'merge' });
  }
}
