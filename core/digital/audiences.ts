/**
 * To whom what a source gives may be shown again, as its licence says: who searches the catalogue (console, SRU,
 * Z39.50), harvesters at large, two partners by name.
 */
export const audiences = ['readers', 'harvesters', 'gallica', 'europeana'] as const;
export type Audience = (typeof audiences)[number];

/** Those who harvest. */
export const harvestingAudiences = ['harvesters', 'gallica', 'europeana'] as const satisfies readonly Audience[];
export type HarvestingAudience = (typeof harvestingAudiences)[number];
