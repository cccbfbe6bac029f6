import { Component, computed, inject, input, linkedSignal, signal } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { MatFormField, MatLabel } from '@angular/material/form-field';
import { MatInput } from '@angular/material/input';
import { MatOption, MatSelect } from '@angular/material/select';
import { Router } from '@angular/router';
import type { ItemTypeCode, ReturnView, SortRuleView } from '../api/contract';
import { ActResult } from '../catalogue/act-result';
import { CatalogueTables } from '../catalogue/catalogue-tables';
import { ConnectionActs } from '../connections/connection-acts';
import { LibraryNames } from '../flow/library-names';
import { Messages } from '../messages/messages';
import { Post } from '../post/post';
import { editsSorters } from '../session/connection-roles';
import { Session } from '../session/session';
import { Failure } from '../ui/failure';
import { Icon } from '../ui/icon';
import { Loading } from '../ui/loading';
import { readResource } from '../ui/read-resource';
import { type Names, conditionsText, routingWords, routings } from './sort-words';
import { SortersApi } from './sorters-api';

interface Draft {
  readonly bin: string;
  readonly routing: readonly ReturnView['routing'][];
  readonly destination: readonly string[];
  readonly itemType: readonly ItemTypeCode[];
  readonly location: string;
}
const blank: Draft = { bin: '', routing: [], destination: [], itemType: [], location: '' };

/** Where the sorter of a library puts what comes back: its rules in their order, and where one document would go now. */
@Component({
  selector: 'app-sorters',
  imports: [ActResult, Failure, Icon, Loading, MatButton, MatFormField, MatInput, MatLabel, MatOption, MatSelect],
  providers: [CatalogueTables, ConnectionActs, LibraryNames],
  templateUrl: './sorters.html',
  styleUrls: ['../steering/steering.scss', './sorters.scss'],
})
export class Sorters {
  private readonly api = inject(SortersApi);
  private readonly router = inject(Router);
  private readonly messages = inject(Messages);
  private readonly session = inject(Session);
  private readonly post = inject(Post);

  /** Query parameter: the library. */
  readonly bibliotheque = input<string>();

  protected readonly acts = inject(ConnectionActs);
  protected readonly names = inject(LibraryNames);
  protected readonly tables = inject(CatalogueTables);
  protected readonly say = this.messages.say;
  protected readonly routings = routings;
  protected readonly routingWords = routingWords;
  /** That of the address, of this workstation, or the first. */
  protected readonly library = computed(() => {
    const codes = this.names.all().map(({ code }) => code);
    return [this.bibliotheque(), this.post.library()].find((code) => code && codes.includes(code)) ?? codes[0] ?? null;
  });
  protected readonly bins = readResource({
    params: () => this.library() ?? undefined,
    stream: ({ params }) => this.api.bins(params),
  });
  /** The list on the screen, as it will be once it is saved; null while it is awaited. */
  protected readonly rules = linkedSignal<readonly SortRuleView[] | null>(() =>
    this.bins.hasValue() ? this.bins.value().rules : null,
  );
  protected readonly isChanged = computed(
    () => this.bins.hasValue() && JSON.stringify(this.bins.value().rules) !== JSON.stringify(this.rules()),
  );
  protected readonly draft = signal<Draft | null>(null);
  protected readonly item = signal('');
  protected readonly result = signal<ReturnView | null>(null);
  protected readonly mayEdit = computed(() => {
    const user = this.session.user();
    return user !== null && editsSorters(user.role) && (user.library === null || user.library === this.library());
  });

  protected conditions(rule: SortRuleView): string {
    const said: Names = {
      library: this.names.name,
      type: (code) => this.tables.types().find((type) => type.code === code)?.word ?? code,
    };
    return conditionsText(rule, this.messages, said);
  }

  protected look(library: string): void {
    this.result.set(null);
    void this.router.navigate([], { queryParams: { bibliotheque: library }, queryParamsHandling: 'merge' });
  }

  protected move(place: number, by: -1 | 1): void {
    this.rules.update((rules) => {
      const moved = [...(rules ?? [])];
      const [rule] = moved.splice(place, 1);
      moved.splice(place + by, 0, rule!);
      return moved;
    });
  }

  protected remove(place: number): void {
    this.rules.update((rules) => (rules ?? []).filter((_, at) => at !== place));
  }

  protected add(): void {
    this.draft.set(blank);
  }

  protected fill(change: Partial<Draft>): void {
    this.draft.update((draft) => draft && { ...draft, ...change });
  }

  /** Puts the rule of the form at the end of the list. */
  protected place(): void {
    const draft = this.draft();
    if (!draft) return;
    if (draft.bin.trim() === '') return this.acts.told.set({ done: false, words: this.say('sorters.binMissing') });
    const { routing, destination, itemType } = draft;
    const location = draft.location.trim();
    const when = {
      ...(routing.length > 0 && { routing }),
      ...(destination.length > 0 && { destination }),
      ...(itemType.length > 0 && { itemType }),
      ...(location && { location }),
    };
    this.rules.update((rules) => [...(rules ?? []), { bin: draft.bin.trim(), when }]);
    this.draft.set(null);
    this.acts.told.set(null);
  }

  protected save(): void {
    const [library, rules] = [this.library(), this.rules()];
    if (!library || !rules) return;
    this.acts.run(this.api.save(library, rules), (saved) => {
      this.bins.set(saved);
      return this.say('sorters.saved');
    });
  }

  protected forget(): void {
    this.rules.set(this.bins.hasValue() ? this.bins.value().rules : null);
  }

  protected tryIt(): void {
    const [library, item] = [this.library(), this.item().trim()];
    if (!library || item === '') return;
    this.result.set(null);
    this.acts.run(this.api.dryRun(library, item), (result) => {
      this.result.set(result);
      return null;
    });
  }
}
