import { Component, computed, inject, input } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { RouterLink } from '@angular/router';
import { type Observable, tap } from 'rxjs';
import type { CrateLineView, CrateSheetView, ReceptionRequest, ReceptionView } from '../api/contract';
import { routingOf } from '../home/routing';
import { ActResult } from '../flow/act-result';
import { Acts } from '../flow/acts';
import { LibraryNames } from '../flow/library-names';
import { flowRefusal } from '../flow/refusals';
import { ScanBox } from '../flow/scan-box';
import { Sounds } from '../desk/sounds';
import { followReloads } from '../live/follow-reloads';
import { Messages } from '../messages/messages';
import { Post } from '../post/post';
import { Badge } from '../ui/badge';
import { Failure } from '../ui/failure';
import { Loading } from '../ui/loading';
import { parisDateTime } from '../ui/paris-time';
import { readResource } from '../ui/read-resource';
import { comesTo } from './board-columns';
import { CrateSheet } from './crate-sheet';
import { ShuttleApi } from './shuttle-api';
import { ShuttleTabs } from './shuttle-tabs';
import { crateLooks, lineLooks, reasonWord } from './shuttle-words';

/** One crate: filled by scan and sealed where it is packed, unpacked by scan or whole where it goes. */
@Component({
  selector: 'app-crate-page',
  imports: [ActResult, Badge, CrateSheet, Failure, Loading, MatButton, RouterLink, ScanBox, ShuttleTabs],
  providers: [Acts, LibraryNames],
  templateUrl: './crate-page.html',
  styleUrl: './crate-page.scss',
})
export class CratePage {
  private readonly api = inject(ShuttleApi);
  private readonly messages = inject(Messages);
  private readonly sounds = inject(Sounds);
  /** What was scanned while the answer to the scan before was awaited. */
  private readonly queue: string[] = [];

  /** From the address. */
  readonly id = input.required<string>();

  protected readonly post = inject(Post);
  protected readonly acts = inject(Acts);
  protected readonly names = inject(LibraryNames);
  protected readonly say = this.messages.say;
  protected readonly sayCount = this.messages.sayCount;
  protected readonly crateLooks = crateLooks;
  protected readonly lineLooks = lineLooks;
  protected readonly sheet = readResource({
    params: () => Number(this.id()),
    stream: ({ params }) => this.api.crate(params),
  });
  protected readonly view = computed(() => (this.sheet.hasValue() ? this.sheet.value() : null));
  private readonly here = computed(() => {
    const library = this.post.library() ?? '';
    return { library, isHub: this.names.isHub(library) };
  });
  protected readonly isOurs = computed(() => this.view()?.crate.from === this.post.library());
  protected readonly isFilling = computed(() => this.isOurs() && this.view()?.crate.state === 'OPEN');
  protected readonly isReceiving = computed(() => {
    const crate = this.view()?.crate;
    if (!crate || crate.state === 'OPEN' || crate.state === 'RECEIVED') return false;
    if (crate.receivedAtLibrary !== null) return crate.receivedAtLibrary === this.post.library();
    return comesTo(crate, this.here());
  });
  /** What was announced and was not seen yet. */
  protected readonly awaited = computed(
    () => this.view()?.lines.filter(({ state }) => state === 'IN_CRATE' || state === 'MISSING') ?? [],
  );

  constructor() {
    followReloads(this.sheet);
  }

  protected at(time: string): string {
    return parisDateTime(time, this.messages.locale()).replace(/:\d\d$/, '');
  }

  protected why(line: CrateLineView): string {
    const word = reasonWord(line.reason);
    return word === null ? '' : this.say(word);
  }

  protected scanned(code: string): void {
    this.queue.push(code);
    this.sendNext();
  }

  protected takeOut(line: CrateLineView): void {
    this.act(this.api.takeOut(Number(this.id()), line.barcode), () =>
      this.say('crate.done.out', { title: line.title }),
    );
  }

  protected change(change: 'seal' | 'reopen'): void {
    const words = { seal: 'crate.done.seal', reopen: 'crate.done.reopen' } as const;
    this.act(this.api.change(Number(this.id()), change), ({ crate, lines }) =>
      this.say(words[change], { crate: crate.code, n: lines.length }),
    );
  }

  /** Everything that was announced is there: nobody scans it one by one. */
  protected receiveWhole(): void {
    const barcodes = this.awaited().map(({ barcode }) => barcode);
    this.receive({ barcodes, closing: 'now' }, ({ missing, results }) =>
      missing.length === 0
        ? this.sayCount('crate.done.receivedWhole', results.length)
        : this.sayCount('crate.done.missing', missing.length),
    );
  }

  /** There is no more in the box: what was not scanned is missing. */
  protected finish(): void {
    this.receive({ barcodes: [], closing: 'now' }, ({ missing }) =>
      missing.length === 0 ? this.say('crate.done.received') : this.sayCount('crate.done.missing', missing.length),
    );
  }

  protected print(): void {
    window.print();
  }

  private sendNext(): void {
    const code = this.queue[0];
    if (code === undefined || this.acts.busy() !== null) return;
    this.queue.shift();
    if (this.isReceiving()) {
      const scan = { barcodes: [code], closing: 'when-all-seen' } as const;
      return this.receive(scan, (reception) => this.seen(code, reception));
    }
    const id = Number(this.id());
    const sheet = this.api.put(id, code).pipe(tap((now) => this.sheet.set(now)));
    this.acts.run(
      'scan',
      sheet,
      ({ lines }) => {
        this.sounds.play('SHELF');
        const title = lines.find(({ barcode }) => barcode.toUpperCase() === code.toUpperCase())?.title ?? code;
        return this.say('crate.done.in', { title });
      },
      () => {
        if (this.acts.result()?.tone === 'refused') this.sounds.play('REFUSED');
        this.sendNext();
      },
    );
  }

  /** Where the scanned document goes now. */
  private seen(code: string, { results }: ReceptionView): string {
    const result = results.find(({ barcode }) => barcode.toUpperCase() === code.toUpperCase()) ?? results[0]!;
    if (result.refusal !== null) {
      this.sounds.play('REFUSED');
      const reason = this.say(flowRefusal(result.refusal), { code: result.refusal, library: '—', crate: '—' });
      return this.say('crate.done.refused', { code, reason });
    }
    this.sounds.play(result.routing === 'hold-shelf' ? 'HOLD_HERE' : result.routing === 'shelf' ? 'SHELF' : 'TRANSIT');
    const routing = routingOf(`${result.routing}:${result.destination ?? ''}`);
    const place = this.say(routing.word, { commune: this.names.commune(routing.towards) });
    const words = result.result === 'unexpected' ? 'crate.done.unexpected' : 'crate.done.seen';
    return this.say(words, { title: result.title ?? code, place });
  }

  private receive(what: Omit<ReceptionRequest, 'library'>, said: (reception: ReceptionView) => string): void {
    const reception = { library: this.post.library()!, ...what };
    this.acts.run('receive', this.api.receive(Number(this.id()), reception), said, () => {
      this.sheet.reload();
      this.sendNext();
    });
  }

  private act(act: Observable<CrateSheetView>, said: (sheet: CrateSheetView) => string): void {
    this.acts.run('crate', act.pipe(tap((now) => this.sheet.set(now))), said, () => this.sheet.reload());
  }
}
