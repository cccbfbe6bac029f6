import { DOCUMENT, Component, computed, inject, input, signal } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { RouterLink } from '@angular/router';
import type { ImportFindingView, ImportReportView } from '../api/contract';
import { Messages } from '../messages/messages';
import { evidenceWord } from '../review/evidence-words';
import { itemTypeWords } from '../rules/rule-words';
import { Failure } from '../ui/failure';
import { Icon } from '../ui/icon';
import { Loading } from '../ui/loading';
import { readResource } from '../ui/read-resource';
import { findingWords, lineWords, rejectWord } from './import-words';
import { ImportsApi } from './imports-api';

/** Rows of a list shown on the page; the whole list is in the file one downloads. */
const shownAtOnce = 50;

/** What a file is worth and what becomes of it: counts, what was left out and where, what was put right, what was found. */
@Component({
  selector: 'app-import-report',
  imports: [Failure, Icon, Loading, MatButton, RouterLink],
  templateUrl: './import-report.html',
  styleUrls: ['../steering/steering.scss', './imports.scss'],
})
export class ImportReport {
  private readonly api = inject(ImportsApi);
  private readonly messages = inject(Messages);
  private readonly document = inject(DOCUMENT);

  readonly batch = input.required<{ readonly id: number; readonly state: string }>();

  protected readonly say = this.messages.say;
  protected readonly sayCount = this.messages.sayCount;
  protected readonly figure = this.messages.figure;
  protected readonly typeWords = itemTypeWords;
  protected readonly evidenceWord = evidenceWord;
  protected readonly rejectWord = rejectWord;
  protected readonly shownAtOnce = shownAtOnce;

  protected readonly report = readResource({
    params: () => this.batch(),
    stream: ({ params }) => this.api.report(params.id),
  });
  protected readonly shown = computed(() => (this.report.hasValue() ? this.report.value() : null));
  protected readonly isApplied = computed(() => ['APPLIED', 'CLOSED'].includes(this.batch().state));
  /** The counts that say something at this point of its life. */
  protected readonly counts = computed(() => {
    const report = this.shown();
    if (!report) return [];
    const names = this.isApplied()
      ? (['read', 'created', 'merged', 'updated', 'unchanged', 'rejected'] as const)
      : (['read', 'new', 'automatic', 'awaiting', 'decidedByPeople', 'known', 'rejected'] as const);
    return names.map((name) => ({ word: lineWords[name], count: report.lines[name] ?? 0 }));
  });
  protected readonly evidence = computed(() =>
    Object.entries(this.shown()?.matchedBy ?? {}).sort(([, one], [, other]) => other - one),
  );
  protected readonly kinds = computed(() =>
    Object.entries(this.shown()?.findings ?? {}).flatMap(([kind, count]) => {
      const word = findingWords[kind];
      return word ? [{ kind, word, count }] : [];
    }),
  );
  /** What was found, by kind, once it was asked for. */
  protected readonly found = signal<Readonly<Record<string, readonly ImportFindingView[]>>>({});
  protected readonly failure = signal<unknown>(null);

  /** Every copy that came in became one, was there, or was left out; nothing is said before the batch is applied. */
  protected addsUp(row: ImportReportView['items'][number]): boolean {
    return !this.isApplied() || row.read === row.created + row.known + row.rejected;
  }

  protected opened(kind: string, isOpen: boolean): void {
    if (!isOpen || this.found()[kind]) return;
    this.api.findings(this.batch().id, kind).subscribe({
      next: (items) => this.found.update((found) => ({ ...found, [kind]: items })),
      error: (error: unknown) => this.failure.set(error),
    });
  }

  protected saveCsv(): void {
    this.api.reportCsv(this.batch().id).subscribe({
      // A spreadsheet reads UTF-8 when the file says so.
      next: (csv) => this.save(`\uFEFF${csv}`, 'csv', 'text/csv;charset=utf-8'),
      error: (error: unknown) => this.failure.set(error),
    });
  }

  protected saveJson(): void {
    this.save(JSON.stringify(this.shown(), null, 2), 'json', 'application/json');
  }

  private save(text: string, extension: string, type: string): void {
    const link = this.document.createElement('a');
    link.href = URL.createObjectURL(new Blob([text], { type }));
    link.download = `import-${this.batch().id}.${extension}`;
    link.click();
    URL.revokeObjectURL(link.href);
  }
}
