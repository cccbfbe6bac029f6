import { HttpClient } from '@angular/common/http';
import { Injectable, inject } from '@angular/core';
import type { Observable } from 'rxjs';
import {
  type FilteredListName,
  type SaveFilterRequest,
  type SavedFilterView,
  type SavedFiltersView,
  apiRoot,
} from '../../api/contract';

/** The filters of lists that people keep. */
@Injectable({ providedIn: 'root' })
export class SavedFiltersApi {
  private readonly http = inject(HttpClient);

  /** Those of a list, where one is (`place`: nothing, or the library). */
  list(list: FilteredListName, place: { library?: string }): Observable<SavedFiltersView> {
    return this.http.get<SavedFiltersView>(`${apiRoot}/saved-filters`, { params: { list, ...place } });
  }

  save(request: SaveFilterRequest): Observable<SavedFilterView> {
    return this.http.post<SavedFilterView>(`${apiRoot}/saved-filters`, request);
  }

  remove(id: number): Observable<unknown> {
    return this.http.delete(`${apiRoot}/saved-filters/${id}`);
  }
}
