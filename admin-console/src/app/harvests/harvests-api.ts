import { HttpClient } from '@angular/common/http';
import { Injectable, inject } from '@angular/core';
import { type Observable, map } from 'rxjs';
import {
  type HarvestNoteView,
  type HarvestOrder,
  type HarvestRunView,
  type HarvestSourceRequest,
  type HarvestSourceView,
  type IdentifyRequest,
  type IdentifyView,
  type ListView,
  type SweepDecisionRequest,
  apiRoot,
} from '../api/contract';

const sources = `${apiRoot}/harvest-sources`;
const runs = `${apiRoot}/harvest-runs`;

/** Lines of a history that are asked at once. */
export const historyLines = 20;

/** The repositories that are harvested, and each harvest. */
@Injectable({ providedIn: 'root' })
export class HarvestsApi {
  private readonly http = inject(HttpClient);

  sources(): Observable<ListView<HarvestSourceView>> {
    return this.http.get<ListView<HarvestSourceView>>(sources);
  }

  source(code: string): Observable<HarvestSourceView> {
    return this.http.get<HarvestSourceView>(`${sources}/${code}`);
  }

  save(code: string, source: HarvestSourceRequest): Observable<HarvestSourceView> {
    return this.http.put<HarvestSourceView>(`${sources}/${code}`, source);
  }

  /** Asks a repository who it is; nothing is kept. */
  identify(where: IdentifyRequest): Observable<IdentifyView> {
    return this.http.post<IdentifyView>(`${sources}/identify`, where);
  }

  harvest(code: string, order: HarvestOrder): Observable<unknown> {
    return this.http.post(`${sources}/${code}/harvest`, order);
  }

  stop(code: string): Observable<unknown> {
    return this.http.delete(`${sources}/${code}/harvest`);
  }

  mapAgain(code: string): Observable<{ readonly waiting: number }> {
    return this.http.post<{ waiting: number }>(`${sources}/${code}/remap`, null);
  }

  /** The newest first; those before a run when one is named. */
  runs(source: string, before: number | null): Observable<readonly HarvestRunView[]> {
    const params = { source, limit: historyLines, ...(before !== null && { before }) };
    return this.http.get<{ items: HarvestRunView[] }>(runs, { params }).pipe(map(({ items }) => items));
  }

  notes(run: number, after: number): Observable<readonly HarvestNoteView[]> {
    const params = { after, limit: historyLines };
    return this.http
      .get<{ items: HarvestNoteView[] }>(`${runs}/${run}/notes`, { params })
      .pipe(map(({ items }) => items));
  }

  decide(run: number, decision: SweepDecisionRequest['decision']): Observable<HarvestRunView> {
    return this.http.post<HarvestRunView>(`${runs}/${run}/decision`, { decision });
  }
}
