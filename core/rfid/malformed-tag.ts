import type { TagContent } from './tag.ts';

/** Why the bytes of a tag are not what a standard says. */
export type TagFault =
  'too-short' | 'version-unknown' | 'crc-wrong' | 'text-unreadable' | 'object-cut-off' | 'no-primary-id';

/** A tag that is not one: what is wrong, and what could be read all the same. */
export class MalformedTag extends Error {
  override readonly name = 'MalformedTag';
  readonly fault: TagFault;
  /** Null when nothing could. To be shown to staff, never to be acted on. */
  readonly read: TagContent | null;
  constructor(fault: TagFault, read: TagContent | null) {
    super(`the tag cannot be read: ${fault}`);
    this.fault = fault;
    this.read = read;
  }
}
