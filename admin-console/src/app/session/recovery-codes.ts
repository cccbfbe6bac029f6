import { Component, inject, input } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { Messages } from '../messages/messages';

/** Recovery codes, shown this once: to be printed or kept in a file. */
@Component({
  selector: 'app-recovery-codes',
  imports: [MatButton],
  template: `
    <p>{{ say('recovery.lead') }}</p>
    <ol class="code" data-testid="recovery-codes">
      @for (code of codes(); track code) {
        <li>{{ code }}</li>
      }
    </ol>
    <button mat-stroked-button type="button" (click)="save()">{{ say('recovery.save') }}</button>
  `,
  styles: `
    ol {
      columns: 2;
      margin-block: 0 16px;
      padding-inline-start: 28px;
    }
    @media (max-width: 480px) {
      ol {
        columns: 1;
      }
    }
  `,
})
export class RecoveryCodes {
  readonly codes = input.required<readonly string[]>();
  protected readonly say = inject(Messages).say;

  protected save(): void {
    const text = `${this.say('recovery.title')}\r\n\r\n${this.codes().join('\r\n')}\r\n`;
    const address = URL.createObjectURL(new Blob([text], { type: 'text/plain;charset=utf-8' }));
    const link = document.createElement('a');
    link.href = address;
    link.download = 'passerelle-codes.txt';
    link.click();
    URL.revokeObjectURL(address);
  }
}
