import { Component, computed, inject } from '@angular/core';
import { MatButton } from '@angular/material/button';
import type { SystemView } from '../api/contract';
import { followReloads } from '../live/follow-reloads';
import { Messages } from '../messages/messages';
import { Ago } from '../ui/ago';
import { Badge } from '../ui/badge';
import { Failure } from '../ui/failure';
import { Icon } from '../ui/icon';
import { Loading } from '../ui/loading';
import { parisDate } from '../ui/paris-time';
import { readResource } from '../ui/read-resource';
import { diagnosticFile, SystemApi } from './system-api';
import {
  bytesText,
  degreeWords,
  jobWords,
  type Loss,
  lossWords,
  lostWithService,
  type Service,
  type ServiceName,
  serviceState,
  serviceWords,
  workWords,
} from './system-words';

/** How the server is: what is lost or late first, then each of its parts. Read again when one asks for it. */
@Component({
  selector: 'app-system',
  imports: [Ago, Badge, Failure, Icon, Loading, MatButton],
  templateUrl: './system.html',
  styleUrls: ['../steering/steering.scss', './system.scss'],
})
export class System {
  private readonly api = inject(SystemApi);
  private readonly messages = inject(Messages);

  protected readonly say = this.messages.say;
  protected readonly sayCount = this.messages.sayCount;
  protected readonly figure = this.messages.figure;
  protected readonly state = readResource({ stream: () => this.api.state() });
  protected readonly shown = computed(() => (this.state.hasValue() ? this.state.value() : null));
  protected readonly file = diagnosticFile;
  protected readonly serviceWords = serviceWords;
  protected readonly lossWords = lossWords;
  protected readonly degreeWords = degreeWords;
  protected readonly workWords = workWords;
  protected readonly jobWords = jobWords;

  constructor() {
    followReloads(this.state);
  }

  protected stateOf(service: Service, losses: readonly Loss[]) {
    return serviceState(service, losses);
  }

  /** `Automates de prêt : plus aucun prêt…`: which function is lost, and of which service. */
  protected lossText({ kind, service }: Loss): string {
    if (service === null) return this.say(lossWords[kind].what);
    const name = this.say(serviceWords[service]);
    const lost = this.say(lostWithService[service]);
    return this.say(lossWords[kind].what, { service: name, lost });
  }

  protected bytes(count: number): string {
    return bytesText(count, this.messages.locale());
  }

  protected day(at: string): string {
    return parisDate(at, this.messages.locale());
  }

  protected share({ free, total }: NonNullable<SystemView['disk']>): string {
    return new Intl.NumberFormat(this.messages.locale(), { style: 'percent' }).format(free / total);
  }

  protected certificateOf(name: ServiceName, { certificates }: SystemView): string | null {
    return certificates.find(({ service }) => service === name)?.validUntil ?? null;
  }
}
