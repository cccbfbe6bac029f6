import type { Request, Response } from 'express';
import type { z } from 'zod';
import type { Outcome } from '../../core/outcome.ts';
import type { OpenSession, SessionStage } from '../../core/access/desk.ts';
import type { StaffUser } from '../../core/ports/staff.ts';
import type { Action } from './access.ts';
import type { Transport } from './session-cookie.ts';

/** Who asks: a signed-in member of staff, and the token of the session. */
export interface Visitor {
  readonly user: StaffUser;
  readonly token: string;
  readonly session: OpenSession;
}

/** What a handler is given: checked, typed, and nothing that was not declared. */
export interface Asked<Query, Body, Params> {
  /** The named segments of the path. */
  readonly params: Params;
  readonly query: Query;
  readonly body: Body;
  readonly visitor: Visitor;
  readonly transport: Transport;
  readonly request: Request;
  readonly response: Response;
}
/** `streaming`: the handler keeps the response for itself. */
export type Reply<Answer> = Outcome<Answer> | 'streaming';

/** One thing the API does. The server, its guards and its document are all made from this. */
export interface Route<Query = unknown, Body = unknown, Answer = unknown, Params = unknown> {
  readonly method: 'get' | 'post' | 'put' | 'patch' | 'delete';
  readonly path: `/${string}`;
  /** What it does, for the document. */
  readonly summary: string;
  /** Checks the named segments of the path (`/holds/:id`). Absent when there are none. */
  readonly params?: z.ZodType<Params>;
  readonly query: z.ZodType<Query>;
  /** Null: it takes no body. */
  readonly body: z.ZodType<Body> | null;
  /** Bytes of the body, when it may be longer than the others. */
  readonly bodyBytes?: number;
  /** Null: 204. */
  readonly answer: z.ZodType<Answer> | 'event-stream' | 'file' | null;
  /** Whether this answer did nothing and names somebody: it is never kept, and given afresh to whoever asks again. */
  onlyReads?(answer: Answer): boolean;
  /** Statuses a caller must expect besides success. */
  readonly problems: readonly number[];
}

/** A route for those who are signed in and whose role allows `who`. */
export interface GuardedRoute<Query = unknown, Body = unknown, Answer = unknown, Params = unknown> extends Route<
  Query,
  Body,
  Answer,
  Params
> {
  readonly who: Action;
  /** How far the session must have come; absent: all the way. */
  readonly stages?: readonly SessionStage[];
  /** Asked by the console itself, over and over: it does not put off the end of an idle session. */
  readonly unattended?: true;
  handle(asked: Asked<Query, Body, Params>): Promise<Reply<Answer>>;
}
/** The one route for anybody: signing in. */
export interface OpenRoute<Query = unknown, Body = unknown, Answer = unknown> extends Route<Query, Body, Answer> {
  readonly who: 'anyone';
  handle(asked: Omit<Asked<Query, Body, unknown>, 'visitor'>): Promise<Reply<Answer>>;
}
export type AnyRoute = GuardedRoute | OpenRoute;

/** Declares a guarded route: its handler's types come from its schemas. */
export function guarded<Query, Body, Answer, Params>(route: GuardedRoute<Query, Body, Answer, Params>): AnyRoute {
  return route as AnyRoute;
}
/** Declares the open route. */
export function open<Query, Body, Answer>(route: OpenRoute<Query, Body, Answer>): AnyRoute {
  return route as AnyRoute;
}
