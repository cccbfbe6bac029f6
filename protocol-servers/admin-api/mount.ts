import express, { type RequestHandler, type Response, Router } from 'express';
import type { ZodError } from 'zod';
import type { Library } from '../../core/library.ts';
import { refused } from '../../core/outcome.ts';
import { sendProblem } from '../shared/problem.ts';
import { actions, can } from './access.ts';
import { diagnostics, problems } from './diagnostics.ts';
import { answerOnce, isKept, send, type Said } from './idempotency.ts';
import { isSameOrigin } from './origin.ts';
import type { AnyRoute, GuardedRoute, Reply, Visitor } from './route.ts';
import { isCsrfToken, sessionToken, transportOf } from './session-cookie.ts';
import { limitSignIn, type SignInLimits } from './sign-in-limit.ts';

export interface MountOptions {
  readonly library: Library;
  readonly publicUrl: string;
  /** Bytes of a body. */
  readonly bodyBytes: number;
  readonly signIn: SignInLimits;
}

/** Makes the router of the routes. Throws at start-up when one does not say who may call it. */
export function mountRoutes(routes: readonly AnyRoute[], options: MountOptions): Router {
  for (const route of routes) checkDeclaration(route);

  const router = Router({ caseSensitive: true });
  router.use(refuseClearTransport(options.publicUrl));
  router.use(refuseForeignOrigin(options.publicUrl));
  for (const route of routes) router[route.method](route.path, ...steps(route, options));
  for (const path of new Set(routes.map((route) => route.path))) {
    const methods = routes.filter((route) => route.path === path).map((route) => route.method.toUpperCase());
    router.all(path, (_request, response) => {
      response.set('Allow', methods.join(', '));
      sendProblem(response, problems.methodNotAllowed);
    });
  }
  router.use((_request, response) => sendProblem(response, problems.unknownAddress));
  return router;
}

/** Every route names the action it is; signing in is the only one for anybody. */
function checkDeclaration({ method, path, who }: AnyRoute): void {
  const isSignIn = method === 'post' && path === '/session';
  const declared = who === 'anyone' ? isSignIn : actions.includes(who);
  if (!declared) throw new Error(`${method.toUpperCase()} ${path} does not say which role may call it`);
}

/** What a request goes through, in order: who, from where, what, and only then the handler. */
function steps(route: AnyRoute, options: MountOptions): RequestHandler[] {
  const read =
    route.body === null ? [] : [jsonOnly, express.json({ limit: route.bodyBytes ?? options.bodyBytes, strict: true })];
  if (route.who === 'anyone') return [...read, ...limitSignIn(options.signIn), answer(route, options)];
  return [allowVisitor(route, options), ...read, answer(route, options)];
}

function refuseClearTransport(publicUrl: string): RequestHandler {
  return (request, response, next) => {
    if (transportOf(request, publicUrl) === 'clear') return sendProblem(response, problems.httpsRequired);
    response.set('Cache-Control', 'no-store');
    next();
  };
}

const safeMethods = ['GET', 'HEAD', 'OPTIONS'];

function refuseForeignOrigin(publicUrl: string): RequestHandler {
  return (request, response, next) => {
    if (safeMethods.includes(request.method) || isSameOrigin(request, publicUrl)) return next();
    sendProblem(response, problems.foreignOrigin);
  };
}

const jsonOnly: RequestHandler = (request, response, next) => {
  if (request.is('application/json')) return next();
  sendProblem(response, problems.jsonOnly);
};

/** Lets in who is signed in, proves it on unsafe methods, and has the role. */
function allowVisitor(route: GuardedRoute, { library, publicUrl }: MountOptions): RequestHandler {
  return async (request, response, next) => {
    const token = sessionToken(request, transportOf(request, publicUrl));
    const session =
      token === null
        ? refused('not-authorised')
        : await library.staff.session(token, route.unattended ? 'stream' : 'request');
    if (token === null || !session.granted) return sendProblem(response, diagnostics['not-authorised']);
    if (!safeMethods.includes(request.method) && !isCsrfToken(request.get('X-CSRF'), token)) {
      return sendProblem(response, problems.csrfRefused);
    }
    const { user, stage, endsAt } = session.value;
    if (!(route.stages ?? ['open']).includes(stage)) {
      return sendProblem(response, problems.sessionNotOpen, { facts: { stage } });
    }
    if (!can(user.role, route.who)) return sendProblem(response, problems.forbidden);
    response.set('X-Session-Ends', new Date(endsAt).toISOString());
    response.locals['visitor'] = { user, token, session: session.value } satisfies Visitor;
    next();
  };
}

/** Checks the query and the body against their schemas, asks the handler, and says its answer. */
function answer(route: AnyRoute, { library, publicUrl }: MountOptions): RequestHandler {
  return async (request, response) => {
    const params = route.params?.safeParse(request.params);
    if (params && !params.success) return sendInvalid(response, 'path', params.error);
    const query = route.query.safeParse(request.query);
    if (!query.success) return sendInvalid(response, 'query', query.error);
    const body = route.body?.safeParse(request.body);
    if (body && !body.success) return sendInvalid(response, 'body', body.error);

    // Set by allowVisitor; absent for the open route alone, whose handler is not given it.
    const visitor = response.locals['visitor'] as Visitor;
    const transport = transportOf(request, publicUrl);
    const asked = { params: params?.data, query: query.data, body: body?.data, visitor, transport, request, response };
    const kept = isKept(route) && request.get('Idempotency-Key') !== undefined;
    if (kept) return answerOnce(library, asked, () => route.handle(asked).then((reply) => said(reply, route)));
    const reply = await route.handle(asked);
    if (reply !== 'streaming') send(response, said(reply, route));
  };
}

/** What the answer of a handler says to the caller. */
function said(reply: Exclude<Reply<unknown>, 'streaming'> | 'streaming', route: AnyRoute): Said {
  if (reply === 'streaming') throw new Error(`${route.path} streams: it cannot be kept`);
  if (!reply.granted) return { kind: 'problem', problem: diagnostics[reply.refusal], facts: reply.facts };
  if (route.answer === null) return { kind: 'nothing' };
  return { kind: 'answer', body: reply.value, kept: route.onlyReads?.(reply.value) ? 'forgotten' : 'kept' };
}

/** Says which fields are wrong, never what was in them: it may be a password. */
function sendInvalid(response: Response, where: 'path' | 'query' | 'body', error: ZodError): void {
  const errors = error.issues.map(({ path, code, message }) => ({
    path: [where, ...path].join('.'),
    message: code === 'unrecognized_keys' ? 'champ inconnu' : message,
  }));
  sendProblem(response, problems.invalidRequest, { errors });
}
