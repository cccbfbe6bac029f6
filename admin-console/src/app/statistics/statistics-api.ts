import { HttpClient } from '@angular/common/http';
import { Injectable, inject } from '@angular/core';
import type { Observable } from 'rxjs';
import { type BudgetsView, type CommuneBudgetRequest, type StatisticsView, apiRoot } from '../api/contract';
import type { Asked } from './periods';

export type SheetForm = 'spreadsheet' | 'exchange';
export type Table = 'libraries' | 'months' | 'types';

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
export function fileOf(asked: Asked, table: Table, form: SheetForm): string {
  return `${apiRoot}/statistics/file?${new URLSearchParams({ ...parametersOf(asked), table, form }).toString()}`;
}

/** Where the budgets of a year are downloaded. */
export function budgetFileOf(year: number, form: SheetForm): string {
  return `${apiRoot}/statistics/budgets/${year}/file?form=${form}`;
}

function parametersOf({ period, compared, library }: Asked): Record<string, string> {
  return {
    ...period,
    ...(compared && { comparedFrom: compared.from, comparedUntil: compared.until }),
    ...(library !== null && { library }),
  };
}
