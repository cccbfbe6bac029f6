import { HttpClient, HttpHeaders, HttpParams } from '@angular/common/http';
import { Injectable, inject } from '@angular/core';
import type { Observable } from 'rxjs';
import {
  type CopyChangeView,
  type CopyEventView,
  type CopySheetView,
  type CopySituationView,
  type EditingLockView,
  type ExportOrder,
  type ExportView,
  type FindingView,
  type HeadingProposalView,
  type HoldView,
  type ItemStatusRequest,
  type ItemStatusView,
  type ListView,
  type MarcFieldView,
  type MarcView,
  type MergePreviewView,
  type PlaceHoldRequest,
  type RecordAuthorityView,
  type RecordResourceView,
  type RecordSheetView,
  type ReturnView,
  type SearchView,
  type SplitView,
  type VersionSheetView,
  type VersionView,
  apiRoot,
} from '../api/contract';

/** What is said of a copy by whoever makes or changes it; what is left out stays. */
export type CopyDescription = Partial<
  Pick<CopySheetView, 'barcode' | 'type' | 'location' | 'callNumber' | 'volume' | 'inventoryNo' | 'loanable'>
>;
/** A list that goes on. */
export interface Continued<T> {
  readonly items: readonly T[];
  readonly next: number | null;
}

/** The catalogue: what is found, records and copies as they are read and changed. */
@Injectable({ providedIn: 'root' })
export class CatalogueApi {
  private readonly http = inject(HttpClient);

  search(asked: Record<string, string | number>): Observable<SearchView> {
    return this.http.get<SearchView>(`${apiRoot}/search`, { params: new HttpParams({ fromObject: asked }) });
  }

  record(number: string): Observable<RecordSheetView> {
    return this.http.get<RecordSheetView>(recordUrl(number));
  }

  source(number: string): Observable<{ iso2709: string; marcXchange: string }> {
    return this.http.get<{ iso2709: string; marcXchange: string }>(`${recordUrl(number)}/source`);
  }

  copies(number: string): Observable<ListView<CopySituationView>> {
    return this.http.get<ListView<CopySituationView>>(`${recordUrl(number)}/copies`);
  }

  versions(number: string, before: number | null): Observable<Continued<VersionView>> {
    return this.http.get<Continued<VersionView>>(
      `${recordUrl(number)}/versions`,
      before === null ? {} : { params: { before } },
    );
  }

  version(number: string, version: number): Observable<VersionSheetView> {
    return this.http.get<VersionSheetView>(`${recordUrl(number)}/versions/${version}`);
  }

  resources(number: string): Observable<{ items: readonly RecordResourceView[] }> {
    return this.http.get<{ items: readonly RecordResourceView[] }>(`${recordUrl(number)}/digital-resources`);
  }

  holds(number: string): Observable<ListView<HoldView>> {
    return this.http.get<ListView<HoldView>>(`${apiRoot}/holds`, { params: { record: number, limit: 200 } });
  }

  placeHold(request: PlaceHoldRequest): Observable<HoldView> {
    return this.http.post<HoldView>(`${apiRoot}/holds`, request);
  }

  cancelHold(id: number): Observable<HoldView> {
    return this.http.post<HoldView>(`${apiRoot}/holds/${id}/cancel`, { reason: 'staff' });
  }

  judge(marc: MarcView): Observable<ListView<FindingView>> {
    return this.http.post<ListView<FindingView>>(`${apiRoot}/records/validate`, { marc });
  }

  /** What controls each heading of a record. */
  authorities(number: string): Observable<{ items: readonly RecordAuthorityView[] }> {
    return this.http.get<{ items: readonly RecordAuthorityView[] }>(`${recordUrl(number)}/authorities`);
  }

  /** Authorities for a heading as it is typed. */
  proposals(field: MarcFieldView): Observable<{ items: readonly HeadingProposalView[] }> {
    return this.http.post<{ items: readonly HeadingProposalView[] }>(`${apiRoot}/authorities/proposals`, { field });
  }

  create(request: { template: string; title: string }): Observable<RecordSheetView> {
    return this.http.post<RecordSheetView>(`${apiRoot}/records`, request);
  }

  duplicate(marc: MarcView): Observable<RecordSheetView> {
    return this.http.post<RecordSheetView>(`${apiRoot}/records`, { marc });
  }

  save(number: string, version: number, marc: MarcView, reason: string): Observable<RecordSheetView> {
    return this.http.put<RecordSheetView>(recordUrl(number), { marc, reason }, onVersion(version));
  }

