import { Component, computed, inject, input } from '@angular/core';
import type { FigureFileForm, FigureSetView, FigureView, StatisticsTable } from '../api/contract';
import { Messages } from '../messages/messages';
import { type Bar, BarChart } from '../ui/bar-chart';
import { evolution, type FigureName, figureNames, figureText, figureWords } from './figure-words';
import { type Asked } from './periods';
import { fileForms, fileOf } from './statistics-api';

/** A line of the section: a library, a month, a type of document. */
export interface FigureLine {
  readonly key: string;
  readonly label: string;
  readonly more: string | null;
  readonly isComplete: boolean;
  readonly figures: Partial<FigureSetView>;
  readonly compared: Partial<FigureSetView> | null;
}
export type View = 'graphique' | 'tableau';

/** The same figures as a chart of one of them or as a table of all, and the way to take them out. */
@Component({
  selector: 'app-figure-section',
  imports: [BarChart],
  templateUrl: './figure-section.html',
  styleUrl: './figure-section.scss',
})
export class FigureSection {
  private readonly messages = inject(Messages);

  readonly table = input.required<StatisticsTable>();
  readonly heading = input.required<string>();
  /** What the first column holds. */
  readonly what = input.required<string>();
  readonly lines = input.required<readonly FigureLine[]>();
  readonly view = input.required<View>();
  /** The figure that is drawn. */
  readonly figure = input.required<FigureName>();
  readonly asked = input.required<Asked>();
  /** Words for the two periods. */
  readonly periodText = input.required<string>();
  readonly comparedText = input.required<string | null>();

  protected readonly say = this.messages.say;
  protected readonly words = figureWords;
  protected readonly forms = fileForms;
  /** The figures these lines know. */
  protected readonly columns = computed(() => {
    const known = this.lines()[0]?.figures ?? {};
    return figureNames.filter((name) => known[name] !== undefined);
  });
  /** The figure drawn; the first known when these lines do not know it. */
  protected readonly drawn = computed(() => {
    const columns = this.columns();
    return columns.find((name) => name === this.figure()) ?? columns[0] ?? 'loans';
  });
  protected readonly caption = computed(() => {
    const figure = this.say(this.words[this.drawn()].word);
    return this.say('statistics.chart.caption', { figure, heading: this.heading(), period: this.periodText() });
  });
  protected readonly bars = computed<readonly Bar[]>(() =>
    this.lines().map(({ key, label, isComplete, figures, compared }) => {
      const name = this.drawn();
      const before = compared?.[name];
      const change = evolution(figures[name], before, this.messages.locale());
      return {
        key,
        label,
        value: lengthOf(figures[name]),
        text: this.text(figures[name]) + (change === null ? '' : ` (${change})`),
        compared: compared && {
          value: lengthOf(before),
          text: this.say('statistics.before', { figure: this.text(before) }),
        },
        unfinished: isComplete ? null : this.say('statistics.unfinished'),
      };
    }),
  );

  protected text(figure: FigureView | undefined): string {
    return figureText(figure, this.messages);
  }

  protected change(line: FigureLine, name: FigureName): string | null {
    return evolution(line.figures[name], line.compared?.[name], this.messages.locale());
  }

  protected file(form: FigureFileForm): string {
    return fileOf(this.asked(), this.table(), form);
  }
}

/** One to four are drawn as two: longer than nothing, and telling nothing. */
function lengthOf(figure: FigureView | undefined): number | null {
  return figure === 'few' ? 2 : (figure ?? null);
}
