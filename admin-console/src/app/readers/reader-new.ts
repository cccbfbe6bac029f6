import { Component, inject } from '@angular/core';
import { Router } from '@angular/router';
import type { RegisterPatronRequest } from '../api/contract';
import { Messages } from '../messages/messages';
import { ActReport } from './act-report';
import { Acting } from './acting';
import { ReaderForm } from './reader-form';
import { ReadersApi } from './readers-api';

/** Somebody becomes a reader, with his card; his file opens when it is done. */
@Component({
  selector: 'app-reader-new',
  imports: [ActReport, ReaderForm],
  template: `
    <h1 tabindex="-1">{{ say('readers.new') }}</h1>
    <app-reader-form (registered)="register($event)">
      <app-act-report [report]="acting.report()" />
    </app-reader-form>
  `,
})
export class ReaderNew {
  private readonly api = inject(ReadersApi);
  private readonly router = inject(Router);

  protected readonly say = inject(Messages).say;
  protected readonly acting = new Acting(this.say);

  protected register(request: RegisterPatronRequest): void {
    this.acting.run(this.api.register(request), () => this.say('readers.registered'), {
      then: ({ id }) => void this.router.navigate(['/lecteurs', id]),
    });
  }
}
