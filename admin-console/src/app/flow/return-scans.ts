import { HttpErrorResponse } from '@angular/common/http';
import { Injectable, computed, inject, signal } from '@angular/core';
import { Subject } from 'rxjs';
import { DeskApi, problemOf } from '../desk/desk-api';
import { outcomeOf } from '../desk/row-words';
import { type ScanRow, changed, nextToSend, withRow } from '../desk/scan-row';
import { Sounds } from '../desk/sounds';
import { Post } from '../post/post';

/** Documents scanned where they stand: each is taken in, and sent where circulation says, one after the other. */
@Injectable()
export class ReturnScans {
  private readonly api = inject(DeskApi);
  private readonly post = inject(Post);
  private readonly sounds = inject(Sounds);
  private readonly all = signal<readonly ScanRow[]>([]);
  private readonly settledOnes = new Subject<ScanRow>();
  private isSending = false;
  private lastId = 0;

  readonly rows = this.all.asReadonly();
  /** Each row once it is answered. */
  readonly settled = this.settledOnes.asObservable();
  readonly last = computed(() => this.all().at(-1) ?? null);

  scan(code: string): void {
    const at = Date.now();
    const state = { is: 'pending', since: at, decision: {} } as const;
    const row: ScanRow = { id: (this.lastId += 1), code, at, key: crypto.randomUUID(), state, undoProblem: null };
    this.all.update((rows) => withRow(rows, row));
    this.sendNext();
  }

  private sendNext(): void {
    const row = nextToSend(this.all());
    const library = this.post.library();
    if (!row || !library || this.isSending) return;
    this.isSending = true;
    this.api.scan({ code: row.code, mode: 'return', card: null, library }, row.key).subscribe({
      next: (answer) => this.settle(row, { is: 'answered', answer, card: null }),
      error: (error: unknown) => {
        const problem = error instanceof HttpErrorResponse ? problemOf(error) : null;
        this.settle(row, { is: 'failed', problem });
      },
    });
  }

  private settle(row: ScanRow, state: ScanRow['state']): void {
    this.all.update((rows) => changed(rows, row.id, { state }));
    this.isSending = false;
    const settled = { ...row, state };
    this.sounds.play(outcomeOf(settled));
    this.settledOnes.next(settled);
    this.sendNext();
  }
}
