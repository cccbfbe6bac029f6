import { HttpClient } from '@angular/common/http';
import { Injectable, inject } from '@angular/core';
import type { Observable } from 'rxjs';
import {
  type ExplanationView,
  type PolicyImpactRequest,
  type PolicyImpactView,
  type PolicyMatrixView,
  type PolicyRequest,
  type PolicyView,
  type SimulationRequest,
  type SimulationView,
  apiRoot,
} from '../api/contract';

/** The rules by which the network lends, and what changing them would change. */
@Injectable({ providedIn: 'root' })
export class RulesApi {
  private readonly http = inject(HttpClient);

  matrix(library: string | null): Observable<PolicyMatrixView> {
    const params: Record<string, string> = library === null ? {} : { library };
    return this.http.get<PolicyMatrixView>(`${apiRoot}/policies/matrix`, { params });
  }

  impact(request: PolicyImpactRequest): Observable<PolicyImpactView> {
    return this.http.post<PolicyImpactView>(`${apiRoot}/policies/impact`, request);
  }

  /** Adds a row, replaces it, or takes it out of use: what the impact was asked for. */
  save({ id, policy }: PolicyImpactRequest): Observable<PolicyView | null> {
    if (id === null) return this.http.post<PolicyView>(`${apiRoot}/policies`, policy);
    if (policy === null) return this.http.delete<null>(`${apiRoot}/policies/${id}`);
    return this.http.put<PolicyView>(`${apiRoot}/policies/${id}`, policy satisfies PolicyRequest);
  }

  explain(asked: { card: string; item: string; library: string; at?: string }): Observable<ExplanationView> {
    return this.http.get<ExplanationView>(`${apiRoot}/explain`, { params: asked });
  }

  simulate(request: SimulationRequest): Observable<SimulationView> {
    return this.http.post<SimulationView>(`${apiRoot}/simulate`, request);
  }
}
