import { Component, computed, inject, signal } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { RouterLink } from '@angular/router';
import type { SourceProfileView } from '../api/contract';
import { Messages } from '../messages/messages';
import { runsImports } from '../session/import-roles';
import { Session } from '../session/session';
import { Failure } from '../ui/failure';
import { Icon } from '../ui/icon';
import { Loading } from '../ui/loading';
import { readResource } from '../ui/read-resource';
import { ImportsApi } from './imports-api';
import { ProfileForm } from './profile-form';

/** How each source system writes its copies, its readers and its loans: looked at, changed, tried on a file. */
@Component({
  selector: 'app-source-profiles',
  imports: [Failure, Icon, Loading, MatButton, ProfileForm, RouterLink],
  templateUrl: './source-profiles.html',
  styleUrls: ['../steering/steering.scss', './imports.scss'],
})
export class SourceProfiles {
  private readonly api = inject(ImportsApi);
  private readonly session = inject(Session);

  protected readonly say = inject(Messages).say;
  protected readonly profiles = readResource({ stream: () => this.api.profiles() });
  protected readonly list = computed(() => (this.profiles.hasValue() ? this.profiles.value() : null));
  protected readonly opened = signal<SourceProfileView | null>(null);
  protected readonly saved = signal<SourceProfileView | null>(null);
  protected readonly mayEdit = computed(() => {
    const user = this.session.user();
    return user !== null && runsImports(user.role);
  });

  protected open(profile: SourceProfileView): void {
    this.saved.set(null);
    this.opened.set(profile);
  }

  protected kept(profile: SourceProfileView): void {
    this.opened.set(null);
    this.saved.set(profile);
    this.profiles.reload();
  }
}
