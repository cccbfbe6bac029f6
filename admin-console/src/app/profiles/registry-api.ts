import { HttpClient } from '@angular/common/http';
import { Injectable, inject } from '@angular/core';
import type { Observable } from 'rxjs';
import {
  type DeviceChangeRequest,
  type DeviceWithSecretView,
  type ListView,
  type NewDeviceRequest,
  type ReadyProfileView,
  type RegisteredDeviceView,
  apiRoot,
} from '../api/contract';

const root = `${apiRoot}/device-registry`;

/** What is done to a terminal by its name alone. */
export type DeviceAct = 'disable' | 'enable' | 'cut-off';

/** The device registry: who the terminals are, how they speak, whether they may sign in. */
@Injectable({ providedIn: 'root' })
export class RegistryApi {
  private readonly http = inject(HttpClient);

  profiles(): Observable<ListView<ReadyProfileView>> {
    return this.http.get<ListView<ReadyProfileView>>(`${apiRoot}/device-profiles`);
  }

  devices(): Observable<ListView<RegisteredDeviceView>> {
    return this.http.get<ListView<RegisteredDeviceView>>(root);
  }

  device(login: string): Observable<RegisteredDeviceView> {
    return this.http.get<RegisteredDeviceView>(`${root}/${encodeURIComponent(login)}`);
  }

  /** Its secret is in the answer, and told never again. */
  add(device: NewDeviceRequest): Observable<DeviceWithSecretView> {
    return this.http.post<DeviceWithSecretView>(root, device);
  }

  change(login: string, change: DeviceChangeRequest): Observable<RegisteredDeviceView> {
    return this.http.patch<RegisteredDeviceView>(`${root}/${encodeURIComponent(login)}`, change);
  }

  renewSecret(login: string): Observable<DeviceWithSecretView> {
    return this.http.post<DeviceWithSecretView>(`${root}/${encodeURIComponent(login)}/secret`, {});
  }

  /** Its silence calls for nobody until then (ISO 8601); null: it does again. */
  mute(login: string, until: string | null): Observable<RegisteredDeviceView> {
    return this.http.post<RegisteredDeviceView>(`${root}/${encodeURIComponent(login)}/mute`, { until });
  }

  act(login: string, act: DeviceAct): Observable<RegisteredDeviceView> {
    return this.http.post<RegisteredDeviceView>(`${root}/${encodeURIComponent(login)}/${act}`, null);
  }
}
