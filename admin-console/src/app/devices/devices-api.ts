import { HttpClient } from '@angular/common/http';
import { Injectable, inject } from '@angular/core';
import type { Observable } from 'rxjs';
import { type DeviceView, type ListView, apiRoot } from '../api/contract';

/** The SIP2 terminals this server knows. */
@Injectable({ providedIn: 'root' })
export class DevicesApi {
  private readonly http = inject(HttpClient);

  list(): Observable<ListView<DeviceView>> {
    return this.http.get<ListView<DeviceView>>(`${apiRoot}/devices`);
  }
}
