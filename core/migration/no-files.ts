import type { Inbox } from './ports.ts';
import { RecordFileUnreadable, type RecordSource } from '../ports/record-source.ts';
import { TableUnreadable, type TableSource } from '../ports/table-source.ts';

const nowhere = 'no file can be opened here';

/** For a library without files: every one is missing. */
export const noRecordFiles: RecordSource = {
  open: () => Promise.reject(new RecordFileUnreadable('missing', nowhere)),
};
export const emptyInbox: Inbox = {
  find: async () => null,
  digest: () => Promise.reject(new RecordFileUnreadable('missing', nowhere)),
  received: async () => 0,
  append: async () => ({ received: 0, file: null }),
};
export const noTableFiles: TableSource = { open: () => Promise.reject(new TableUnreadable(nowhere)) };
