import { HttpClient } from '@angular/common/http';
import { Injectable, inject } from '@angular/core';
import type { Observable } from 'rxjs';
import {
  type JournalExportRequest,
  type JournalExportView,
  type JournalPageView,
  type JournalSheetView,
  type JournalVerdictView,
  apiRoot,
} from '../api/contract';

const root = `${apiRoot}/journal`;

/** The journal of the network. */
@Injectable({ providedIn: 'root' })
export class JournalApi {
  private readonly http = inject(HttpClient);

  page(asked: JournalExportRequest, before: string | null): Observable<JournalPageView> {
    const given = Object.entries({ ...asked, before }).filter((entry): entry is [string, string] => entry[1] !== null);
    return this.http.get<JournalPageView>(root, { params: Object.fromEntries(given) });
  }

  line(seq: string): Observable<JournalSheetView> {
    return this.http.get<JournalSheetView>(`${root}/${encodeURIComponent(seq)}`);
  }

  verify(): Observable<JournalVerdictView> {
    return this.http.post<JournalVerdictView>(`${root}/verification`, null);
  }

  export(asked: JournalExportRequest): Observable<JournalExportView> {
    return this.http.post<JournalExportView>(`${root}/exports`, asked);
  }
}
