import type { Library } from '../../../core/library.ts';
import { granted } from '../../../core/outcome.ts';
import type { StoredTag } from '../../../core/ports/tags.ts';
import type { ExaminedTags, PreparedTag, TaggingProgress } from '../../../core/rfid/desk.ts';
import { afi, bytesOfHexadecimal, dsfid, hexadecimal, uidOf } from '../../../core/rfid/tag.ts';
import type { ExaminedTagsView, ItemTagsView, TaggingView, TagPayloadView } from '../contract-tags.ts';
import { type AnyRoute, guarded } from '../route.ts';
import {
  examinedTagsView,
  examineTagsRequest,
  isilRequest,
  isilView,
  itemParams,
  itemTagsView,
  payloadQuery,
  setTagRequest,
  taggingQuery,
  taggingView,
  tagParams,
  tagPayloadView,
} from '../schemas-tags.ts';
import { libraryParams } from '../schemas-terms.ts';
import { noQuery } from '../schemas.ts';
import { libraryOf } from './library-asked.ts';

type Asked = Pick<Library, 'tags' | 'network'>;

/** Bytes of the dumps of everything that lies on a reader. */
const dumpBytes = 1024 * 1024;

/** The RFID tags of documents. */
export function tagRoutes(library: Asked): AnyRoute[] {
  return [...itemTagRoutes(library), ...readerRoutes(library), ...isilRoutes(library)];
}

function itemTagRoutes({ tags }: Asked): AnyRoute[] {
  return [
    guarded({
      method: 'get',
      path: '/items/:barcode/tag-payload',
      who: 'read-tags',
      summary: 'What to write on the tag of a document: the bytes for its chip, AFI, EAS. Changes nothing.',
      params: itemParams,
      query: payloadQuery,
      body: null,
      answer: tagPayloadView,
      problems: [400, 401, 403, 404, 409, 422],
      async handle({ params, query }) {
        const prepared = await tags.prepare({ itemBarcode: params.barcode, ...query });
        return prepared.granted ? granted(viewPayload(prepared.value)) : prepared;
      },
    }),
    guarded({
      method: 'get',
      path: '/items/:barcode/tags',
      who: 'read-tags',
      summary: 'The tags of a document, by part.',
      params: itemParams,
      query: noQuery,
      body: null,
      answer: itemTagsView,
      problems: [400, 401, 403, 404],
      async handle({ params }) {
        const found = await tags.of(params.barcode);
        return found.granted ? granted(viewItemTags(params.barcode, found.value)) : found;
      },
    }),
    guarded({
      method: 'put',
      path: '/items/:barcode/tags/:part',
      who: 'edit-tags',
      summary: 'Says which chip is on a part of a document, in the place of the one it had.',
      params: tagParams,
      query: noQuery,
      body: setTagRequest,
      answer: itemTagsView,
      problems: [400, 401, 403, 404, 409, 503],
      async handle({ params, body, visitor }) {
        const set = await tags.set(visitor.user, {
          itemBarcode: params.barcode,
          part: params.part,
          uid: uidOf(body.uid)!, // the schema lets nothing else in
          afi: octet(body.afi) ?? afi.inStock,
          dsfid: octet(body.dsfid) ?? dsfid.basicBlock,
        });
        return set.granted ? granted(viewItemTags(params.barcode, set.value)) : set;
      },
    }),
    guarded({
      method: 'delete',
      path: '/items/:barcode/tags/:part',
      who: 'edit-tags',
      summary: 'The chip is no longer on this part.',
      params: tagParams,
      query: noQuery,
      body: null,
      answer: null,
      problems: [400, 401, 403, 404, 503],
      handle: ({ params, visitor }) => tags.remove(visitor.user, params.barcode, params.part),
    }),
  ];
}

