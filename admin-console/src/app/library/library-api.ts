import { HttpClient } from '@angular/common/http';
import { Injectable, inject } from '@angular/core';
import { type Observable, last, switchMap, takeWhile, timer } from 'rxjs';
import {
  type ExportView,
  type LibraryContactView,
  type LibraryLifeView,
  type LibraryTransitionRequest,
  apiRoot,
} from '../api/contract';

/** How often an export is asked how far it is, in milliseconds. */
const askEveryMs = 1_000;

/** One library of the network and its life. */
@Injectable({ providedIn: 'root' })
export class LibraryApi {
  private readonly http = inject(HttpClient);

  life(code: string): Observable<LibraryLifeView> {
    return this.http.get<LibraryLifeView>(`${apiRoot}/libraries/${code}/life`);
  }

  setContact(code: string, contact: LibraryContactView): Observable<unknown> {
    return this.http.put(`${apiRoot}/libraries/${code}/contact`, contact);
  }

  enter(code: string, request: LibraryTransitionRequest): Observable<unknown> {
    return this.http.post(`${apiRoot}/libraries/${code}/transitions`, request);
  }

  /** Makes a file of its documents, and says when it is ready. */
  exportItems(library: string): Observable<ExportView> {
    const order = { scope: { kind: 'library', library }, format: 'items-csv' };
    return this.http.post<ExportView>(`${apiRoot}/exports`, order).pipe(
      switchMap(({ id }) =>
        timer(0, askEveryMs).pipe(switchMap(() => this.http.get<ExportView>(`${apiRoot}/exports/${id}`))),
      ),
      takeWhile(({ status }) => status === 'waiting' || status === 'running', true),
      last(),
    );
  }
}
