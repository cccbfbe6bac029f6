import { Component, computed, inject, linkedSignal, signal } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { RouterLink } from '@angular/router';
import type { ResourceLinkView } from '../api/contract';
import { ActResult, type Told } from '../catalogue/act-result';
import { Messages } from '../messages/messages';
import { runsReaders } from '../session/roles';
import { Session } from '../session/session';
import { Failure } from '../ui/failure';
import { Loading } from '../ui/loading';
import { readResource } from '../ui/read-resource';
import { DigitalApi } from './digital-api';
import { whyNotDigital } from './digital-refusals';
import { DigitalTabs } from './digital-tabs';

/** Links that are likely and wait for somebody to say so, a page of them at a time. */
@Component({
  selector: 'app-link-proposals',
  imports: [ActResult, DigitalTabs, Failure, Loading, MatButton, RouterLink],
  template: `
    <h1 tabindex="-1">{{ say('digital.proposals') }}</h1>
    <app-digital-tabs />
    <p>{{ say('digital.proposalsLead') }}</p>
    <app-act-result [told]="told()" />
    @if (lines(); as list) {
      @if (list.length > 0) {
        <div class="table-frame" role="region" tabindex="0" [attr.aria-label]="say('digital.proposals')">
          <table class="data">
            <caption class="cdk-visually-hidden">
              {{
                say('digital.proposalsCaption')
              }}
            </caption>
            <thead>
              <tr>
                <th scope="col">{{ say('digital.resource') }}</th>
                <th scope="col">{{ say('digital.print') }}</th>
                <th scope="col">{{ say('digital.evidence') }}</th>
                <th scope="col">{{ say('digital.decision') }}</th>
              </tr>
            </thead>
            <tbody>
              @for (line of list; track line.resource + line.record) {
                <tr data-testid="proposal-row" [attr.data-code]="line.record">
                  <th scope="row">
                    <a [routerLink]="['/catalogue/numerique', line.resource]">{{ line.resourceTitle }}</a>
                  </th>
                  <td>
                    <a [routerLink]="['/catalogue/notices', line.record]">{{ line.recordTitle || line.record }}</a>
                  </td>
                  <td>{{ line.evidence }}</td>
                  <td>
                    @if (mayEdit()) {
                      <button mat-stroked-button type="button" [disabled]="isBusy()" (click)="decide(line, 'LINKED')">
                        {{ say('digital.confirm') }}<span class="cdk-visually-hidden">{{ line.resourceTitle }}</span>
                      </button>
                      <button mat-button type="button" [disabled]="isBusy()" (click)="decide(line, 'REFUSED')">
                        {{ say('digital.refuse') }}<span class="cdk-visually-hidden">{{ line.resourceTitle }}</span>
                      </button>
                    }
                  </td>
                </tr>
              }
            </tbody>
          </table>
        </div>
      } @else {
        <p class="empty">{{ say('digital.noProposal') }}</p>
      }
    } @else if (found.error()) {
      <app-failure what="digital.proposalsFailure" [error]="found.error()" (retry)="found.reload()" />
    } @else {
      <app-loading />
    }
  `,
})
export class LinkProposals {
  private readonly api = inject(DigitalApi);
  private readonly messages = inject(Messages);
  private readonly session = inject(Session);

  protected readonly say = this.messages.say;
  protected readonly found = readResource({ stream: () => this.api.proposals(0) });
  protected readonly lines = linkedSignal(() => (this.found.hasValue() ? this.found.value().items : null));
  protected readonly mayEdit = computed(() => {
    const role = this.session.user()?.role;
    return role !== undefined && runsReaders(role);
  });
  protected readonly told = signal<Told | null>(null);
  protected readonly isBusy = signal(false);

  protected decide(line: ResourceLinkView, state: 'LINKED' | 'REFUSED'): void {
    if (this.isBusy()) return;
    this.isBusy.set(true);
    this.told.set(null);
    this.api.link(line.resource, line.record, state).subscribe({
      next: () => {
        this.isBusy.set(false);
        const words = state === 'LINKED' ? 'digital.linkedTo' : 'digital.unlinkedFrom';
        this.told.set({ done: true, words: this.say(words, { number: line.record }) });
        const left = this.lines()?.filter((one) => one !== line) ?? [];
        this.lines.set(left);
        if (left.length === 0) this.found.reload(); // what waits behind this page
      },
      error: (error: unknown) => {
        this.isBusy.set(false);
        this.told.set({ done: false, words: whyNotDigital(error, this.messages) });
      },
    });
  }
}
