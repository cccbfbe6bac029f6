import { HttpClient } from '@angular/common/http';
import { Injectable, inject } from '@angular/core';
import type { Observable } from 'rxjs';
import {
  type AccountRequest,
  type AccountSheetView,
  type AccountView,
  type ListView,
  type NewAccountRequest,
  type OneTimePasswordView,
  apiRoot,
} from '../api/contract';

const root = `${apiRoot}/accounts`;
const of = (login: string) => `${root}/${encodeURIComponent(login)}`;

/** The accounts of those who work here. */
@Injectable({ providedIn: 'root' })
export class AccountsApi {
  private readonly http = inject(HttpClient);

  list(): Observable<ListView<AccountView>> {
    return this.http.get<ListView<AccountView>>(root);
  }

  sheet(login: string): Observable<AccountSheetView> {
    return this.http.get<AccountSheetView>(of(login));
  }

  invite(request: NewAccountRequest): Observable<OneTimePasswordView> {
    return this.http.post<OneTimePasswordView>(root, request);
  }

  change(login: string, request: AccountRequest): Observable<unknown> {
    return this.http.put(of(login), request);
  }

  setActive(login: string, active: boolean): Observable<unknown> {
    return this.http.put(`${of(login)}/active`, { active });
  }

  makePassword(login: string): Observable<OneTimePasswordView> {
    return this.http.post<OneTimePasswordView>(`${of(login)}/password`, null);
  }

  endSessions(login: string): Observable<unknown> {
    return this.http.delete(`${of(login)}/sessions`);
  }

  endSession(login: string, id: string): Observable<unknown> {
    return this.http.delete(`${of(login)}/sessions/${id}`);
  }

  resetSecondFactor(login: string): Observable<unknown> {
    return this.http.delete(`${of(login)}/second-factor`);
  }
}
