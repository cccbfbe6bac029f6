import { z } from 'zod';
import { isKept, longestKey } from './idempotency.ts';
import type { AnyRoute } from './route.ts';
import { named } from './schemas.ts';

type Json = Record<string, unknown>;

/** The OpenAPI 3.1 document of the API, made from the routes and the schemas that check them. */
export function openApiDocument(routes: readonly AnyRoute[], version: string): Json {
  const paths: Record<string, Json> = {};
  for (const route of routes) {
    const path = route.path.replace(/:(\w+)/g, '{$1}');
    paths[path] = { ...paths[path], [route.method]: operation(route) };
  }
  return {
    openapi: '3.1.0',
    info: { title: 'Passerelle', version, description: 'Administration du réseau de bibliothèques.' },
    servers: [{ url: '/api/v1' }],
    security: [{ session: [] }],
    paths,
    components: {
      schemas: namedSchemas(),
      securitySchemes: {
        session: {
          type: 'apiKey',
          in: 'cookie',
          name: '__Host-sid',
          description: '`sid` without HTTPS, on this machine.',
        },
        csrf: { type: 'apiKey', in: 'header', name: 'X-CSRF', description: '`csrfToken` of the session.' },
      },
    },
  };
}

function operation(route: AnyRoute): Json {
  const unsafe = route.method !== 'get';
  const security = route.who === 'anyone' ? [] : [unsafe ? { session: [], csrf: [] } : { session: [] }];
  const parameters = [
    ...(route.params ? parametersOf(route.params, 'path') : []),
    ...parametersOf(route.query, 'query'),
    ...(isKept(route) ? [idempotencyKey] : []),
  ];
  return {
    summary: route.summary,
    security,
    ...(parameters.length > 0 && { parameters }),
    ...(route.body && {
      requestBody: { required: true, content: { 'application/json': { schema: reference(route.body) } } },
    }),
    responses: { ...success(route), ...Object.fromEntries(route.problems.map((status) => [status, problemResponse])) },
  };
}

function success({ answer }: AnyRoute): Json {
  if (answer === null) return { 204: { description: 'Done.' } };
  const content =
    answer === 'event-stream'
      ? { 'text/event-stream': { schema: { type: 'string' } } }
      : answer === 'file'
        ? { 'application/octet-stream': { schema: { type: 'string', format: 'binary' } } }
        : { 'application/json': { schema: reference(answer) } };
  return { 200: { description: 'Done.', content } };
}

const problemResponse = {
  description: 'Refused: `code` says why.',
  content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
};

function parametersOf(fields: z.ZodType, place: 'path' | 'query'): Json[] {
  const schema = z.toJSONSchema(fields, { io: 'input' });
  const required = new Set(schema.required);
  return Object.entries(schema.properties ?? {}).map(([name, property]) => ({
    name,
    in: place,
    required: place === 'path' || required.has(name),
    schema: property,
  }));
}

const idempotencyKey: Json = {
  name: 'Idempotency-Key',
  in: 'header',
  required: false,
  schema: { type: 'string', maxLength: longestKey },
  description: 'Names this request: sent again within 24 hours, it gets the same answer and changes nothing.',
};

/** Throws when a route uses a schema without a name: the document would be unreadable. */
function reference(schema: z.ZodType): Json {
  const id = named.get(schema)?.id;
  if (id === undefined) throw new Error('a schema of the admin API has no name');
  return { $ref: `#/components/schemas/${id}` };
}

function namedSchemas(): Json {
  const { schemas } = z.toJSONSchema(named, { uri: (id) => `#/components/schemas/${id}` });
  const stripped = Object.entries(schemas).map(([id, schema]) => {
    const { $id: _id, $schema: _schema, ...rest } = schema;
    return [id, rest];
  });
  return Object.fromEntries(stripped);
}