  restore(number: string, version: number, to: number): Observable<RecordSheetView> {
    return this.http.post<RecordSheetView>(`${recordUrl(number)}/restoration`, { version: to }, onVersion(version));
  }

  remove(number: string, version: number): Observable<RecordSheetView> {
    return this.http.post<RecordSheetView>(`${recordUrl(number)}/deletion`, {}, onVersion(version));
  }

  hide(number: string, version: number, hidden: boolean): Observable<RecordSheetView> {
    return this.http.put<RecordSheetView>(`${recordUrl(number)}/suppression`, { hidden }, onVersion(version));
  }

  lock(number: string, takeOver: string | null): Observable<EditingLockView> {
    return this.http.put<EditingLockView>(`${recordUrl(number)}/lock`, takeOver === null ? {} : { takeOver });
  }

  unlock(number: string): Observable<unknown> {
    return this.http.delete(`${recordUrl(number)}/lock`);
  }

  mergePreview(number: string, absorbed: string): Observable<MergePreviewView> {
    return this.http.post<MergePreviewView>(`${recordUrl(number)}/merge-preview`, { absorbed });
  }

  merge(number: string, version: number, absorbed: string, absorbedVersion: number): Observable<RecordSheetView> {
    return this.http.post<RecordSheetView>(
      `${recordUrl(number)}/merge`,
      { absorbed, absorbedVersion },
      onVersion(version),
    );
  }

  split(
    number: string,
    version: number,
    what: { merge: number } | { items: readonly string[] },
  ): Observable<SplitView> {
    return this.http.post<SplitView>(`${recordUrl(number)}/split`, what, onVersion(version));
  }

  addCopy(number: string, copy: CopyDescription & { library: string }): Observable<CopySheetView> {
    return this.http.post<CopySheetView>(`${recordUrl(number)}/items`, copy);
  }

  copy(barcode: string): Observable<CopySheetView> {
    return this.http.get<CopySheetView>(copyUrl(barcode));
  }

  situation(barcode: string): Observable<CopySituationView> {
    return this.http.get<CopySituationView>(`${copyUrl(barcode)}/situation`);
  }

  history(barcode: string, before: number | null): Observable<Continued<CopyEventView>> {
    return this.http.get<Continued<CopyEventView>>(
      `${copyUrl(barcode)}/history`,
      before === null ? {} : { params: { before } },
    );
  }

  describe(barcode: string, version: number, copy: CopyDescription): Observable<CopySheetView> {
    return this.http.put<CopySheetView>(copyUrl(barcode), copy, onVersion(version));
  }

  withdraw(barcode: string, version: number): Observable<unknown> {
    return this.http.post(`${copyUrl(barcode)}/removal`, { how: 'withdraw' }, onVersion(version));
  }

  mark(barcode: string, request: ItemStatusRequest): Observable<ItemStatusView> {
    return this.http.put<ItemStatusView>(`${apiRoot}/items/${encodeURIComponent(barcode)}/status`, request);
  }

  /** Where it would go if it were scanned there now; nothing changes. */
  nextDecision(library: string, barcode: string): Observable<ReturnView> {
    const url = `${apiRoot}/libraries/${encodeURIComponent(library)}/sort-bins/dry-run`;
    return this.http.post<ReturnView>(url, { item: barcode });
  }

  prepareChange(barcodes: readonly string[], change: CopyDescription): Observable<CopyChangeView> {
    return this.http.post<CopyChangeView>(`${apiRoot}/copy-changes`, { select: { barcodes }, change });
  }

  runChange(id: number): Observable<CopyChangeView> {
    return this.http.post<CopyChangeView>(`${apiRoot}/copy-changes/${id}/run`, {});
  }

  orderExport(order: ExportOrder): Observable<ExportView> {
    return this.http.post<ExportView>(`${apiRoot}/exports`, order);
  }

  export(id: string): Observable<ExportView> {
    return this.http.get<ExportView>(`${apiRoot}/exports/${id}`);
  }
}

function recordUrl(number: string): string {
  return `${apiRoot}/records/${encodeURIComponent(number)}`;
}

function copyUrl(barcode: string): string {
  return `${apiRoot}/copies/${encodeURIComponent(barcode)}`;
}

/** A change says which version it was made on: one made on another is refused. */
export function onVersion(version: number): { headers: HttpHeaders } {
  return { headers: new HttpHeaders({ 'If-Match': `"${version}"` }) };
}
