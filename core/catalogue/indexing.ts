/** Keeping the search index true to the catalogue: following its changes, and building it again whole. */
export { followRecords, type Followed, type IndexingPorts } from './index-changes.ts';
export { startIndexFollower, type IndexFollower } from './index-follower.ts';
export { IndexingBusy, reindex } from './reindex.ts';
