import { HttpClient } from '@angular/common/http';
import { Injectable, inject } from '@angular/core';
import type { Observable } from 'rxjs';
import {
  type BudgetsView,
  type CommuneBudgetRequest,
  type FigureFileForm,
  type StatisticsTable,
  type StatisticsView,
  apiRoot,
} from '../api/contract';
import type { MessageKey } from '../messages/catalogue';
import type { Asked } from './periods';

/** The files a table is taken out as, in the order they are offered. */
export const fileForms: readonly { readonly form: FigureFileForm; readonly word: MessageKey }[] = [
  { form: 'spreadsheet', word: 'statistics.file.spreadsheet' },
  { form: 'ods', word: 'statistics.file.ods' },
  { form: 'pdf', word: 'statistics.file.pdf' },
  { form: 'exchange', word: 'statistics.file.exchange' },
];

/** The figures of the network, and what the communes spend. */
@Injectable({ providedIn: 'root' })
export class StatisticsApi {
  private readonly http = inject(HttpClient);

  report(asked: Asked): Observable<StatisticsView> {
    return this.http.get<StatisticsView>(`${apiRoot}/statistics`, { params: parametersOf(asked) });
  }

  budgets(year: number): Observable<BudgetsView> {
    return this.http.get<BudgetsView>(`${apiRoot}/statistics/budgets/${year}`);
  }

  setBudget(year: number, inseeCode: string, budget: CommuneBudgetRequest): Observable<unknown> {
    return this.http.put(`${apiRoot}/statistics/budgets/${year}/${inseeCode}`, budget);
  }
}

/** Where a table of the statistics is downloaded. */
export function fileOf(asked: Asked, table: StatisticsTable, form: FigureFileForm): string {
  return `${apiRoot}/statistics/file?${new URLSearchParams({ ...parametersOf(asked), table, form }).toString()}`;
}

/** Where the budgets of a year are downloaded. */
export function budgetFileOf(year: number, form: FigureFileForm): string {
  return `${apiRoot}/statistics/budgets/${year}/file?form=${form}`;
}

function parametersOf({ period, compared, library }: Asked): Record<string, string> {
  return {
    ...period,
    ...(compared && { comparedFrom: compared.from, comparedUntil: compared.until }),
    ...(library !== null && { library }),
  };
}
