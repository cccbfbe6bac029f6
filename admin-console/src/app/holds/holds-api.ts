import { HttpClient, HttpErrorResponse } from '@angular/common/http';
import { Injectable, inject } from '@angular/core';
import { type Observable, catchError, map, of, switchMap, throwError } from 'rxjs';
import {
  type CancelHoldRequest,
  type EndedOnShelfView,
  type HoldExplanationView,
  type HoldView,
  type ListView,
  type PlaceHoldRequest,
  type PullLineView,
  type PullPrintView,
  apiRoot,
} from '../api/contract';
import type { Paging } from '../ui/paging';

/** What is looked for among the holds; what is left out does not matter. */
export interface HoldsAsked {
  readonly title?: string;
  readonly card?: string;
  readonly library?: string;
  readonly state: string;
}

/** What a reader asks for at the desk. */
export interface Wish {
  readonly card: string;
  readonly document: string;
  readonly copies: 'any' | 'this-one';
  readonly pickup: string;
}

/** The holds of the network, and the lists by which a library works them. */
@Injectable({ providedIn: 'root' })
export class HoldsApi {
  private readonly http = inject(HttpClient);

  find(asked: HoldsAsked, paging: Paging): Observable<ListView<HoldView>> {
    return this.http.get<ListView<HoldView>>(`${apiRoot}/holds`, { params: { ...asked, ...part(paging) } });
  }

  explain(id: number): Observable<HoldExplanationView> {
    return this.http.get<HoldExplanationView>(`${apiRoot}/holds/${id}/explanation`);
  }

  /** Places a hold on what was scanned or typed: the barcode of a copy, else the number of a record. */
  place({ document, copies, ...asked }: Wish): Observable<HoldView> {
    const placed = (request: Pick<PlaceHoldRequest, 'record' | 'barcode'>): Observable<HoldView> =>
      this.http.post<HoldView>(`${apiRoot}/holds`, { ...asked, ...request });
    return this.http.get<{ readonly record: string }>(`${apiRoot}/items/${encodeURIComponent(document)}`).pipe(
      map(({ record }) => ({ record, ...(copies === 'this-one' && { barcode: document }) })),
      catchError((error: unknown) => {
        const isNoBarcode = error instanceof HttpErrorResponse && error.status === 404;
        return isNoBarcode ? of({ record: document }) : throwError(() => error);
      }),
      switchMap(placed),
    );
  }

  cancel(id: number, reason: CancelHoldRequest['reason']): Observable<HoldView> {
    return this.http.post<HoldView>(`${apiRoot}/holds/${id}/cancel`, { reason });
  }

  /** Until when a hold is passed over, ISO 8601; null: no longer. */
  suspend(id: number, until: string | null): Observable<HoldView> {
    return this.http.post<HoldView>(`${apiRoot}/holds/${id}/suspension`, { until });
  }

  changePickup(id: number, library: string): Observable<HoldView> {
    return this.http.put<HoldView>(`${apiRoot}/holds/${id}/pickup`, { library });
  }

  notFound(id: number): Observable<HoldView> {
    return this.http.post<HoldView>(`${apiRoot}/holds/${id}/not-found`, null);
  }

  passOn(id: number): Observable<HoldView> {
    return this.http.post<HoldView>(`${apiRoot}/holds/${id}/pass-on`, null);
  }

  extend(id: number): Observable<HoldView> {
    return this.http.post<HoldView>(`${apiRoot}/holds/${id}/extension`, null);
  }

  callAgain(id: number): Observable<HoldView> {
    return this.http.post<HoldView>(`${apiRoot}/holds/${id}/call`, null);
  }

  pullList(library: string, paging: Paging): Observable<ListView<PullLineView>> {
    return this.http.get<ListView<PullLineView>>(`${apiRoot}/libraries/${library}/pull-list`, { params: part(paging) });
  }

  printed(library: string, holds: readonly number[]): Observable<PullPrintView> {
    return this.http.post<PullPrintView>(`${apiRoot}/libraries/${library}/pull-list/printed`, { holds });
  }

  shelf(library: string, paging: Paging): Observable<ListView<HoldView>> {
    return this.http.get<ListView<HoldView>>(`${apiRoot}/libraries/${library}/hold-shelf`, { params: part(paging) });
  }

  ended(library: string): Observable<ListView<EndedOnShelfView>> {
    const params = { limit: 200 };
    return this.http.get<ListView<EndedOnShelfView>>(`${apiRoot}/libraries/${library}/hold-shelf/ended`, { params });
  }
}

function part({ offset, size }: Paging): { offset: number; limit: number } {
  return { offset, limit: size };
}
