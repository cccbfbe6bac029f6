import { HttpClient } from '@angular/common/http';
import { Injectable, inject } from '@angular/core';
import type { Observable } from 'rxjs';
import { type LibraryView, type ListView, apiRoot } from '../api/contract';

/** The libraries of the network. */
@Injectable({ providedIn: 'root' })
export class LibrariesApi {
  private readonly http = inject(HttpClient);

  list(): Observable<ListView<LibraryView>> {
    return this.http.get<ListView<LibraryView>>(`${apiRoot}/libraries`);
  }
}
