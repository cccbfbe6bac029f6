export const indexNames = ['any', 'title', 'author', 'subject', 'isbn'] as const;
export type IndexName = (typeof indexNames)[number];
