import { Component, inject, signal } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { formWords } from '../desk/desk-words';
import { cleanScan } from '../desk/scan-input';
import { slipForms } from '../desk/slip-form';
import { SlipPrinter } from '../desk/slip-printer';
import { type Sound, Sounds, type Volume, tunes, volumes } from '../desk/sounds';
import type { MessageKey } from '../messages/catalogue';
import { Messages } from '../messages/messages';
import { type HeardKey, scannerFrom, storeScanner, storedScanner } from './scanner';

/** What belongs to this workstation and not to whoever works at it: its sounds, its paper, its scanner. */
@Component({
  selector: 'app-my-post',
  imports: [MatButton],
  templateUrl: './my-post.html',
  styleUrl: './my-post.scss',
})
export class MyPost {
  protected readonly say = inject(Messages).say;
  protected readonly sounds = inject(Sounds);
  protected readonly printer = inject(SlipPrinter);
  protected readonly volumes = volumes;
  protected readonly tones = Object.keys(tunes) as readonly Sound[];
  protected readonly forms = slipForms;
  protected readonly formWords = formWords;
  protected readonly volumeWords: Record<Volume, MessageKey> = {
    low: 'myPost.volume.low',
    medium: 'myPost.volume.medium',
    high: 'myPost.volume.high',
  };
  protected readonly toneWords: Record<Sound, MessageKey> = {
    ok: 'myPost.tone.ok',
    shuttle: 'myPost.tone.shuttle',
    reserved: 'myPost.tone.reserved',
    decide: 'myPost.tone.decide',
    refused: 'myPost.tone.refused',
    unknown: 'myPost.tone.unknown',
  };
  protected readonly scanner = signal(storedScanner());
  /** What the last try came to, in words. */
  protected readonly tried = signal('');
  private keys: HeardKey[] = [];

  /** Keys of the field where the scanner is tried. */
  protected heard(event: KeyboardEvent, field: HTMLInputElement): void {
    if (event.ctrlKey || event.altKey || event.metaKey || event.key === 'Shift') return;
    this.keys.push({ key: event.key, at: event.timeStamp });
    if (event.key !== 'Enter' && (event.key !== 'Tab' || field.value === '')) return;
    event.preventDefault();
    this.learn(field.value);
    this.keys = [];
    field.value = '';
  }

  private learn(typed: string): void {
    const found = scannerFrom(this.keys);
    if (found === 'too-short') return this.tried.set(this.say('myPost.scanner.tooShort'));
    if (found === 'by-hand') return this.tried.set(this.say('myPost.scanner.byHand'));
    storeScanner(found);
    this.scanner.set(found);
    const clean = cleanScan(typed);
    const learnt = this.say('myPost.scanner.learnt', { code: clean?.code ?? '' });
    this.tried.set(clean?.wasAzerty ? `${learnt} ${this.say('desk.azerty')}` : learnt);
  }
}
