import type { DeviceKind } from './network.ts';

/** Where and by whom a transaction is made: a SIP2 terminal (a Device is one), or a member of staff at the desk of a library. */
export interface Post {
  /** Of the device; null for a member of staff. */
  readonly id: number | null;
  readonly login: string;
  readonly kind: DeviceKind;
  readonly libraryId: number;
}

/** The desk of a library, with this member of staff at it. */
export function staffPost(login: string, libraryId: number): Post {
  return { id: null, login, kind: 'STAFF', libraryId };
}

/** The journal's name for whoever stands at this post: `device:kiosk-lens`, `user:agent-lens`. */
export function actorOf({ id, login }: Pick<Post, 'id' | 'login'>): string {
  return `${id === null ? 'user' : 'device'}:${login}`;
}
