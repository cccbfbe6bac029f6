import { HttpClient } from '@angular/common/http';
import { Injectable, inject } from '@angular/core';
import type { Observable } from 'rxjs';
import { type ReturnView, type SortBinsView, type SortRuleView, apiRoot } from '../api/contract';

/** The lists by which sorters share out what comes back. */
@Injectable({ providedIn: 'root' })
export class SortersApi {
  private readonly http = inject(HttpClient);

  bins(library: string): Observable<SortBinsView> {
    return this.http.get<SortBinsView>(`${apiRoot}/libraries/${library}/sort-bins`);
  }

  save(library: string, rules: readonly SortRuleView[]): Observable<SortBinsView> {
    return this.http.put<SortBinsView>(`${apiRoot}/libraries/${library}/sort-bins`, { rules });
  }

  /** Where a document would go if the sorter took it back now. Changes nothing. */
  dryRun(library: string, item: string): Observable<ReturnView> {
    return this.http.post<ReturnView>(`${apiRoot}/libraries/${library}/sort-bins/dry-run`, { item });
  }
}
