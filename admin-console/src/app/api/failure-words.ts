import { HttpErrorResponse } from '@angular/common/http';
import type { MessageKey } from '../messages/catalogue';

/** Why a request failed, in a key of the catalogue, and the reference support will ask for. */
export interface FailureWords {
  readonly reason: MessageKey;
  readonly reference: string | null;
}

/** Puts a failed request into words; what is not an HTTP failure is a fault of the console and says so. */
export function failureWords(error: unknown): FailureWords {
  const http = httpFailure(error);
  if (!http) return { reason: 'failure.console', reference: null };
  return { reason: reasonOf(http.status), reference: http.headers.get('x-request-id') };
}

/** The HTTP failure inside what a resource reports: it wraps whatever its stream threw. */
function httpFailure(error: unknown): HttpErrorResponse | null {
  if (error instanceof HttpErrorResponse) return error;
  return error instanceof Error && error.cause ? httpFailure(error.cause) : null;
}

function reasonOf(status: number): MessageKey {
  if (status === 0) return 'failure.unreachable';
  if (status === 401) return 'failure.signedOut';
  if (status === 403) return 'failure.forbidden';
  if (status === 404) return 'failure.absent';
  if (status === 429) return 'failure.busy';
  return 'failure.server';
}
