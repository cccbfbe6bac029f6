import { HttpClient } from '@angular/common/http';
import { Injectable, inject } from '@angular/core';
import type { Observable } from 'rxjs';
import { type TodayView, apiRoot } from '../api/contract';

/** How many lines of the day are asked for when the page opens. */
const limit = 100;

/** What the network has lent, taken back and renewed today. */
@Injectable({ providedIn: 'root' })
export class TodayApi {
  private readonly http = inject(HttpClient);

  today(): Observable<TodayView> {
    return this.http.get<TodayView>(`${apiRoot}/activity/today`, { params: { limit } });
  }
}
