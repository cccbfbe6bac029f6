import type { ResourceType } from '../../digital/entities.ts';

/** What is counted, as suppliers do (COUNTER 5): visits, consultations, downloads. */
export const usageMeasures = ['sessions', 'views', 'downloads'] as const;
export type UsageMeasure = (typeof usageMeasures)[number];
export type UsageCounts = Readonly<Record<UsageMeasure, number>>;

/** How much one platform was used in one month, from one library, for one type of resource. Never by whom. */
export interface UsageLine extends UsageCounts {
  readonly platform: string;
  /** `2026-03`. */
  readonly month: string;
  /** Null: the supplier does not say which. */
  readonly libraryId: number | null;
  readonly resourceType: ResourceType;
}

export interface UsageImport {
  readonly id: number;
  readonly platform: string;
  /** SHA-256 of the file: sent again, it changes nothing. */
  readonly fileHash: string;
  readonly importedAt: number;
  readonly importedBy: string;
  readonly lineCount: number;
}