function readerRoutes({ tags, network }: Asked): AnyRoute[] {
  return [
    guarded({
      method: 'post',
      path: '/tags/examine',
      who: 'read-tags',
      summary: 'Which documents lie on a reader, and each mismatch of their tags with the catalogue. Changes nothing.',
      query: noQuery,
      body: examineTagsRequest,
      bodyBytes: dumpBytes,
      answer: examinedTagsView,
      problems: [400, 401, 403],
      async handle({ body }) {
        const scanned = body.tags.map((tag) => ({
          bytes: bytesOfHexadecimal(tag.bytes)!, // the schema lets nothing else in
          uid: tag.uid === undefined ? null : uidOf(tag.uid),
          afi: octet(tag.afi),
          dsfid: octet(tag.dsfid),
        }));
        return granted(viewExamined(await tags.examine(scanned)));
      },
    }),
    guarded({
      method: 'get',
      path: '/tagging',
      who: 'read-tagging',
      summary: 'How far the tagging of the stock is: by library and type, and per day.',
      query: taggingQuery,
      body: null,
      answer: taggingView,
      problems: [400, 401, 404],
      async handle({ query: { library: code, ...period } }) {
        const place = code === undefined ? granted(null) : await libraryOf(network, code);
        if (!place.granted) return place;
        const progress = await tags.progress({ ...period, libraryId: place.value?.id ?? null });
        return granted(viewProgress(progress, network));
      },
    }),
  ];
}

function isilRoutes({ tags, network }: Asked): AnyRoute[] {
  return [
    guarded({
      method: 'get',
      path: '/libraries/:code/isil',
      who: 'read-network',
      summary: 'The identifier that tags name a library by.',
      params: libraryParams,
      query: noQuery,
      body: null,
      answer: isilView,
      problems: [401, 404],
      async handle({ params }) {
        const library = await libraryOf(network, params.code);
        return library.granted ? granted({ library: library.value.code, isil: library.value.isil ?? null }) : library;
      },
    }),
    guarded({
      method: 'put',
      path: '/libraries/:code/isil',
      who: 'edit-isil',
      summary: 'Says by which identifier (ISO 15511) a library is known.',
      params: libraryParams,
      query: noQuery,
      body: isilRequest,
      answer: isilView,
      problems: [400, 401, 403, 404, 409, 503],
      async handle({ params, body, visitor }) {
        const library = await libraryOf(network, params.code);
        if (!library.granted) return library;
        const set = await tags.setIsil(visitor.user, library.value.id, body.isil);
        return set.granted ? granted({ library: library.value.code, isil: body.isil }) : set;
      },
    }),
  ];
}

function octet(text: string): number;
function octet(text: string | undefined): number | null;
function octet(text: string | undefined): number | null {
  return text === undefined ? null : Number.parseInt(text, 16);
}

const twoDigits = (value: number): string => hexadecimal(Uint8Array.of(value));

function viewPayload(prepared: PreparedTag): TagPayloadView {
  const { item, title, owner, bytes, eas } = prepared;
  return {
    item: item.barcode,
    title,
    owner: { library: owner.code, isil: owner.isil ?? '' },
    bytes: hexadecimal(bytes),
    afi: twoDigits(prepared.afi),
    dsfid: twoDigits(prepared.dsfid),
    eas,
  };
}

function viewItemTags(item: string, tags: readonly StoredTag[]): ItemTagsView {
  return {
    item,
    tags: tags.map(({ uid, part, taggedAt, taggedBy }) => {
      return { uid, part, taggedAt: taggedAt === null ? null : new Date(taggedAt).toISOString(), taggedBy };
    }),
  };
}

function viewExamined({ tags, items }: ExaminedTags): ExaminedTagsView {
  return {
    tags: tags.map(({ barcode: item, ...tag }) => ({ ...tag, item })),
    items: items.map(({ item, ...found }) => ({ ...found, item: item.barcode })),
  };
}

function viewProgress({ libraries, days }: TaggingProgress, network: Asked['network']): TaggingView {
  return {
    libraries: libraries.map(({ library, types }) => ({
      library: library.code,
      items: types.reduce((sum, { items }) => sum + items, 0),
      tagged: types.reduce((sum, { tagged }) => sum + tagged, 0),
      types,
    })),
    days: days.map(({ date, libraryId, tagged }) => ({ date, library: network.library(libraryId).code, tagged })),
  };
}
