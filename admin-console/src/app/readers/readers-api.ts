import { HttpClient } from '@angular/common/http';
import { Injectable, inject } from '@angular/core';
import type { Observable } from 'rxjs';
import {
  type BlockRequestBody,
  type CreatedView,
  type ErasurePreviewView,
  type ItemSheetView,
  type ListView,
  type LoanView,
  type PatronAccountView,
  type PatronCategoryView,
  type PatronDataView,
  type PatronDetailsRequest,
  type PatronHistoryView,
  type PatronListView,
  type PatronView,
  type RegisterPatronRequest,
  type RenewAllView,
  type ReplaceCardRequest,
  apiRoot,
} from '../api/contract';

/** The lists of readers that staff work through. */
export const worklists = ['duplicates', 'come-of-age', 'to-erase'] as const;
export type Worklist = (typeof worklists)[number];

/** Readers: found, seen, and what is done to them. */
@Injectable({ providedIn: 'root' })
export class ReadersApi {
  private readonly http = inject(HttpClient);

  find(asked: { q: string } | { list: Worklist }, page: { offset: number; limit: number }): Observable<PatronListView> {
    return this.http.get<PatronListView>(`${apiRoot}/patrons`, { params: { ...asked, ...page } });
  }

  reader(id: string): Observable<PatronView> {
    return this.http.get<PatronView>(`${apiRoot}/patrons/${id}`);
  }

  account(id: number): Observable<PatronAccountView> {
    return this.http.get<PatronAccountView>(`${apiRoot}/patrons/${id}/account`);
  }

  history(id: number, page: { offset: number; limit: number }): Observable<PatronHistoryView> {
    return this.http.get<PatronHistoryView>(`${apiRoot}/patrons/${id}/events`, { params: page });
  }

  register(request: RegisterPatronRequest): Observable<CreatedView> {
    return this.http.post<CreatedView>(`${apiRoot}/patrons`, request);
  }

  change(id: number, request: PatronDetailsRequest): Observable<unknown> {
    return this.http.put(`${apiRoot}/patrons/${id}`, request);
  }

  renewMembership(id: number, category: string | null): Observable<unknown> {
    return this.http.post(`${apiRoot}/patrons/${id}/membership`, { category });
  }

  replaceCard(id: number, request: ReplaceCardRequest): Observable<unknown> {
    return this.http.post(`${apiRoot}/patrons/${id}/card`, request);
  }

  setPin(id: number, pin: string): Observable<unknown> {
    return this.http.post(`${apiRoot}/patrons/${id}/pin`, { pin });
  }

  unlockPin(id: number): Observable<unknown> {
    return this.http.post(`${apiRoot}/patrons/${id}/pin/unlock`, {});
  }

  setBlock(id: number, request: BlockRequestBody): Observable<CreatedView> {
    return this.http.post<CreatedView>(`${apiRoot}/patrons/${id}/blocks`, request);
  }

  liftBlock(id: number, block: number): Observable<unknown> {
    return this.http.delete(`${apiRoot}/patrons/${id}/blocks/${block}`);
  }

  merge(survivor: number, mergedId: number): Observable<unknown> {
    return this.http.post(`${apiRoot}/patrons/${survivor}/merge`, { mergedId });
  }

  /** All that is kept of him; each time it is asked for, the journal says so. */
  export(id: number): Observable<PatronDataView> {
    return this.http.post<PatronDataView>(`${apiRoot}/patrons/${id}/export`, {});
  }

  previewErasure(id: number): Observable<ErasurePreviewView> {
    return this.http.get<ErasurePreviewView>(`${apiRoot}/patrons/${id}/erasure`);
  }

  erase(id: number): Observable<unknown> {
    return this.http.post(`${apiRoot}/patrons/${id}/erasure`, {});
  }

  renew(request: { card: string; item: string; library: string }): Observable<LoanView> {
    return this.http.post<LoanView>(`${apiRoot}/renewals`, request);
  }

  renewAll(request: { card: string; library: string }): Observable<RenewAllView> {
    return this.http.post<RenewAllView>(`${apiRoot}/renewals/all`, request);
  }

  item(barcode: string): Observable<ItemSheetView> {
    return this.http.get<ItemSheetView>(`${apiRoot}/items/${encodeURIComponent(barcode)}`);
  }

  placeHold(request: { card: string; record: string; pickup: string; volume?: string }): Observable<unknown> {
    return this.http.post(`${apiRoot}/holds`, request);
  }

  cancelHold(id: number): Observable<unknown> {
    return this.http.post(`${apiRoot}/holds/${id}/cancel`, { reason: 'patron' });
  }

  /** Null ends a suspension. */
  suspendHold(id: number, until: string | null): Observable<unknown> {
    return this.http.post(`${apiRoot}/holds/${id}/suspension`, { until });
  }

  changePickup(id: number, library: string): Observable<unknown> {
    return this.http.put(`${apiRoot}/holds/${id}/pickup`, { library });
  }

  categories(): Observable<ListView<PatronCategoryView>> {
    return this.http.get<ListView<PatronCategoryView>>(`${apiRoot}/patron-categories`);
  }

  addCategory(category: PatronCategoryView): Observable<PatronCategoryView> {
    return this.http.post<PatronCategoryView>(`${apiRoot}/patron-categories`, category);
  }

  changeCategory({ code, ...facts }: PatronCategoryView): Observable<PatronCategoryView> {
    return this.http.put<PatronCategoryView>(`${apiRoot}/patron-categories/${code}`, facts);
  }
}
