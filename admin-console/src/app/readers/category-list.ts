import { Component, type ElementRef, computed, inject, signal, viewChild } from '@angular/core';
import { MatButton } from '@angular/material/button';
import type { PatronCategoryView } from '../api/contract';
import { Messages } from '../messages/messages';
import { Failure } from '../ui/failure';
import { Loading } from '../ui/loading';
import { readResource } from '../ui/read-resource';
import { ActReport } from './act-report';
import { Acting } from './acting';
import { categoryKindWords } from './reader-words';
import { ReadersApi } from './readers-api';

const kinds = ['PERSON', 'CHILD', 'COLLECTIVE', 'LIBRARY', 'STAFF'] as const;

/** The kinds of reader of the network, with their ages and how long a membership lasts; one is added or changed. */
@Component({
  selector: 'app-category-list',
  imports: [ActReport, Failure, Loading, MatButton],
  templateUrl: './category-list.html',
  styleUrl: './reader-tab.scss',
})
export class CategoryList {
  private readonly api = inject(ReadersApi);
  private readonly messages = inject(Messages);
  private readonly form = viewChild<ElementRef<HTMLFormElement>>('form');

  protected readonly say = this.messages.say;
  protected readonly sayCount = this.messages.sayCount;
  protected readonly kinds = kinds;
  protected readonly kindWords = categoryKindWords;
  protected readonly acting = new Acting(this.say);
  protected readonly categories = readResource({ stream: () => this.api.categories() });
  protected readonly list = computed(() => (this.categories.hasValue() ? this.categories.value() : null));
  /** The category being changed; null for one to add. */
  protected readonly edited = signal<PatronCategoryView | null>(null);

  protected ages({ minAge, maxAge }: PatronCategoryView): string {
    if (minAge === null && maxAge === null) return this.say('readers.anyAge');
    if (maxAge === null) return this.say('readers.ageFrom', { min: minAge! });
    return minAge === null
      ? this.say('readers.ageTo', { max: maxAge })
      : this.say('readers.ageBetween', { min: minAge, max: maxAge });
  }

  protected edit(category: PatronCategoryView | null): void {
    this.edited.set(category);
    setTimeout(() => this.form()?.nativeElement.querySelector<HTMLElement>('input')?.focus());
  }

  protected save(event: Event): void {
    event.preventDefault();
    const said = new FormData(this.form()?.nativeElement);
    const text = (name: string) => String(said.get(name) ?? '').trim();
    const age = (name: string) => (text(name) === '' ? null : Number(text(name)));
    const category: PatronCategoryView = {
      code: this.edited()?.code ?? text('code').toUpperCase(),
      label: text('label'),
      kind: kinds.find((kind) => kind === text('kind')) ?? 'PERSON',
      membershipMonths: Number(text('months')),
      minAge: age('minAge'),
      maxAge: age('maxAge'),
    };
    const { code, label, membershipMonths } = category;
    if (code === '' || label === '' || !(membershipMonths >= 1)) {
      return this.acting.refuse(this.say('readers.categoryMissing'));
    }
    const asked = this.edited() ? this.api.changeCategory(category) : this.api.addCategory(category);
    this.acting.run(asked, () => this.say('readers.categorySaved', { label }), {
      then: () => {
        this.edited.set(null);
        this.form()?.nativeElement.reset();
        this.categories.reload();
      },
    });
  }
}
