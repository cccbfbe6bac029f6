import { HttpClient } from '@angular/common/http';
import { Injectable, inject } from '@angular/core';
import type { Observable } from 'rxjs';
import { type SystemView, apiRoot } from '../api/contract';

/** Where the diagnostic is downloaded. */
export const diagnosticFile = `${apiRoot}/system/diagnostic`;

/** The state of the server. */
@Injectable({ providedIn: 'root' })
export class SystemApi {
  private readonly http = inject(HttpClient);

  state(): Observable<SystemView> {
    return this.http.get<SystemView>(`${apiRoot}/system`);
  }
}
