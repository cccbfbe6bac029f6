import { Component, computed, inject } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { Messages } from '../messages/messages';
import { Badge } from '../ui/badge';
import { DeskWork } from './desk-work';
import { formWords } from './desk-words';
import { pileOf } from './pile';
import { looks } from './row-words';
import { slipForms } from './slip-form';
import { SlipPrinter } from './slip-printer';
import { Sounds } from './sounds';

/** What lies on the desk, to be counted against, and the settings of the workstation. */
@Component({
  selector: 'app-pile-panel',
  imports: [Badge, MatButton],
  templateUrl: './pile-panel.html',
  styleUrl: './pile-panel.scss',
})
export class PilePanel {
  private readonly work = inject(DeskWork);
  private readonly messages = inject(Messages);

  protected readonly printer = inject(SlipPrinter);
  protected readonly sounds = inject(Sounds);
  protected readonly say = this.messages.say;
  protected readonly sayCount = this.messages.sayCount;
  protected readonly forms = slipForms;
  protected readonly formWords = formWords;
  protected readonly looks = looks;
  protected readonly pile = computed(() => pileOf(this.work.rows()));

  protected next(): void {
    this.work.nextPile();
  }
}
