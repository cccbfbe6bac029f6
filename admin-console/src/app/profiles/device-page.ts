import { Component, computed, inject, input, signal } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { MatFormField, MatLabel } from '@angular/material/form-field';
import { MatInput } from '@angular/material/input';
import { RouterLink } from '@angular/router';
import type { DeviceChangeRequest, RegisteredDeviceView } from '../api/contract';
import { ActResult } from '../catalogue/act-result';
import { ConnectionActs } from '../connections/connection-acts';
import { kindWords } from '../devices/device-words';
import { followReloads } from '../live/follow-reloads';
import { Messages } from '../messages/messages';
import { editsConnections, runsConnections } from '../session/connection-roles';
import { Session } from '../session/session';
import { Ago } from '../ui/ago';
import { Badge } from '../ui/badge';
import { Failure } from '../ui/failure';
import { Icon } from '../ui/icon';
import { Loading } from '../ui/loading';
import { Now } from '../ui/now';
import { parisDateTime, parisDay, parisStart } from '../ui/paris-time';
import { readResource } from '../ui/read-resource';
import { type Choice, choiceNames, choices, typedOf, valueFrom } from './profile-choices';
import { ProfileTable } from './profile-table';
import { type DeviceAct, RegistryApi } from './registry-api';

/** One terminal of the registry: how it speaks beside its ready-made profile, and whether it may sign in. */
@Component({
  selector: 'app-device-page',
  imports: [
    ActResult,
    Ago,
    Badge,
    Failure,
    Icon,
    Loading,
    MatButton,
    MatFormField,
    MatInput,
    MatLabel,
    ProfileTable,
    RouterLink,
  ],
  providers: [ConnectionActs],
  templateUrl: './device-page.html',
  styleUrls: ['../steering/steering.scss', '../harvests/source-page.scss'],
})
export class DevicePage {
  private readonly api = inject(RegistryApi);
  private readonly messages = inject(Messages);
  private readonly session = inject(Session);
  private readonly now = inject(Now);

  /** The terminal's login, from the address. */
  readonly login = input.required<string>();

  protected readonly acts = inject(ConnectionActs);
  protected readonly say = this.messages.say;
  protected readonly told = this.messages.told;
  protected readonly kindWords = kindWords;
  protected readonly choices = choices;
  /** Those a form can make. */
  protected readonly formChoices = choiceNames.filter((name) => choices[name].form !== null);
  protected readonly registered = readResource({
    params: () => this.login(),
    stream: ({ params }) => this.api.device(params),
  });
  protected readonly device = computed(() => (this.registered.hasValue() ? this.registered.value() : null));
  private readonly ready = readResource({ stream: () => this.api.profiles() });
  protected readonly profiles = computed(() => (this.ready.hasValue() ? this.ready.value().items : []));
  protected readonly base = computed(
    () => this.profiles().find(({ name }) => name === this.device()?.readyProfile) ?? null,
  );
  /** The secret just drawn: shown here, this once. */
  protected readonly secret = signal<string | null>(null);
  /** What is about to be done, and waits for a second word. */
  protected readonly asked = signal<'secret' | 'disable' | null>(null);
  /** The choice that is being made otherwise. */
  protected readonly editing = signal<Choice | null>(null);
  protected readonly typed = signal('');
  protected readonly isMuted = computed(() => {
    const until = this.device()?.mutedUntil ?? null;
    return until !== null && Date.parse(until) > this.now.ms();
  });
  protected readonly mayEdit = computed(() => editsConnections(this.session.user()?.role ?? 'STAFF'));
  protected readonly mayFollow = computed(() => runsConnections(this.session.user()?.role ?? 'STAFF'));

  constructor() {
    followReloads(this.registered);
  }

  protected moment(at: string): string {
    return parisDateTime(at, this.messages.locale());
  }

  protected wordsOf(choice: Choice): readonly string[] | null {
    const form = choices[choice].form;
    return form?.is === 'word' ? form.words : null;
  }

  protected differences(device: RegisteredDeviceView): readonly Choice[] {
    return choiceNames.filter((name) => name in device.differences);
  }

  protected choose(name: string): void {
    const choice = this.formChoices.find((one) => one === name) ?? null;
    this.editing.set(choice);
    this.typed.set(choice ? typedOf(this.device()?.profile[choice]) : '');
  }

  /** Makes one choice otherwise than the ready-made profile. */
  protected differ(device: RegisteredDeviceView): void {
    const choice = this.editing();
    if (!choice) return;
    const value = valueFrom(choice, this.typed());
    if (value === undefined) return this.acts.told.set({ done: false, words: this.say('profiles.wrongValue') });
    this.change(device, { differences: { ...device.differences, [choice]: value } });
  }

  /** Goes back to what the ready-made profile says. */
  protected agree(device: RegisteredDeviceView, choice: Choice): void {
    const { [choice]: _, ...differences } = device.differences;
    this.change(device, { differences });
  }

  protected follow(device: RegisteredDeviceView, name: string): void {
    const readyProfile = this.profiles().find((profile) => profile.name === name)?.name;
    if (readyProfile && readyProfile !== device.readyProfile) this.change(device, { readyProfile });
  }

  protected renewSecret(): void {
    this.secret.set(null);
    this.acts.run(
      this.api.renewSecret(this.login()),
      ({ secret }) => {
        this.secret.set(secret);
        return this.say('profiles.secretDrawn');
      },
      () => this.done(),
    );
  }

  /** Its silence is known until the end of a day; empty: it calls for somebody again. */
  protected mute(day: string): void {
    const next = day === '' ? null : parisStart(parisDay(Date.parse(parisStart(day)) + 36 * 3_600_000));
    if (next !== null && Date.parse(next) <= Date.now()) {
      return this.acts.told.set({ done: false, words: this.say('profiles.muteWrong') });
    }
    this.acts.run(
      this.api.mute(this.login(), next),
      () => this.say(next === null ? 'profiles.unmuted' : 'profiles.muted'),
      () => this.done(),
    );
  }

  protected act(act: DeviceAct): void {
    const words = { disable: 'profiles.disabled', enable: 'profiles.enabled', 'cut-off': 'profiles.cutOff' } as const;
    this.acts.run(
      this.api.act(this.login(), act),
      () => this.say(words[act]),
      () => this.done(),
    );
  }

  private change({ version }: RegisteredDeviceView, change: Omit<DeviceChangeRequest, 'version'>): void {
    this.acts.run(this.api.change(this.login(), { version, ...change }), (device) => {
      this.registered.set(device);
      this.editing.set(null);
      return this.say('profiles.changed');
    });
  }

  private done(): void {
    this.asked.set(null);
    this.registered.reload();
  }
}
