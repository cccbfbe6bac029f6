import { HttpClient } from '@angular/common/http';
import { Injectable, inject } from '@angular/core';
import type { Observable } from 'rxjs';
import { type AlertView, type ListView, apiRoot } from '../../api/contract';

/** What calls for somebody, and who sees to it. */
@Injectable({ providedIn: 'root' })
export class AlertsApi {
  private readonly http = inject(HttpClient);

  list(): Observable<ListView<AlertView>> {
    return this.http.get<ListView<AlertView>>(`${apiRoot}/alerts`);
  }

  /** The first who says so sees to it: the answer says who that is. */
  acknowledge(key: string): Observable<AlertView> {
    return this.http.post<AlertView>(`${apiRoot}/alerts/acknowledgements`, { key });
  }
}
