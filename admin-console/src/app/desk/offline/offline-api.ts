import { HttpClient } from '@angular/common/http';
import { Injectable, inject } from '@angular/core';
import type { Observable } from 'rxjs';
import {
  type ListView,
  type OfflineBatchRequest,
  type OfflineExceptionView,
  type OfflineReportView,
  apiRoot,
} from '../../api/contract';

/** What was done without the server, told to it, and what it could not settle by itself. */
@Injectable({ providedIn: 'root' })
export class OfflineApi {
  private readonly http = inject(HttpClient);

  /** The same batch again changes nothing and is answered the same. */
  replay(batch: OfflineBatchRequest): Observable<OfflineReportView> {
    return this.http.post<OfflineReportView>(`${apiRoot}/offline-batches`, batch);
  }

  /** What somebody must look at, the oldest first. */
  exceptions(library: string | null, limit: number): Observable<ListView<OfflineExceptionView>> {
    const params = { limit, ...(library && { library }) };
    return this.http.get<ListView<OfflineExceptionView>>(`${apiRoot}/offline-exceptions`, { params });
  }

  resolve(id: number, note: string): Observable<OfflineExceptionView> {
    return this.http.post<OfflineExceptionView>(`${apiRoot}/offline-exceptions/${id}/resolve`, { note });
  }
}
