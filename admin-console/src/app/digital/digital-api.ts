import { HttpClient } from '@angular/common/http';
import { Injectable, inject } from '@angular/core';
import type { Observable } from 'rxjs';
import {
  type ListView,
  type NewResourceRequest,
  type ReadinessSummaryView,
  type ReadinessView,
  type ResourceAccessCode,
  type ResourceDetailsRequest,
  type ResourceLineView,
  type ResourceLinkView,
  type ResourceSheetView,
  type ResourceTypeCode,
  type UsageFileRequest,
  type UsageImportView,
  type UsageReportView,
  type UsageYearView,
  apiRoot,
} from '../api/contract';
import type { Paging } from '../ui/paging';

/** What is asked of the digital library; what is left out is any. */
export interface ResourcesAsked {
  readonly q?: string;
  readonly type?: ResourceTypeCode;
  readonly access?: ResourceAccessCode;
  readonly origin?: ResourceLineView['origin'];
  readonly source?: string;
  readonly status?: ResourceLineView['status'];
  readonly linked?: 'true' | 'false';
}
export type Partner = ReadinessView['partner'];

/** The digital library: resources, what they go with, what partners would say of them, how much they are used. */
@Injectable({ providedIn: 'root' })
export class DigitalApi {
  private readonly http = inject(HttpClient);

  find(asked: ResourcesAsked, { offset, size }: Paging): Observable<ListView<ResourceLineView>> {
    const params = { ...asked, offset, limit: size };
    return this.http.get<ListView<ResourceLineView>>(`${apiRoot}/digital-resources`, { params });
  }

  resource(id: string): Observable<ResourceSheetView> {
    return this.http.get<ResourceSheetView>(urlOf(id));
  }

  add(resource: NewResourceRequest): Observable<ResourceSheetView> {
    return this.http.post<ResourceSheetView>(`${apiRoot}/digital-resources`, resource);
  }

  change(id: number, details: ResourceDetailsRequest): Observable<ResourceSheetView> {
    return this.http.put<ResourceSheetView>(urlOf(id), details);
  }

  withdraw(id: number): Observable<unknown> {
    return this.http.delete(urlOf(id));
  }

  link(id: number, record: string, state: 'LINKED' | 'REFUSED'): Observable<ResourceSheetView> {
    return this.http.put<ResourceSheetView>(`${urlOf(id)}/links/${encodeURIComponent(record)}`, { state });
  }

  /** Likely links, of resources after this one. */
  proposals(after: number): Observable<{ items: readonly ResourceLinkView[] }> {
    const url = `${apiRoot}/digital-links/proposals`;
    return this.http.get<{ items: readonly ResourceLinkView[] }>(url, { params: { after } });
  }

  readiness(id: number, partner: Partner): Observable<ReadinessView> {
    return this.http.get<ReadinessView>(`${urlOf(id)}/readiness/${partner}`);
  }

  readinessOfAll(partner: Partner): Observable<ReadinessSummaryView> {
    return this.http.get<ReadinessSummaryView>(`${apiRoot}/digital-readiness/${partner}`);
  }

  usage(year: number, only: { library?: string; type?: ResourceTypeCode }): Observable<UsageYearView> {
    return this.http.get<UsageYearView>(`${apiRoot}/digital-usage/${year}`, { params: only });
  }

  imports(): Observable<{ items: readonly UsageImportView[] }> {
    return this.http.get<{ items: readonly UsageImportView[] }>(`${apiRoot}/digital-usage/imports`);
  }

  importUsage(file: UsageFileRequest): Observable<UsageReportView> {
    return this.http.post<UsageReportView>(`${apiRoot}/digital-usage/imports`, file);
  }
}

/** The report of a year, to be saved. */
export function reportUrl(year: number, form: 'spreadsheet' | 'exchange'): string {
  return `${apiRoot}/digital-usage/${year}/report?form=${form}`;
}

function urlOf(id: number | string): string {
  return `${apiRoot}/digital-resources/${encodeURIComponent(id)}`;
}
