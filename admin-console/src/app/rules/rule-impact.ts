import { Component, computed, inject, input } from '@angular/core';
import type { PolicyImpactView } from '../api/contract';
import { Messages } from '../messages/messages';
import type { RuleNames } from './rule-names';
import { itemTypeWords, termValue, termWord } from './rule-words';

type Place = PolicyImpactView['places'][number];

/** What a change of the rules would do: documents lent, readers beyond the limit, each place and what changes there. */
@Component({
  selector: 'app-rule-impact',
  template: `
    <h3>{{ say('rules.impact') }}</h3>
    @if (impact().places.length === 0) {
      <p>{{ say('rules.impactNone') }}</p>
    } @else {
      <p>{{ openLoans() > 0 ? sayCount('rules.impactLoans', openLoans()) : say('rules.impactNoLoans') }}</p>
      @if (impact().readersOver > 0) {
        <p>{{ sayCount('rules.impactOver', impact().readersOver) }}</p>
      }
      <div class="table-frame" role="region" tabindex="0" [attr.aria-label]="say('rules.impactPlaces')">
        <table class="data">
          <caption class="cdk-visually-hidden">
            {{
              say('rules.impactPlaces')
            }}
          </caption>
          <thead>
            <tr>
              <th scope="col">{{ say('rules.impactPlaces') }}</th>
              <th scope="col">{{ say('rules.impactWhere') }}</th>
              <th scope="col">{{ say('rules.impactChange') }}</th>
            </tr>
          </thead>
          <tbody>
            @for (place of impact().places; track $index) {
              <tr data-testid="impact-row">
                <th scope="row">{{ where(place) }}</th>
                <td>{{ libraries(place) }}</td>
                <td>
                  @for (change of changes(place); track change) {
                    <div>{{ change }}</div>
                  }
                </td>
              </tr>
            }
          </tbody>
        </table>
      </div>
    }
  `,
  styles: `
    .table-frame {
      max-block-size: 24rem;
      overflow: auto;
    }
    h3 {
      margin: 16px 0 8px;
      font-size: 1rem;
    }
    p {
      margin-block: 0 8px;
    }
  `,
})
export class RuleImpact {
  private readonly messages = inject(Messages);

  readonly impact = input.required<PolicyImpactView>();
  readonly names = input.required<RuleNames>();
  /** Of the whole network: what touches them all is said so. */
  readonly libraryCount = input.required<number>();

  protected readonly say = this.messages.say;
  protected readonly sayCount = this.messages.sayCount;
  protected readonly openLoans = computed(() =>
    this.impact().places.reduce((sum, { openLoans }) => sum + openLoans, 0),
  );

  protected where({ category, itemType }: Place): string {
    return `${this.say(itemTypeWords[itemType])} · ${this.names().category(category)}`;
  }

  protected libraries({ libraries }: Place): string {
    if (libraries.length === this.libraryCount()) return this.say('rules.wholeNetwork');
    if (libraries.length > 3) return this.sayCount('rules.libraries', libraries.length);
    return libraries.map(this.names().library).join(', ');
  }

  protected changes({ differences }: Place): string[] {
    return differences.map(({ term, before, after }) =>
      this.say('rules.change', {
        term: termWord(this.messages, term),
        before: termValue(this.messages, term, before),
        after: termValue(this.messages, term, after),
      }),
    );
  }
}
