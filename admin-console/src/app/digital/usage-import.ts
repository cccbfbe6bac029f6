import { Component, inject, output, signal } from '@angular/core';
import { MatButton } from '@angular/material/button';
import type { UsageReportView } from '../api/contract';
import { ActResult, type Told } from '../catalogue/act-result';
import { Messages } from '../messages/messages';
import { DigitalApi } from './digital-api';
import { whyNotDigital } from './digital-refusals';
import { types, typeWords, unreadWords } from './digital-words';
import { textOfFile } from './usage-figures';

/** A supplier's file counted, and what was read of it: months, lines that could not be, libraries nobody knows. */
@Component({
  selector: 'app-usage-import',
  imports: [ActResult, MatButton],
  template: `
    <form class="act" novalidate (submit)="$event.preventDefault(); send(platform.value, kind.value, file.files)">
      <label for="usage-platform">{{ say('usage.platform') }}</label>
      <input #platform id="usage-platform" autocomplete="off" maxlength="64" required />
      <label for="usage-type">{{ say('usage.defaultType') }}</label>
      <select #kind id="usage-type">
        @for (each of types; track each) {
          <option [value]="each">{{ say(typeWords[each]) }}</option>
        }
      </select>
      <label for="usage-file">{{ say('usage.file') }}</label>
      <input #file id="usage-file" type="file" accept=".csv,.txt,text/csv" aria-describedby="usage-hint" required />
      <p id="usage-hint">{{ say('usage.fileHint') }}</p>
      <button mat-flat-button type="submit" [disabled]="isBusy()">{{ say('usage.count') }}</button>
    </form>
    <app-act-result [told]="told()" />
    @if (report(); as read) {
      <div data-testid="usage-report">
        <p>{{ say('usage.months', { months: read.months.join(', ') }) }}</p>
        @if (read.unread.length > 0) {
          <p>{{ sayCount('usage.unreadLines', read.unread.length) }}</p>
          <ul>
            @for (line of read.unread.slice(0, mostLines); track line.line) {
              <li>{{ say('usage.line', { line: line.line }) }} {{ say(unreadWords[line.why]) }}</li>
            }
          </ul>
          @if (read.unread.length > mostLines) {
            <p>{{ say('usage.moreLines', { n: read.unread.length - mostLines }) }}</p>
          }
        }
        @if (read.unknownLibraries.length > 0) {
          <p>{{ say('usage.unknownLibraries', { names: read.unknownLibraries.join(', ') }) }}</p>
        }
      </div>
    }
  `,
  styleUrl: '../catalogue/record/page.scss',
  styles: `
    p {
      margin: 4px 0;
      max-inline-size: 80ch;
    }
  `,
})
export class UsageImport {
  private readonly api = inject(DigitalApi);
  private readonly messages = inject(Messages);

  /** A file was counted: what is shown is no longer true. */
  readonly counted = output<UsageReportView>();

  protected readonly say = this.messages.say;
  protected readonly sayCount = this.messages.sayCount;
  protected readonly types = types;
  protected readonly typeWords = typeWords;
  protected readonly unreadWords = unreadWords;
  /** Lines told one by one. */
  protected readonly mostLines = 50;
  protected readonly report = signal<UsageReportView | null>(null);
  protected readonly told = signal<Told | null>(null);
  protected readonly isBusy = signal(false);

  protected async send(platform: string, kind: string, files: FileList | null): Promise<void> {
    const file = files?.[0];
    if (this.isBusy()) return;
    if (platform.trim() === '' || !file) return this.told.set({ done: false, words: this.say('usage.fileNeeded') });
    this.isBusy.set(true);
    this.told.set(null);
    this.report.set(null);
    const csv = textOfFile(new Uint8Array(await file.arrayBuffer()));
    const type = types.find((one) => one === kind) ?? types[0]!;
    this.api.importUsage({ platform: platform.trim(), type, csv }).subscribe({
      next: (report) => {
        this.isBusy.set(false);
        this.report.set(report);
        this.told.set({ done: true, words: this.sayCount('usage.counted', report.lines) });
        this.counted.emit(report);
      },
      error: (error: unknown) => {
        this.isBusy.set(false);
        this.told.set({ done: false, words: whyNotDigital(error, this.messages) });
      },
    });
  }
}
