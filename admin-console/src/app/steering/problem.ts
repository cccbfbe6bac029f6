import { HttpErrorResponse } from '@angular/common/http';
import type { Problem } from '../api/contract';

/** What the server said no with, null when it did not answer or said something else. */
export function problemOf(error: unknown): Problem | null {
  if (!(error instanceof HttpErrorResponse) || error.status < 400 || error.status >= 500) return null;
  const body: unknown = error.error;
  return typeof body === 'object' && body !== null && 'code' in body ? (body as Problem) : null;
}
