import { HttpClient } from '@angular/common/http';
import { Injectable, inject } from '@angular/core';
import type { Observable } from 'rxjs';
import {
  type ExchangePageView,
  type LiveDevicesView,
  type TranscriptView,
  type TrialRequestView,
  type TrialView,
  apiRoot,
} from '../api/contract';

/** Which exchanges are looked for; an empty condition is none. */
export interface ExchangesAsked {
  readonly message: string;
  readonly outcome: string;
  readonly item: string;
  readonly card: string;
}

/** What terminals say to the library, and what they would be answered. */
@Injectable({ providedIn: 'root' })
export class ConversationApi {
  private readonly http = inject(HttpClient);

  live(): Observable<LiveDevicesView> {
    return this.http.get<LiveDevicesView>(`${apiRoot}/devices/live`);
  }

  /** The newest first; `cursor` is where the page before ended. */
  exchanges(device: string, asked: ExchangesAsked, cursor: string | null): Observable<ExchangePageView> {
    const stated = Object.entries(asked).filter(([, value]) => value !== '');
    const params = { device, limit: 50, ...Object.fromEntries(stated), ...(cursor !== null && { cursor }) };
    return this.http.get<ExchangePageView>(`${apiRoot}/exchanges`, { params });
  }

  /** Times are ISO 8601, UTC. */
  transcript(device: string, from: string, until: string): Observable<TranscriptView> {
    const url = `${apiRoot}/devices/${encodeURIComponent(device)}/transcript`;
    return this.http.get<TranscriptView>(url, { params: { from, until } });
  }

  /** `rehearsals` takes everything back, `trials` does it. */
  attempt(device: string, how: 'rehearsals' | 'trials', request: TrialRequestView): Observable<TrialView> {
    return this.http.post<TrialView>(`${apiRoot}/devices/${encodeURIComponent(device)}/${how}`, request);
  }
}
