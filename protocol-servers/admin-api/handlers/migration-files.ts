import { Buffer } from 'node:buffer';
import type { Library } from '../../../core/library.ts';
import { granted } from '../../../core/outcome.ts';
import { type AnyRoute, guarded } from '../route.ts';
import { filePartRequest, fileRequest, fileView, partBodyBytes, partBytes } from '../schemas-migration.ts';
import { noQuery } from '../schemas.ts';

/** Files of batches, handed over in parts: one that was cut goes on where it was. */
export function migrationFileRoutes({ migration }: Pick<Library, 'migration'>): AnyRoute[] {
  return [
    guarded({
      method: 'post',
      path: '/migration-files',
      who: 'run-migration',
      summary: 'How much of a file of this name and size is there: what follows is sent from there on.',
      query: noQuery,
      body: fileRequest,
      answer: fileView,
      problems: [400, 401, 403, 404, 413],
      async handle({ body, visitor }) {
        const known = await migration.received(body, visitor.user);
        return known.granted ? granted({ ...known.value, partBytes }) : known;
      },
    }),
    guarded({
      method: 'put',
      path: '/migration-files',
      who: 'run-migration',
      summary: 'Its next part. The last one answers the name the file has in the folder `migration`.',
      query: noQuery,
      body: filePartRequest,
      bodyBytes: partBodyBytes,
      answer: fileView,
      problems: [400, 401, 403, 404, 409, 413],
      async handle({ body, visitor }) {
        const { offset, bytes, ...upload } = body;
        const part = { upload, offset, bytes: Buffer.from(bytes, 'base64') };
        const taken = await migration.receive(part, visitor.user);
        return taken.granted ? granted({ ...taken.value, partBytes }) : taken;
      },
    }),
  ];
}
