import { Component, computed, inject, signal } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { MatFormField, MatHint, MatLabel } from '@angular/material/form-field';
import { MatInput } from '@angular/material/input';
import { RouterLink } from '@angular/router';
import type { DeviceWithSecretView, NewDeviceRequest } from '../api/contract';
import { ActResult } from '../catalogue/act-result';
import { ConnectionActs } from '../connections/connection-acts';
import { kindWords } from '../devices/device-words';
import { LibraryNames } from '../flow/library-names';
import { Messages } from '../messages/messages';
import { Failure } from '../ui/failure';
import { Icon } from '../ui/icon';
import { readResource } from '../ui/read-resource';
import { RegistryApi } from './registry-api';

const kinds = ['SELFCHECK', 'SORTER', 'RETURN_BIN', 'GATE', 'STAFF'] as const;

/** Declares a terminal: what to write on its set-up sheet is shown once, with its secret. */
@Component({
  selector: 'app-declare-device',
  imports: [ActResult, Failure, Icon, MatButton, MatFormField, MatHint, MatInput, MatLabel, RouterLink],
  providers: [ConnectionActs, LibraryNames],
  templateUrl: './declare-device.html',
  styleUrls: ['../steering/steering.scss', '../harvests/source-page.scss'],
})
export class DeclareDevice {
  private readonly api = inject(RegistryApi);
  private readonly messages = inject(Messages);

  protected readonly acts = inject(ConnectionActs);
  protected readonly names = inject(LibraryNames);
  protected readonly say = this.messages.say;
  protected readonly told = this.messages.told;
  protected readonly kinds = kinds;
  protected readonly kindWords = kindWords;
  protected readonly ready = readResource({ stream: () => this.api.profiles() });
  protected readonly profiles = computed(() => (this.ready.hasValue() ? this.ready.value().items : []));
  protected readonly draft = signal<NewDeviceRequest>({
    ...{ login: '', name: '', kind: 'SELFCHECK', library: '', readyProfile: 'standard' },
  });
  protected readonly made = signal<DeviceWithSecretView | null>(null);

  protected change(change: Partial<NewDeviceRequest>): void {
    this.draft.update((draft) => ({ ...draft, ...change }));
  }

  protected chooseKind(kind: string): void {
    this.change({ kind: kinds.find((one) => one === kind) ?? 'SELFCHECK' });
  }

  protected chooseProfile(name: string): void {
    this.change({ readyProfile: this.profiles().find((profile) => profile.name === name)?.name ?? 'standard' });
  }

  protected declare(): void {
    const { login, name, library, ...rest } = this.draft();
    if (login.trim() === '' || name.trim() === '' || library === '') {
      return this.acts.told.set({ done: false, words: this.say('profiles.declareMissing') });
    }
    this.acts.run(this.api.add({ ...rest, library, login: login.trim(), name: name.trim() }), (made) => {
      this.made.set(made);
      return this.say('profiles.declared');
    });
  }
}
