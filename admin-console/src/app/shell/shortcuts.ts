import { Injectable, signal } from '@angular/core';
import { storedChoice } from '../display/stored-choice';

/** Whether the shortcuts of the console are heard on this workstation. Escape and the keys of fields always are. */
@Injectable({ providedIn: 'root' })
export class Shortcuts {
  private readonly stored = storedChoice('passerelle.shortcuts', ['on', 'off'] as const, 'on');
  private readonly choice = signal(this.stored.read());

  readonly state = this.choice.asReadonly();

  turn(): void {
    this.choice.update((now) => (now === 'on' ? 'off' : 'on'));
    this.stored.write(this.choice());
  }
}
