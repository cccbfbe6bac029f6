import { HttpErrorResponse } from '@angular/common/http';

/** Whether the server knows nothing of what was asked; a resource wraps what its stream threw. */
export function isNotFound(error: unknown): boolean {
  if (error instanceof HttpErrorResponse) return error.status === 404;
  return error instanceof Error && error.cause !== undefined && isNotFound(error.cause);
}
