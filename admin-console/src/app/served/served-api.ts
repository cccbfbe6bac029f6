import { HttpClient } from '@angular/common/http';
import { Injectable, inject } from '@angular/core';
import type { Observable } from 'rxjs';
import {
  type QueryTrialRequest,
  type QueryTrialView,
  type ServedSettingsView,
  type ServedView,
  apiRoot,
} from '../api/contract';

/** What partners ask of this server is told by no stream: it is asked again this often (milliseconds). */
export const askAgainMs = 20_000;

/** What partners ask of this server by Z39.50, SRU and OAI-PMH, and how far they may go. */
@Injectable({ providedIn: 'root' })
export class ServedApi {
  private readonly http = inject(HttpClient);

  served(): Observable<ServedView> {
    return this.http.get<ServedView>(`${apiRoot}/served`);
  }

  settings(): Observable<ServedSettingsView> {
    return this.http.get<ServedSettingsView>(`${apiRoot}/served/settings`);
  }

  tryQuery(query: QueryTrialRequest): Observable<QueryTrialView> {
    return this.http.post<QueryTrialView>(`${apiRoot}/served/trial`, query);
  }
}
