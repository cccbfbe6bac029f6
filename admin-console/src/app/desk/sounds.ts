import { Injectable, signal } from '@angular/core';
import { storedChoice } from '../display/stored-choice';
import type { Outcome } from './row-words';

/** The six things a desk says to whoever does not look at the screen. */
export type Sound = 'ok' | 'shuttle' | 'reserved' | 'decide' | 'refused' | 'unknown';

/** Each its own pitch and rhythm, in hertz and milliseconds; none longer than 400 ms. */
export const tunes: Record<Sound, readonly { readonly pitch: number; readonly ms: number }[]> = {
  ok: [{ pitch: 880, ms: 90 }],
  shuttle: [
    { pitch: 660, ms: 90 },
    { pitch: 990, ms: 130 },
  ],
  reserved: [
    { pitch: 990, ms: 80 },
    { pitch: 1320, ms: 80 },
    { pitch: 990, ms: 80 },
  ],
  decide: [
    { pitch: 520, ms: 120 },
    { pitch: 520, ms: 120 },
  ],
  refused: [{ pitch: 196, ms: 380 }],
  unknown: [
    { pitch: 330, ms: 120 },
    { pitch: 220, ms: 220 },
  ],
};

const soundOf: Partial<Record<Outcome, Sound>> = {
  HOLD_HERE: 'reserved',
  TRANSIT: 'shuttle',
  DECIDE: 'decide',
  REFUSED: 'refused',
  UNKNOWN: 'unknown',
};

/** How loud, of what the workstation gives. */
export const volumes = ['low', 'medium', 'high'] as const;
export type Volume = (typeof volumes)[number];
const gains: Record<Volume, number> = { low: 0.05, medium: 0.15, high: 0.4 };

/** The sounds of this workstation; the root element says which was the last, for whoever cannot hear them. */
@Injectable({ providedIn: 'root' })
export class Sounds {
  private readonly stored = storedChoice('passerelle.sounds', ['on', 'off'] as const, 'on');
  private readonly choice = signal(this.stored.read());
  private readonly storedVolume = storedChoice<Volume>('passerelle.volume', volumes, 'medium');
  private readonly loudness = signal(this.storedVolume.read());
  private context: AudioContext | null = null;

  readonly state = this.choice.asReadonly();
  readonly volume = this.loudness.asReadonly();

  turn(): void {
    this.choice.update((now) => (now === 'on' ? 'off' : 'on'));
    this.stored.write(this.choice());
  }

  /** Plays what an outcome sounds like. */
  play(outcome: Outcome): void {
    const sound = soundOf[outcome] ?? 'ok';
    document.documentElement.dataset['lastSound'] = sound;
    if (this.choice() === 'on') this.sound(sound);
  }

  setVolume(volume: string): void {
    const known = volumes.find((one) => one === volume);
    if (!known) return;
    this.loudness.set(known);
    this.storedVolume.write(known);
  }

  /** Sounds one of the six, whether outcomes are heard or not. */
  sound(sound: Sound): void {
    document.documentElement.dataset['lastSound'] = sound;
    this.context ??= new AudioContext();
    let at = this.context.currentTime;
    for (const { pitch, ms } of tunes[sound]) {
      const note = this.context.createOscillator();
      const volume = this.context.createGain();
      volume.gain.value = gains[this.loudness()];
      note.frequency.value = pitch;
      note.connect(volume).connect(this.context.destination);
      note.start(at);
      note.stop(at + ms / 1_000);
      at += ms / 1_000;
    }
  }
}
