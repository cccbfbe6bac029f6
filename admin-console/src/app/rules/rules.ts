import { Component, type ElementRef, computed, inject, input, signal, viewChild } from '@angular/core';
import { MatFormField, MatLabel } from '@angular/material/form-field';
import { MatInput } from '@angular/material/input';
import { Router } from '@angular/router';
import { LibrariesApi } from '../libraries/libraries-api';
import { followReloads } from '../live/follow-reloads';
import type { MessageKey } from '../messages/catalogue';
import { Messages } from '../messages/messages';
import { circulates } from '../session/roles';
import { Session } from '../session/session';
import { editsRules } from '../session/steering-roles';
import { Failure } from '../ui/failure';
import { Icon } from '../ui/icon';
import { Loading } from '../ui/loading';
import { readResource } from '../ui/read-resource';
import { type Place, RuleMatrix } from './rule-matrix';
import { ruleNames } from './rule-names';
import { RulePanel } from './rule-panel';
import { RuleTrial } from './rule-trial';
import { RulesApi } from './rules-api';

/** The rules of the network in one matrix, one place of it in detail, and what would happen for somebody. */
@Component({
  selector: 'app-rules',
  imports: [Failure, Icon, Loading, MatFormField, MatInput, MatLabel, RuleMatrix, RulePanel, RuleTrial],
  templateUrl: './rules.html',
  styleUrls: ['../steering/steering.scss', './rules.scss'],
})
export class Rules {
  private readonly api = inject(RulesApi);
  private readonly librariesApi = inject(LibrariesApi);
  private readonly router = inject(Router);
  private readonly messages = inject(Messages);
  private readonly session = inject(Session);
  private readonly table = viewChild(RuleMatrix);
  private readonly result = viewChild<ElementRef<HTMLElement>>('result');

  /** Query parameters: the library looked at, the place that is open. */
  readonly bibliotheque = input<string>();
  readonly lecteur = input<string>();
  readonly document = input<string>();

  protected readonly say = this.messages.say;
  protected readonly sayCount = this.messages.sayCount;
  protected readonly told = signal<MessageKey | null>(null);
  protected readonly matrix = readResource({
    params: () => ({ library: this.bibliotheque() ?? null }),
    stream: ({ params }) => this.api.matrix(params.library),
  });
  private readonly libraryList = readResource({ stream: () => this.librariesApi.list() });
  protected readonly libraries = computed(() => (this.libraryList.hasValue() ? this.libraryList.value().items : []));
  protected readonly shown = computed(() => (this.matrix.hasValue() ? this.matrix.value() : null));
  protected readonly names = computed(() => {
    const matrix = this.shown();
    return matrix && ruleNames(this.messages, matrix, this.libraries());
  });
  protected readonly mayEdit = computed(() => this.may(editsRules));
  protected readonly mayTry = computed(() => this.may(circulates));
  /** The place of the address, when there is such a one. */
  protected readonly place = computed<Place | null>(() => {
    const cell = this.shown()?.cells.find(
      ({ category, itemType }) => category === this.lecteur() && itemType === this.document(),
    );
    return cell ? { category: cell.category, itemType: cell.itemType } : null;
  });

  constructor() {
    followReloads(this.matrix);
  }

  protected look(library: string): void {
    this.told.set(null);
    this.show({ bibliotheque: library || null });
  }

  protected open({ category, itemType }: Place): void {
    this.told.set(null);
    this.show({ lecteur: category, document: itemType });
  }

  protected close(): void {
    this.table()?.focusSelected();
    this.show({ lecteur: null, document: null });
  }

  protected finish(sentence: MessageKey): void {
    this.told.set(sentence);
    this.matrix.reload();
    this.result()?.nativeElement.focus();
  }

  private may(does: typeof editsRules): boolean {
    const role = this.session.user()?.role;
    return role !== undefined && does(role);
  }

  private show(queryParams: Record<string, string | null>): void {
    void this.router.navigate([], { queryParams, queryParamsHandling: 'merge' });
  }
}
