import { HttpClient } from '@angular/common/http';
import { Injectable, inject } from '@angular/core';
import { type Observable, forkJoin, map } from 'rxjs';
import {
  type CrateSheetView,
  type CrateSummaryView,
  type CrateView,
  type DiscrepancyView,
  type DispatchView,
  type LateTransitView,
  type ListView,
  type ReceptionRequest,
  type ReceptionView,
  type ResolutionRequest,
  type ShuttleRouteView,
  type ShuttleRunView,
  apiRoot,
} from '../api/contract';

/** Lines asked for at once: more than a library ever has waiting. */
const limit = 200;

/** What one library has to do with the van: its crates, what waits for one, what is amiss. */
export interface BoardView {
  readonly crates: readonly CrateSummaryView[];
  readonly dispatch: DispatchView;
  readonly gaps: ListView<DiscrepancyView>;
  readonly late: ListView<LateTransitView>;
}

/** The van: routes, runs, crates and what is amiss. */
@Injectable({ providedIn: 'root' })
export class ShuttleApi {
  private readonly http = inject(HttpClient);

  board(library: string): Observable<BoardView> {
    const states = ['OPEN', 'SEALED', 'ON_BOARD', 'DISCREPANT'] as const;
    return forkJoin({
      crates: forkJoin(states.map((state) => this.list<CrateSummaryView>('/crates', { library, state }))).pipe(
        map((lists) => lists.flatMap(({ items }) => items)),
      ),
      dispatch: this.http.get<DispatchView>(`${apiRoot}/libraries/${library}/dispatch`, { params: { limit } }),
      gaps: this.list<DiscrepancyView>('/shuttle/discrepancies', { library }),
      late: this.list<LateTransitView>('/shuttle/late', { library }),
    });
  }

  routes(): Observable<ListView<ShuttleRouteView>> {
    return this.http.get<ListView<ShuttleRouteView>>(`${apiRoot}/shuttle/routes`);
  }

  /** Runs between two ISO dates, both included. */
  runs(from: string, to: string): Observable<ListView<ShuttleRunView>> {
    return this.list<ShuttleRunView>('/shuttle/runs', { from, to });
  }

  cratesOf(run: number): Observable<ListView<CrateSummaryView>> {
    return this.list<CrateSummaryView>('/crates', { run });
  }

  move(run: number, move: 'start' | 'finish' | 'cancel'): Observable<ShuttleRunView> {
    return this.http.post<ShuttleRunView>(`${apiRoot}/shuttle/runs/${run}/${move}`, null);
  }

  open(crate: { from: string; to: string | null }): Observable<CrateView> {
    return this.http.post<CrateView>(`${apiRoot}/crates`, crate);
  }

  crate(id: number): Observable<CrateSheetView> {
    return this.http.get<CrateSheetView>(`${apiRoot}/crates/${id}`);
  }

  put(id: number, barcode: string): Observable<CrateSheetView> {
    return this.http.post<CrateSheetView>(`${apiRoot}/crates/${id}/items`, { barcode });
  }

  takeOut(id: number, barcode: string): Observable<CrateSheetView> {
    return this.http.post<CrateSheetView>(`${apiRoot}/crates/${id}/items/remove`, { barcode });
  }

  change(id: number, change: 'seal' | 'reopen' | 'unload'): Observable<CrateSheetView> {
    return this.http.post<CrateSheetView>(`${apiRoot}/crates/${id}/${change}`, null);
  }

  load(id: number, run: number): Observable<CrateSheetView> {
    return this.http.post<CrateSheetView>(`${apiRoot}/crates/${id}/load`, { run });
  }

  receive(id: number, reception: ReceptionRequest): Observable<ReceptionView> {
    return this.http.post<ReceptionView>(`${apiRoot}/crates/${id}/receive`, reception);
  }

  resolve(gap: number, resolution: ResolutionRequest['resolution']): Observable<null> {
    return this.http.post<null>(`${apiRoot}/shuttle/discrepancies/${gap}/resolve`, { resolution });
  }

  private list<Row>(path: string, asked: Record<string, string | number>): Observable<ListView<Row>> {
    return this.http.get<ListView<Row>>(`${apiRoot}${path}`, { params: { ...asked, limit } });
  }
}
