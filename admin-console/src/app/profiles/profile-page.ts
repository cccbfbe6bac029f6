import { Component, computed, inject, input } from '@angular/core';
import { RouterLink } from '@angular/router';
import { Messages } from '../messages/messages';
import { Failure } from '../ui/failure';
import { Icon } from '../ui/icon';
import { Loading } from '../ui/loading';
import { readResource } from '../ui/read-resource';
import { ProfileTable } from './profile-table';
import { RegistryApi } from './registry-api';

/** One ready-made profile beside the standard one, with the reason of each choice, and the devices that speak by it. */
@Component({
  selector: 'app-profile-page',
  imports: [Failure, Icon, Loading, ProfileTable, RouterLink],
  template: `
    <a class="back" routerLink="/connexions/profils"><app-icon name="arrowBack" /> {{ say('profiles.title') }}</a>
    @if (shown(); as profile) {
      <h1 tabindex="-1">{{ told(profile.title) }}</h1>
      <p class="lead">{{ told(profile.note) }}</p>
      <section>
        <h2>{{ say('profiles.usedBy') }}</h2>
        <ul>
          @for (device of users(); track device.login) {
            <li data-testid="profile-user">
              <a [routerLink]="['/connexions/automates', device.login]">{{ device.name }}</a> ·
              {{ device.library.name }}
            </li>
          } @empty {
            <li>{{ say('profiles.unused') }}</li>
          }
        </ul>
      </section>
      @if (standard(); as base) {
        <app-profile-table
          [base]="base.profile"
          [baseName]="told(base.title)"
          [own]="profile.profile"
          [ownName]="told(profile.title)"
          [because]="profile.because"
        />
      }
    } @else if (profiles.error() ?? devices.error()) {
      <h1 tabindex="-1">{{ say('profiles.profile') }}</h1>
      <app-failure what="profiles.failure" [error]="profiles.error() ?? devices.error()" (retry)="again()" />
    } @else if (shown() === null) {
      <h1 tabindex="-1">{{ say('profiles.profile') }}</h1>
      <p class="empty">{{ say('profiles.unknown') }}</p>
    } @else {
      <h1 tabindex="-1">{{ say('profiles.profile') }}</h1>
      <app-loading />
    }
  `,
  styleUrls: ['../steering/steering.scss', '../harvests/source-page.scss'],
})
export class ProfilePage {
  private readonly api = inject(RegistryApi);
  private readonly messages = inject(Messages);

  /** The profile's name, from the address. */
  readonly name = input.required<string>();

  protected readonly say = this.messages.say;
  protected readonly told = this.messages.told;
  protected readonly profiles = readResource({ stream: () => this.api.profiles() });
  protected readonly devices = readResource({ stream: () => this.api.devices() });
  private readonly items = computed(() =>
    this.profiles.hasValue() && this.devices.hasValue() ? this.profiles.value().items : undefined,
  );
  /** Undefined while it is awaited; null: there is none of that name. */
  protected readonly shown = computed(() => {
    const items = this.items();
    return items && (items.find(({ name }) => name === this.name()) ?? null);
  });
  protected readonly standard = computed(() => this.items()?.find(({ name }) => name === 'standard') ?? null);
  protected readonly users = computed(() => {
    const devices = this.devices.hasValue() ? this.devices.value().items : [];
    return devices.filter(({ readyProfile }) => readyProfile === this.name());
  });

  protected again(): void {
    this.profiles.reload();
    this.devices.reload();
  }
}
