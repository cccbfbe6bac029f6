import { HttpClient } from '@angular/common/http';
import { Injectable, inject } from '@angular/core';
import { type Observable, map } from 'rxjs';
import { type ClaimView, type DecisionRequest, type ReviewQueueView, apiRoot } from '../api/contract';

const root = `${apiRoot}/migration-batches`;

/** What batches leave to people: queues, the next lines of one, decisions. */
@Injectable({ providedIn: 'root' })
export class ReviewApi {
  private readonly http = inject(HttpClient);

  queues(): Observable<readonly ReviewQueueView[]> {
    return this.http
      .get<{ items: readonly ReviewQueueView[] }>(`${apiRoot}/migration-queues`)
      .pipe(map(({ items }) => items));
  }

  claim(batch: number, after: number, limit: number): Observable<ClaimView> {
    return this.http.post<ClaimView>(`${root}/${batch}/claims`, { after, limit });
  }

  release(batch: number): Observable<unknown> {
    return this.http.delete(`${root}/${batch}/claims`);
  }

  decide(batch: number, line: number, decision: DecisionRequest): Observable<unknown> {
    return this.http.put(`${root}/${batch}/lines/${line}/decision`, decision);
  }
}
