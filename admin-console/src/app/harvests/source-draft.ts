import type { HarvestSourceRequest, HarvestSourceView } from '../api/contract';
import type { MessageKey } from '../messages/catalogue';

/** A source as it stands in a form: every field a text, but choices. */
export interface SourceDraft {
  readonly code: string;
  readonly name: string;
  readonly baseUrl: string;
  readonly metadataPrefix: string;
  readonly set: string;
  readonly networks: string;
  readonly everyHours: string;
  readonly overlapMinutes: string;
  readonly sweepDays: string;
  readonly licence: string;
  readonly rightsUri: string;
  readonly repair: boolean;
  readonly active: boolean;
  readonly resourceType: string;
  readonly access: HarvestSourceRequest['access'];
  readonly audiences: readonly HarvestSourceRequest['audiences'][number][];
}
export type TextField = {
  [Name in keyof SourceDraft]: SourceDraft[Name] extends string
    ? string extends SourceDraft[Name]
      ? Name
      : never
    : never;
}[keyof SourceDraft];

export const resourceTypes = ['EBOOK', 'PRESS', 'VIDEO', 'MUSIC', 'TRAINING', 'GAME', 'HERITAGE'] as const;
export const accesses = ['FREE', 'READERS', 'ON_SITE'] as const;
export const audiences = ['readers', 'harvesters', 'gallica', 'europeana'] as const;

export const typeWords: Record<(typeof resourceTypes)[number], MessageKey> = {
  EBOOK: 'harvests.type.EBOOK',
  PRESS: 'harvests.type.PRESS',
  VIDEO: 'harvests.type.VIDEO',
  MUSIC: 'harvests.type.MUSIC',
  TRAINING: 'harvests.type.TRAINING',
  GAME: 'harvests.type.GAME',
  HERITAGE: 'harvests.type.HERITAGE',
};
export const accessWords: Record<(typeof accesses)[number], MessageKey> = {
  FREE: 'harvests.access.FREE',
  READERS: 'harvests.access.READERS',
  ON_SITE: 'harvests.access.ON_SITE',
};
export const audienceWords: Record<(typeof audiences)[number], MessageKey> = {
  readers: 'harvests.audience.readers',
  harvesters: 'harvests.audience.harvesters',
  gallica: 'harvests.audience.gallica',
  europeana: 'harvests.audience.europeana',
};

const blank: SourceDraft = {
  ...{ code: '', name: '', baseUrl: '', metadataPrefix: '', set: '', networks: '', everyHours: '24' },
  ...{ overlapMinutes: '', sweepDays: '', licence: '', rightsUri: '', repair: true, active: true, resourceType: '' },
  ...{ access: 'FREE', audiences: ['readers'] },
};

/** The form of a source; that of a new one when there is none. */
export function draftOf(source: HarvestSourceView | null): SourceDraft {
  if (source === null) return blank;
  const text = (value: number | string | null): string => (value === null ? '' : String(value));
  const { code, name, baseUrl, licence, rightsUri, repair, active, access, audiences: told } = source;
  return {
    ...{ code, name, baseUrl, licence, rightsUri, repair, active, access, audiences: told },
    metadataPrefix: text(source.metadataPrefix),
    set: text(source.set),
    networks: source.networks.join(' '),
    everyHours: text(source.everyHours),
    overlapMinutes: text(source.overlapMinutes),
    sweepDays: text(source.sweepDays),
    resourceType: text(source.resourceType),
  };
}

/** The networks of the form: CIDR, between spaces or commas. */
export function networksOf({ networks }: Pick<SourceDraft, 'networks'>): string[] {
  return networks.split(/[\s,;]+/).filter(Boolean);
}

/** What is sent of a form, or the field whose number is none. */
export function requestOf(draft: SourceDraft): HarvestSourceRequest | { readonly wrong: keyof SourceDraft } {
  const { name, baseUrl, licence, rightsUri, repair, active, access, audiences: told } = draft;
  const numbers = { everyHours: draft.everyHours, overlapMinutes: draft.overlapMinutes, sweepDays: draft.sweepDays };
  for (const [field, typed] of Object.entries(numbers)) {
    if (!/^\d{0,6}$/.test(typed.trim())) return { wrong: field as keyof typeof numbers };
  }
  const whole = (typed: string): number | null => (typed.trim() === '' ? null : Number(typed));
  const orNull = (typed: string): string | null => typed.trim() || null;
  return {
    ...{ name: name.trim(), baseUrl: baseUrl.trim(), licence: licence.trim(), rightsUri: rightsUri.trim() },
    ...{ repair, active, access, audiences: told, networks: networksOf(draft) },
    metadataPrefix: orNull(draft.metadataPrefix),
    set: orNull(draft.set),
    everyHours: whole(draft.everyHours),
    overlapMinutes: whole(draft.overlapMinutes),
    sweepDays: whole(draft.sweepDays),
    resourceType: resourceTypes.find((type) => type === draft.resourceType) ?? null,
  };
}

/** What is wrong with a source, by the name of its field. */
export const wrongWords: Readonly<Record<string, MessageKey>> = {
  code: 'harvests.wrong.code',
  name: 'harvests.wrong.name',
  baseUrl: 'harvests.wrong.baseUrl',
  metadataPrefix: 'harvests.wrong.metadataPrefix',
  set: 'harvests.wrong.set',
  networks: 'harvests.wrong.networks',
  everyHours: 'harvests.wrong.everyHours',
  overlapMinutes: 'harvests.wrong.overlapMinutes',
  sweepDays: 'harvests.wrong.sweepDays',
  rightsUri: 'harvests.wrong.rightsUri',
};
