import { Component, computed, inject } from '@angular/core';
import { RouterLink } from '@angular/router';
import { followReloads } from '../live/follow-reloads';
import { Messages } from '../messages/messages';
import { Failure } from '../ui/failure';
import { Loading } from '../ui/loading';
import { readResource } from '../ui/read-resource';
import { RegistryApi } from './registry-api';

/** The profiles made for a family of terminals: what each changes, and how many devices speak by it. */
@Component({
  selector: 'app-profile-list',
  imports: [Failure, Loading, RouterLink],
  template: `
    <h1 tabindex="-1">{{ say('profiles.title') }}</h1>
    <p class="lead">{{ say('profiles.lead') }}</p>
    @if (list(); as items) {
      <div class="table-frame" role="region" tabindex="0" [attr.aria-label]="say('profiles.title')">
        <table class="data">
          <caption class="cdk-visually-hidden">
            {{
              say('profiles.caption')
            }}
          </caption>
          <thead>
            <tr>
              <th scope="col">{{ say('profiles.profile') }}</th>
              <th scope="col" class="number">{{ say('profiles.differences') }}</th>
              <th scope="col" class="number">{{ say('profiles.devices') }}</th>
            </tr>
          </thead>
          <tbody>
            @for (profile of items; track profile.name) {
              <tr data-testid="profile-row" [attr.data-code]="profile.name">
                <th scope="row">
                  <a [routerLink]="['/connexions/profils', profile.name]">{{ told(profile.title) }}</a>
                </th>
                <td class="number">{{ figure(count(profile.differences)) }}</td>
                <td class="number">{{ figure(users().get(profile.name) ?? 0) }}</td>
              </tr>
            }
          </tbody>
        </table>
      </div>
    } @else if (profiles.error() ?? devices.error()) {
      <app-failure what="profiles.failure" [error]="profiles.error() ?? devices.error()" (retry)="again()" />
    } @else {
      <app-loading />
    }
  `,
  styleUrl: '../steering/steering.scss',
})
export class ProfileList {
  private readonly api = inject(RegistryApi);
  private readonly messages = inject(Messages);

  protected readonly say = this.messages.say;
  protected readonly told = this.messages.told;
  protected readonly figure = this.messages.figure;
  protected readonly profiles = readResource({ stream: () => this.api.profiles() });
  protected readonly devices = readResource({ stream: () => this.api.devices() });
  protected readonly list = computed(() =>
    this.profiles.hasValue() && this.devices.hasValue() ? this.profiles.value().items : null,
  );
  /** How many devices speak by each. */
  protected readonly users = computed(() => {
    const devices = this.devices.hasValue() ? this.devices.value().items : [];
    const counts = new Map<string, number>();
    for (const { readyProfile } of devices) counts.set(readyProfile, (counts.get(readyProfile) ?? 0) + 1);
    return counts;
  });

  constructor() {
    followReloads(this.devices);
  }

  protected count(differences: object): number {
    return Object.keys(differences).length;
  }

  protected again(): void {
    this.profiles.reload();
    this.devices.reload();
  }
}
