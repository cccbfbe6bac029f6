import type { ItemTypeCode } from './contract-terms.ts';

/** RFID tags, as the console and the admin API say them. Types only. */

/** GET /items/:barcode/tag-payload?capacity=32&parts=1&part=1 */
export interface TagPayloadView {
  readonly item: string;
  readonly title: string;
  readonly owner: { readonly library: string; readonly isil: string };
  /** Hexadecimal, from the first byte of the user memory. */
  readonly bytes: string;
  /** Two hexadecimal digits each. */
  readonly afi: string;
  readonly dsfid: string;
  readonly eas: 'on' | 'off';
}

/** POST /tags/examine: what lies on a reader. Changes nothing. */
export interface ExamineTagsRequest {
  readonly tags: readonly {
    /** Hexadecimal. */
    readonly bytes: string;
    readonly uid?: string | undefined;
    readonly afi?: string | undefined;
    readonly dsfid?: string | undefined;
  }[];
}
export interface TagContentView {
  readonly model: 'basic-block' | 'objects';
  readonly primaryId: string | null;
  readonly typeOfUsage: number | null;
  readonly parts: number | null;
  readonly part: number | null;
  readonly owner: string | null;
  readonly shelfLocation: string | null;
  readonly crc: 'right' | 'wrong' | null;
  readonly besides: readonly {
    readonly kind: 'block' | 'object' | 'unread';
    readonly id: number | null;
    readonly bytes: string;
  }[];
}
export interface ExaminedTagsView {
  readonly tags: readonly {
    readonly uid: string | null;
    readonly content: TagContentView | null;
    readonly fault: string | null;
    /** The document it is on, by the catalogue. */
    readonly item: string | null;
    readonly mismatches: readonly string[];
  }[];
  readonly items: readonly {
    readonly item: string;
    readonly title: string;
    readonly found: number;
    readonly parts: number | null;
    readonly complete: 'yes' | 'no' | 'unknown';
  }[];
}

/** GET /items/:barcode/tags, and what PUT /items/:barcode/tags/:part answers; DELETE /items/:barcode/tags/:part → 204. */
export interface ItemTagsView {
  readonly item: string;
  readonly tags: readonly {
    readonly uid: string;
    readonly part: number;
    readonly taggedAt: string | null;
    readonly taggedBy: string | null;
  }[];
}
export interface SetTagRequest {
  /** 16 hexadecimal digits from E0, in either order of the bytes. */
  readonly uid: string;
  readonly afi?: string | undefined;
  readonly dsfid?: string | undefined;
}

/** GET /tagging?library&from&until (ISO dates, a year at most) */
export interface TaggingView {
  readonly libraries: readonly {
    readonly library: string;
    readonly items: number;
    readonly tagged: number;
    readonly types: readonly { readonly itemType: ItemTypeCode; readonly items: number; readonly tagged: number }[];
  }[];
  readonly days: readonly { readonly date: string; readonly library: string; readonly tagged: number }[];
}

/** GET, PUT /libraries/:code/isil */
export interface IsilView {
  readonly library: string;
  /** ISO 15511: `FR-` and nine digits in France. */
  readonly isil: string | null;
}
