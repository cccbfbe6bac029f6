import { HttpClient } from '@angular/common/http';
import { Injectable, inject } from '@angular/core';
import type { Observable } from 'rxjs';
import {
  type CalendarImpactView,
  type CalendarRequest,
  type CalendarView,
  type ClosingRequest,
  type ListView,
  type OpeningsView,
  apiRoot,
} from '../api/contract';

/** When libraries open, and what changing that would touch. */
@Injectable({ providedIn: 'root' })
export class CalendarsApi {
  private readonly http = inject(HttpClient);

  calendar(library: string): Observable<CalendarView> {
    return this.http.get<CalendarView>(`${apiRoot}/libraries/${library}/calendar`);
  }

  /** Day by day, the whole of a year. */
  year(library: string, year: number): Observable<OpeningsView> {
    const params = { from: `${year}-01-01`, to: `${year}-12-31` };
    return this.http.get<OpeningsView>(`${apiRoot}/libraries/${library}/openings`, { params });
  }

  impact(library: string, calendar: CalendarRequest): Observable<CalendarImpactView> {
    return this.http.post<CalendarImpactView>(`${apiRoot}/libraries/${library}/calendar/impact`, calendar);
  }

  save(library: string, calendar: CalendarRequest, dueDates: ClosingRequest['dueDates']): Observable<CalendarView> {
    return this.http.put<CalendarView>(`${apiRoot}/libraries/${library}/calendar`, calendar, { params: { dueDates } });
  }

  closingImpact(closing: ClosingRequest): Observable<ListView<CalendarImpactView>> {
    return this.http.post<ListView<CalendarImpactView>>(`${apiRoot}/calendars/closures/impact`, closing);
  }

  close(closing: ClosingRequest): Observable<unknown> {
    return this.http.post(`${apiRoot}/calendars/closures`, closing);
  }
}
