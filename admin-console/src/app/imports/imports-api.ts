import { HttpClient } from '@angular/common/http';
import { Injectable, inject } from '@angular/core';
import { type Observable, map } from 'rxjs';
import {
  type BatchLineView,
  type BatchView,
  type BatchStepCode,
  type FileRequest,
  type FilePartRequest,
  type FileView,
  type ImportFindingView,
  type ImportReportView,
  type ListView,
  type OpenBatchRequest,
  type SourceProfileView,
  type TriedProfileView,
  type UndoingView,
  apiRoot,
} from '../api/contract';

const root = `${apiRoot}/migration-batches`;

/** What a profile says, without the name and the version it is saved under. */
export type ProfileContent = Omit<SourceProfileView, 'name' | 'version'>;

/** Batches that bring a library into the catalogue, their files and the profiles they are read by. */
@Injectable({ providedIn: 'root' })
export class ImportsApi {
  private readonly http = inject(HttpClient);

  list(): Observable<readonly BatchView[]> {
    return this.http.get<ListView<BatchView>>(root).pipe(map(({ items }) => items));
  }

  open(request: OpenBatchRequest): Observable<BatchView> {
    return this.http.post<BatchView>(root, request);
  }

  take(id: number, step: BatchStepCode): Observable<BatchView> {
    return this.http.post<BatchView>(`${root}/${id}/steps/${step}`, {});
  }

  sign(id: number): Observable<BatchView> {
    return this.http.post<BatchView>(`${root}/${id}/signature`, {});
  }

  report(id: number): Observable<ImportReportView> {
    return this.http.get<ImportReportView>(`${root}/${id}/report`);
  }

  reportCsv(id: number): Observable<string> {
    return this.http.get<{ csv: string }>(`${root}/${id}/report-csv`).pipe(map(({ csv }) => csv));
  }

  findings(id: number, kind: string): Observable<readonly ImportFindingView[]> {
    return this.http
      .get<{ items: readonly ImportFindingView[] }>(`${root}/${id}/findings`, { params: { kind } })
      .pipe(map(({ items }) => items));
  }

  /** Lines that were matched without asking, after one. */
  matches(id: number, after: number, limit: number): Observable<readonly BatchLineView[]> {
    return this.http
      .get<{ items: readonly BatchLineView[] }>(`${root}/${id}/lines`, { params: { decision: 'MERGE', after, limit } })
      .pipe(map(({ items }) => items));
  }

  undoing(id: number): Observable<UndoingView> {
    return this.http.get<UndoingView>(`${root}/${id}/undoing`);
  }

  received(file: FileRequest): Observable<FileView> {
    return this.http.post<FileView>(`${apiRoot}/migration-files`, file);
  }

  receive(part: FilePartRequest): Observable<FileView> {
    return this.http.put<FileView>(`${apiRoot}/migration-files`, part);
  }

  profiles(): Observable<readonly SourceProfileView[]> {
    return this.http.get<ListView<SourceProfileView>>(`${apiRoot}/source-profiles`).pipe(map(({ items }) => items));
  }

  saveProfile(name: string, profile: ProfileContent): Observable<SourceProfileView> {
    return this.http.put<SourceProfileView>(`${apiRoot}/source-profiles/${name}`, profile);
  }

  tryProfile(name: string, profile: ProfileContent, library: string, record: string): Observable<TriedProfileView> {
    return this.http.post<TriedProfileView>(`${apiRoot}/source-profiles/${name}/try`, { profile, library, record });
  }
}
