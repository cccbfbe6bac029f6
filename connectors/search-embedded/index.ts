export { openEmbeddedIndex, type EmbeddedIndexSettings } from './embedded-index.ts';
export { defaults as embeddedIndexDefaults, type IndexOptions } from './options.ts';
