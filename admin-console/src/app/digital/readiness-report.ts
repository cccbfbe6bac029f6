import { Component, computed, inject } from '@angular/core';
import { forkJoin } from 'rxjs';
import { Messages } from '../messages/messages';
import { Failure } from '../ui/failure';
import { Loading } from '../ui/loading';
import { readResource } from '../ui/read-resource';
import { DigitalApi } from './digital-api';
import { DigitalTabs } from './digital-tabs';
import { audienceWords } from './digital-words';

/** How many resources Gallica and Europeana would take, and what the others lack: before registering there. */
@Component({
  selector: 'app-readiness-report',
  imports: [DigitalTabs, Failure, Loading],
  template: `
    <h1 tabindex="-1">{{ say('digital.readiness') }}</h1>
    <app-digital-tabs />
    <p>{{ say('digital.readinessLead') }}</p>
    @if (reports(); as list) {
      @for (report of list; track report.partner) {
        <section data-testid="readiness" [attr.data-code]="report.partner">
          <h2>{{ say(audienceWords[report.partner]) }}</h2>
          <p>{{ say('digital.readyOf', { ready: figure(report.ready), resources: figure(report.resources) }) }}</p>
          @if (report.lacking.length > 0) {
            <div class="table-frame" role="region" tabindex="0" [attr.aria-label]="say(audienceWords[report.partner])">
              <table class="data">
                <caption class="cdk-visually-hidden">
                  {{
                    say('digital.lackingCaption')
                  }}
                </caption>
                <thead>
                  <tr>
                    <th scope="col">{{ say('digital.lacking') }}</th>
                    <th scope="col" class="number">{{ say('digital.resources') }}</th>
                  </tr>
                </thead>
                <tbody>
                  @for (line of report.lacking; track line.code) {
                    <tr>
                      <th scope="row">{{ line[language()] }}</th>
                      <td class="number">{{ figure(line.resources) }}</td>
                    </tr>
                  }
                </tbody>
              </table>
            </div>
          }
        </section>
      }
    } @else if (found.error()) {
      <app-failure what="digital.readinessFailure" [error]="found.error()" (retry)="found.reload()" />
    } @else {
      <app-loading />
    }
  `,
})
export class ReadinessReport {
  private readonly api = inject(DigitalApi);
  private readonly messages = inject(Messages);

  protected readonly say = this.messages.say;
  protected readonly figure = this.messages.figure;
  protected readonly language = this.messages.language;
  protected readonly audienceWords = audienceWords;
  protected readonly found = readResource({
    stream: () => forkJoin([this.api.readinessOfAll('gallica'), this.api.readinessOfAll('europeana')]),
  });
  protected readonly reports = computed(() => (this.found.hasValue() ? this.found.value() : null));
}
