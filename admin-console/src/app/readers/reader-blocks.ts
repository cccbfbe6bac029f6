import { Component, type ElementRef, computed, inject, input, output, viewChild } from '@angular/core';
import { MatButton } from '@angular/material/button';
import type { BlockRequestBody, BlockView, PatronView } from '../api/contract';
import { blockWords } from '../desk/desk-words';
import { Messages } from '../messages/messages';
import { circulates } from '../session/roles';
import { Session } from '../session/session';
import { Badge } from '../ui/badge';
import { dayFrom } from '../ui/day-input';
import { parisDate, parisDay, parisStart } from '../ui/paris-time';
import { ActReport } from './act-report';
import { Acting } from './acting';
import { effectWords, effects } from './reader-words';
import { ReadersApi } from './readers-api';

/** The blocks staff set, the usual ones first; those computed set and lift themselves. */
const settable = ['MANUAL', 'BEHAVIOUR', 'DATA_CHECK', 'LOST_ITEM', 'CARD_LOST'] as const;

/** What stops a reader, what it stops, until when, who said so and why; one more, or one less. */
@Component({
  selector: 'app-reader-blocks',
  imports: [ActReport, Badge, MatButton],
  templateUrl: './reader-blocks.html',
  styleUrl: './reader-tab.scss',
})
export class ReaderBlocks {
  private readonly api = inject(ReadersApi);
  private readonly messages = inject(Messages);
  private readonly session = inject(Session);
  private readonly form = viewChild<ElementRef<HTMLFormElement>>('form');

  readonly reader = input.required<PatronView>();
  readonly done = output();

  protected readonly say = this.messages.say;
  protected readonly acting = new Acting(this.say);
  protected readonly blockWords = blockWords;
  protected readonly settable = settable;
  protected readonly effects = effects;
  protected readonly effectWords = effectWords;
  private readonly today = parisDay(Date.now());
  protected readonly mayAct = computed(() => {
    const role = this.session.user()?.role;
    return role !== undefined && circulates(role);
  });

  protected date(at: string): string {
    return parisDate(at, this.messages.locale());
  }

  protected stopped(block: BlockView): string {
    return effects
      .filter((effect) => block.stops[effect])
      .map((effect) => this.say(effectWords[effect]))
      .join(', ');
  }

  /** `agent-lens`; what the network decided by itself says so. */
  protected author({ author }: BlockView): string {
    return author.startsWith('user:') ? author.slice('user:'.length) : this.say('readers.system');
  }

  protected lift(block: BlockView): void {
    if (block.id === null) return;
    const kind = this.say(blockWords[block.kind]);
    this.acting.run(this.api.liftBlock(this.reader().id, block.id), () => this.say('readers.blockLifted', { kind }), {
      then: () => this.done.emit(),
    });
  }

  protected add(event: Event): void {
    event.preventDefault();
    const form = this.form()?.nativeElement;
    if (!form) return;
    const said = new FormData(form);
    const note = String(said.get('note') ?? '').trim();
    const typed = String(said.get('until') ?? '').trim();
    const until = dayFrom(typed, this.today);
    const stops = (effect: string) => said.getAll('stops').includes(effect);
    const kind = settable.find((one) => one === said.get('kind')) ?? 'MANUAL';
    if (note === '') return this.acting.refuse(this.say('readers.blockReason'));
    if (!effects.some(stops)) return this.acting.refuse(this.say('readers.blockEffect'));
    if (typed !== '' && (until === null || until <= this.today)) {
      return this.acting.refuse(this.say('readers.blockDay'));
    }
    const block: BlockRequestBody = {
      kind,
      note,
      until: until === null ? null : parisStart(until),
      stops: {
        checkOut: stops('checkOut'),
        hold: stops('hold'),
        renewal: stops('renewal'),
        digital: stops('digital'),
      },
    };
    this.acting.run(this.api.setBlock(this.reader().id, block), () => this.say('readers.blockSet'), {
      then: () => {
        form.reset();
        this.done.emit();
      },
    });
  }
}
