import { HttpClient } from '@angular/common/http';
import { Injectable, inject } from '@angular/core';
import type { Observable } from 'rxjs';
import {
  type AuthorityLineView,
  type AuthorityMergePreviewView,
  type AuthorityTypeCode,
  type AuthorityView,
  type FindingView,
  type LinkedRecordView,
  type ListView,
  type MarcView,
  type UnlinkedView,
  apiRoot,
} from '../api/contract';
import { type Continued, onVersion } from '../catalogue/catalogue-api';
import type { Paging } from '../ui/paging';

/** What is asked of the file of authorities; what is left out is any. */
export interface AuthoritiesAsked {
  /** How the heading begins. */
  readonly from?: string;
  readonly type?: AuthorityTypeCode;
  /** Only those that are nothing but a heading; only those that control nothing. */
  readonly stubs?: 'true';
  readonly unused?: 'true';
  /** `next` of the page before. */
  readonly after?: string;
  readonly limit?: number;
}

/** The authorities: what is found, read, changed, merged; the headings that have none. */
@Injectable({ providedIn: 'root' })
export class AuthoritiesApi {
  private readonly http = inject(HttpClient);

  browse(asked: AuthoritiesAsked): Observable<{ items: readonly AuthorityLineView[]; next: string | null }> {
    const url = `${apiRoot}/authorities`;
    return this.http.get<{ items: readonly AuthorityLineView[]; next: string | null }>(url, { params: { ...asked } });
  }

  authority(number: string): Observable<AuthorityView> {
    return this.http.get<AuthorityView>(urlOf(number));
  }

  records(number: string, after: number): Observable<Continued<LinkedRecordView>> {
    return this.http.get<Continued<LinkedRecordView>>(`${urlOf(number)}/records`, { params: { after } });
  }

  judge(marc: MarcView): Observable<ListView<FindingView>> {
    return this.http.post<ListView<FindingView>>(`${apiRoot}/authorities/validate`, { marc });
  }

  create(marc: MarcView): Observable<AuthorityView> {
    return this.http.post<AuthorityView>(`${apiRoot}/authorities`, { marc });
  }

  save(number: string, version: number, marc: MarcView): Observable<AuthorityView> {
    return this.http.put<AuthorityView>(urlOf(number), { marc }, onVersion(version));
  }

  remove(number: string, version: number): Observable<AuthorityView> {
    return this.http.post<AuthorityView>(`${urlOf(number)}/deletion`, {}, onVersion(version));
  }

  mergePreview(number: string, absorbed: string): Observable<AuthorityMergePreviewView> {
    return this.http.post<AuthorityMergePreviewView>(`${urlOf(number)}/merge-preview`, { absorbed });
  }

  merge(number: string, version: number, absorbed: string, absorbedVersion: number): Observable<AuthorityView> {
    const what = { absorbed, absorbedVersion };
    return this.http.post<AuthorityView>(`${urlOf(number)}/merge`, what, onVersion(version));
  }

  unlinked(type: AuthorityTypeCode | null, { offset, size }: Paging): Observable<ListView<UnlinkedView>> {
    const params = { offset, limit: size, ...(type && { type }) };
    return this.http.get<ListView<UnlinkedView>>(`${apiRoot}/unlinked-headings`, { params });
  }

  /** Takes a heading for that of an authority, from now on. */
  adopt(number: string, version: number, key: string): Observable<{ records: number }> {
    return this.http.post<{ records: number }>(`${urlOf(number)}/adoption`, { key }, onVersion(version));
  }

  createFrom(heading: Pick<UnlinkedView, 'type' | 'key'>): Observable<AuthorityView> {
    const { type, key } = heading;
    return this.http.post<AuthorityView>(`${apiRoot}/unlinked-headings/authority`, { type, key });
  }
}

function urlOf(number: string): string {
  return `${apiRoot}/authorities/${encodeURIComponent(number)}`;
}
