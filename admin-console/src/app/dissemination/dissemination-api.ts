import { HttpClient } from '@angular/common/http';
import { Injectable, inject } from '@angular/core';
import { type Observable, map } from 'rxjs';
import {
  type FormatView,
  type ListView,
  type ReadinessSummaryView,
  type RecordPreviewView,
  type RepositoryRequest,
  type RepositoryView,
  type ResourceReadinessView,
  type SetEstimateView,
  type SetRequest,
  type SetView,
  apiRoot,
} from '../api/contract';

const root = `${apiRoot}/dissemination`;
export type Partner = ReadinessSummaryView['partner'];

/** Records of a preview, and resources of a page of readiness. */
export const previewed = 10;
export const readinessLines = 50;

/** What the catalogue gives to harvesters: sets, formats, repositories, what partners would take. */
@Injectable({ providedIn: 'root' })
export class DisseminationApi {
  private readonly http = inject(HttpClient);

  sets(): Observable<ListView<SetView>> {
    return this.http.get<ListView<SetView>>(`${root}/sets`);
  }

  saveSet(spec: string, set: SetRequest): Observable<SetView> {
    return this.http.put<SetView>(`${root}/sets/${encodeURIComponent(spec)}`, set);
  }

  retireSet(spec: string): Observable<unknown> {
    return this.http.delete(`${root}/sets/${encodeURIComponent(spec)}`);
  }

  /** What a set would hold by this rule. Nothing is written. */
  estimate(spec: string, rule: SetRequest['rule']): Observable<SetEstimateView> {
    return this.http.post<SetEstimateView>(`${root}/sets/${encodeURIComponent(spec)}/estimate`, { rule });
  }

  preview(spec: string, format: string): Observable<readonly RecordPreviewView[]> {
    const params = { format, limit: previewed };
    return this.http
      .get<ListView<RecordPreviewView>>(`${root}/sets/${encodeURIComponent(spec)}/preview`, { params })
      .pipe(map(({ items }) => items));
  }

  formats(): Observable<ListView<FormatView>> {
    return this.http.get<ListView<FormatView>>(`${root}/formats`);
  }

  repositories(): Observable<ListView<RepositoryView>> {
    return this.http.get<ListView<RepositoryView>>(`${root}/repositories`);
  }

  saveRepository(name: string, repository: RepositoryRequest): Observable<RepositoryView> {
    return this.http.put<RepositoryView>(`${root}/repositories/${name}`, repository);
  }

  closeRepository(name: string): Observable<unknown> {
    return this.http.delete(`${root}/repositories/${name}`);
  }

  readiness(partner: Partner): Observable<ReadinessSummaryView> {
    return this.http.get<ReadinessSummaryView>(`${apiRoot}/digital-readiness/${partner}`);
  }

  /** Resource by resource, after the one of that number. */
  readinessOfEach(partner: Partner, after: number): Observable<readonly ResourceReadinessView[]> {
    const params = { after, limit: readinessLines };
    return this.http
      .get<{ items: ResourceReadinessView[] }>(`${apiRoot}/digital-readiness/${partner}/resources`, { params })
      .pipe(map(({ items }) => items));
  }
}
