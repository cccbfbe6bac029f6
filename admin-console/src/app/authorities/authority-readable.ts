import { Component, computed, inject, input } from '@angular/core';
import type { AuthorityView } from '../api/contract';
import { Messages } from '../messages/messages';
import { identifierPage, relationWords } from './authority-words';

/** An authority in plain words: what else it is called, what it is related to, its numbers elsewhere, its notes. */
@Component({
  selector: 'app-authority-readable',
  template: `
    <dl>
      @for (group of groups(); track group.word) {
        <dt>{{ say(group.word) }}</dt>
        <dd>
          @for (name of group.names; track $index) {
            <p>
              {{ name.heading }}
              @if (name.identifier) {
                <span class="code">{{ name.identifier }}</span>
              }
            </p>
          }
        </dd>
      }
      <dt>{{ say('authority.identifiers') }}</dt>
      <dd>
        @for (identifier of identifiers(); track identifier.scheme + identifier.value) {
          <p>
            {{ identifier.scheme }}
            @if (identifier.page; as page) {
              <a [href]="page" target="_blank" rel="noopener noreferrer">{{ identifier.value }}</a>
              {{ say('links.newTab') }}
            } @else {
              {{ identifier.value }}
            }
          </p>
        } @empty {
          {{ say('authority.noIdentifier') }}
        }
      </dd>
      @for (note of notes(); track $index) {
        <dt>{{ say('authority.note') }}</dt>
        <dd>{{ note }}</dd>
      }
      <dt>{{ say('authority.source') }}</dt>
      <dd>{{ sheet().source }}</dd>
    </dl>
    @if (groups().length === 0) {
      <p class="empty">{{ say('authority.onlyHeading') }}</p>
    }
  `,
  styleUrl: '../catalogue/record/page.scss',
  styles: 'dd p { margin: 0; }',
})
export class AuthorityReadable {
  readonly sheet = input.required<AuthorityView>();

  protected readonly say = inject(Messages).say;
  protected readonly groups = computed(() => {
    const { names } = this.sheet();
    return (Object.keys(relationWords) as (keyof typeof relationWords)[])
      .map((relation) => ({
        word: relationWords[relation],
        names: names.filter((name) => name.relation === relation),
      }))
      .filter((group) => group.names.length > 0);
  });
  protected readonly identifiers = computed(() =>
    this.sheet()
      .identifiers.filter(({ scheme }) => scheme !== 'LOCAL')
      .map((identifier) => ({ ...identifier, page: identifierPage(identifier) })),
  );
  /** Notes for cataloguers and for the public (3--). */
  protected readonly notes = computed(() =>
    this.sheet().marc.fields.flatMap((field) =>
      field.tag.startsWith('3') && 'subfields' in field
        ? field.subfields.filter(({ code }) => code === 'a').map(({ value }) => value)
        : [],
    ),
  );
}
